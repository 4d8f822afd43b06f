using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Routing;

/// <summary>The pools' fairness ledgers, and beside them what each adds up to for every member.</summary>
internal static class PoolStore
{
    const int PageSize = 5000;

    /// <summary>The rotas of some pools, locked until commit: whoever decides about a pool waits for who decided before.</summary>
    public static async Task<Dictionary<string, Rota>> LockAsync(Tx tx, string workspace, Playbook playbook, IEnumerable<string> pools)
    {
        var rotas = new Dictionary<string, Rota>(StringComparer.Ordinal);
        var keys = pools.Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count == 0) return rotas;
        // One lock for a pool, not one for each member's row: those who wait stand in one line.
        await tx.LockAsync(keys.Select(key => LockName(workspace, key)), last: true);
        foreach (var key in keys) rotas[key] = await RotaAsync(tx, workspace, playbook.Pools[key]);
        return rotas;
    }

    static string LockName(string workspace, string pool) => $"{workspace} pool {pool}";

    static async Task<Rota> RotaAsync(Tx tx, string workspace, Pool pool)
    {
        var name = LockName(workspace, pool.Key);
        if (tx.InHand?.Find<PoolInHand>(name) is { } inHand)
        {
            if (ReferenceEquals(inHand.Pool, pool)) return inHand.Rota;
            tx.InHand.PutDown(name, tx);
        }
        var rota = Rota.FromLevels(pool, await LevelsAsync(tx, workspace, pool.Key));
        if (tx.InHand is not null)
        {
            inHand = new PoolInHand(pool, rota);
            tx.InHand.Keep(name, inHand, last => inHand.Write(last, workspace));
        }
        return rota;
    }

    /// <summary>Appends turns and moves the members' sums with them, in the same commit.</summary>
    public static void Write(Tx tx, string workspace, IEnumerable<Turn> turns, string? lead)
    {
        foreach (var turn in turns)
        {
            tx.Add(
                """
                insert into turn (workspace_id, pool, kind, rep_id, lead_id, delta, reason, at)
                values (@Workspace, @Pool, @Kind, @Rep, @Lead, @Delta, @Reason, @At)
                """,
                new { Workspace = workspace, turn.Pool, Kind = Word(turn.Kind), turn.Rep, Lead = lead, turn.Delta, turn.Reason, turn.At });
            var name = LockName(workspace, turn.Pool);
            if (tx.InHand?.Find<PoolInHand>(name) is { } inHand)
            {
                if (inHand.Take(turn)) continue;
                tx.InHand.PutDown(name, tx);
            }
            MemberSums.Add(tx, workspace, turn);
        }
    }

    /// <summary>Every turn of a pool, oldest first, for whoever asks "why not me".</summary>
    public static async Task<List<Turn>> TurnsAsync(Tx tx, string workspace, string pool) =>
        (await tx.ListAsync<TurnRow>(
            "select pool, kind, rep_id, delta, reason, at from turn where workspace_id = @Workspace and pool = @Pool order by id",
            new { Workspace = workspace, Pool = pool }))
        .ConvertAll(row => row.Turn);

    /// <summary>A page of a pool's turns, and where the next begins; null when there is none.</summary>
    public static async Task<(List<Turn> Turns, long? Next)> TurnsAfterAsync(Tx tx, string workspace, string pool, long after)
    {
        var rows = await tx.ListAsync<TurnRow>(
            """
            select id, pool, kind, rep_id, delta, reason, at from turn where workspace_id = @Workspace and pool = @Pool and id > @After
            order by id limit @Most
            """,
            new { Workspace = workspace, Pool = pool, After = after, Most = PageSize });
        return (rows.ConvertAll(row => row.Turn), rows.Count < PageSize ? null : rows[^1].Id);
    }

    /// <summary>What every member of a pool, past or present, stands at.</summary>
    public static async Task<List<MemberLevel>> LevelsAsync(Tx tx, string workspace, string pool) =>
        (await tx.ListAsync<MemberRow>(
            "select * from pool_member where workspace_id = @Workspace and pool = @Pool order by rep_id",
            new { Workspace = workspace, Pool = pool })).ConvertAll(row => row.Level);

    static string Word(TurnKind kind) => kind switch
    {
        TurnKind.Assigned => "assigned",
        TurnKind.Credited => "credited",
        TurnKind.Skipped => "skipped",
        TurnKind.Covered => "covered",
        TurnKind.Calibrated => "calibrated",
        TurnKind.Joined => "joined",
        TurnKind.Left => "left",
        TurnKind.Returned => "returned",
        TurnKind.Reset => "reset",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    sealed record MemberRow
    {
        public string RepId { get; init; } = "";

        public long Assigned { get; init; }

        public long Credited { get; init; }

        public long Calibrated { get; init; }

        public Instant? LastAssignedAt { get; init; }

        public Instant? LastCoveredAt { get; init; }

        public long OnLeave { get; init; }

        public MemberLevel Level => new(RepId, Assigned, Credited, Calibrated, LastAssignedAt, LastCoveredAt, OnLeave != 0);
    }

    sealed record TurnRow
    {
        public long Id { get; init; }

        public string Pool { get; init; } = "";

        public string Kind { get; init; } = "";

        public string? RepId { get; init; }

        public long Delta { get; init; }

        public string Reason { get; init; } = "";

        public Instant At { get; init; }

        public Turn Turn => new(Pool, Enum.GetValues<TurnKind>().Single(kind => Word(kind) == Kind), RepId, (int)Delta, Reason, At);
    }
}
