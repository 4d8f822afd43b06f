using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Workspaces.Roster;

/// <summary>
/// Leave, and what it means for taking turns: when one begins and when it ends, each pool's ledger says so once, in the
/// commit that notes it, however late anybody looks.
/// </summary>
internal sealed class LeaveTurns(Database database, PolicyStore policies, Chance chance)
{
    const int MostAtOnce = 100;

    /// <summary>Writes down what began or ended by now, and tells how many leaves it was.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var due = await database.ReadAsync(tx => tx.ListAsync<LeaveRow>(
            """
            select * from leave where ended = 0 and from_at <= @Now and (started = 0 or to_at <= @Now) order by from_at limit @Most
            """,
            new { tx.Now, Most = MostAtOnce }), cancel);
        foreach (var one in due) await database.WriteAsync(tx =>
            TurnAsync(tx, one.WorkspaceId, one.Id, isCancelled: false), cancel);
        return due.Count;
    }

    public Task AddAsync(string workspace, string rep, Instant from, Instant to, string? reason,
        CancellationToken cancel) =>
        database.WriteAsync(async tx =>
        {
            var id = chance.NewId(tx.Now);
            tx.Add(
                """
                insert into leave (workspace_id, id, rep_id, from_at, to_at, reason)
                values (@Workspace, @Id, @Rep, @From, @To, @Reason)
                """,
                new { Workspace = workspace, Id = id, Rep = rep, From = from, To = to, Reason = reason });
            PolicyStore.RosterChanged(tx, workspace);
            if (from <= tx.Now) await TurnAsync(tx, workspace, id, isCancelled: false);
        }, cancel);

    /// <summary>Takes a leave back. One that had begun ends now.</summary>
    /// <returns>Whether it was there.</returns>
    public Task<bool> RemoveAsync(string workspace, string rep, string id, CancellationToken cancel) =>
        database.WriteAsync(async tx =>
    {
        if (await tx.SingleAsync<string>(
            "select id from leave where workspace_id = @Workspace and id = @Id and rep_id = @Rep",
            new { Workspace = workspace, Id = id, Rep = rep }) is null) return false;
        await TurnAsync(tx, workspace, id, isCancelled: true);
        tx.Add("delete from leave where workspace_id = @Workspace and id = @Id",
            new { Workspace = workspace, Id = id });
        PolicyStore.RosterChanged(tx, workspace);
        return true;
    }, cancel);

    async Task TurnAsync(Tx tx, string workspace, string id, bool isCancelled)
    {
        // The rep's row orders the leaves of one rep, which may overlap; whoever gives this rep a lead need not wait
        // for it.
        if (await FindAsync(tx, workspace, id) is not { } leave) return;
        await tx.SingleAsync<string>(
            "select id from rep where workspace_id = @Workspace and id = @Rep" + (tx.Engine == Engine.Postgres
                ? " for no key update" : ""),
            new { Workspace = workspace, Rep = leave.RepId });
        leave = await FindAsync(tx, workspace, id);
        if (leave is not { Ended: 0 } || (isCancelled && leave.Started == 0)) return;
        var isOnOther = await tx.SingleAsync<long>(
            """
            select count(*) from leave where workspace_id = @Workspace and rep_id = @Rep and id <> @Id and started = 1 and ended = 0
            """,
            new { Workspace = workspace, Rep = leave.RepId, Id = id }) > 0;
        var (begins, ends) = (leave.Started == 0 && leave.FromAt <= tx.Now, isCancelled || leave.ToAt <= tx.Now);
        if (!isOnOther) await WriteAsync(tx, workspace, leave.RepId, begins, ends);
        tx.Add("update leave set started = 1, ended = @Ended where workspace_id = @Workspace and id = @Id",
            new { Ended = ends, Workspace = workspace, Id = id });
    }

    async Task WriteAsync(Tx tx, string workspace, string rep, bool begins, bool ends)
    {
        var playbook = (await policies.InForceAsync(tx, workspace)).Playbook;
        var pools = playbook.Pools.Values.Where(pool => pool.Members.Any(member => member.Rep == rep)).ToList();
        var rotas = await PoolStore.LockAsync(tx, workspace, playbook, pools.Select(pool => pool.Key));
        foreach (var pool in pools)
        {
            if (begins) PoolStore.Write(tx, workspace, [Calibration.ForLeave(pool, rep, tx.Now)], null);
            // A leave that is over before anybody noticed it changed nothing in between.
            if (!ends) continue;
            var before = begins ? rotas[pool.Key] : await AtLeaveAsync(tx, workspace, pool, rep);
            if (before is not null) PoolStore.Write(tx, workspace,
                Calibration.ForReturn(pool, rotas[pool.Key], rep, before, tx.Now), null);
        }
    }

    /// <summary>The pool as it stood when the rep went; null when it never saw them go.</summary>
    static async Task<Rota?> AtLeaveAsync(Tx tx, string workspace, Pool pool, string rep)
    {
        var turns = await PoolStore.TurnsAsync(tx, workspace, pool.Key);
        var last = turns.FindLastIndex(turn => turn.Rep == rep && turn.Kind is TurnKind.Left or TurnKind.Returned);
        return last < 0 || turns[last].Kind != TurnKind.Left ? null : Rota.From(pool, turns.Take(last + 1));
    }

    static Task<LeaveRow?> FindAsync(Tx tx, string workspace, string id) => tx.SingleAsync<LeaveRow>(
        "select * from leave where workspace_id = @Workspace and id = @Id", new { Workspace = workspace, Id = id });
}
