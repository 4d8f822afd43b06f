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
        // One order for everybody, so that two decisions never wait for each other.
        foreach (var key in pools.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (tx.Engine == Engine.Postgres)
            {
                // One lock for the pool, not one for each member's row: those who wait stand in one line.
                tx.Add("select pg_advisory_xact_lock(hashtextextended(@Lock, 1))", new { Lock = $"{workspace} pool {key}" });
            }
            var rows = await tx.ListAsync<MemberRow>(
                "select * from pool_member where workspace_id = @Workspace and pool = @Pool order by rep_id",
                new { Workspace = workspace, Pool = key });
            rotas[key] = Rota.FromLevels(playbook.Pools[key], rows.ConvertAll(row => row.Level));
        }
        return rotas;
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
            Sum(tx, workspace, turn);
        }
    }

    static void Sum(Tx tx, string workspace, Turn turn)
    {
        if (turn.Kind == TurnKind.Skipped) return;
        if (turn.Kind == TurnKind.Reset)
        {
            tx.Add("update pool_member set assigned = 0, credited = 0, calibrated = 0 where workspace_id = @Workspace and pool = @Pool",
                new { Workspace = workspace, turn.Pool });
            return;
        }
        tx.Add(
            """
            insert into pool_member (workspace_id, pool, rep_id, assigned, credited, calibrated, last_assigned_at, last_covered_at, on_leave)
            values (@Workspace, @Pool, @Rep, @Assigned, @Credited, @Calibrated, @AssignedAt, @CoveredAt, coalesce(@Leave, 0))
            on conflict (workspace_id, pool, rep_id) do update set
              assigned = pool_member.assigned + excluded.assigned, credited = pool_member.credited + excluded.credited,
              calibrated = pool_member.calibrated + excluded.calibrated,
              last_assigned_at = case when pool_member.last_assigned_at > excluded.last_assigned_at then pool_member.last_assigned_at
                else coalesce(excluded.last_assigned_at, pool_member.last_assigned_at) end,
              last_covered_at = case when pool_member.last_covered_at > excluded.last_covered_at then pool_member.last_covered_at
                else coalesce(excluded.last_covered_at, pool_member.last_covered_at) end,
              on_leave = coalesce(@Leave, pool_member.on_leave)
            """,
            new
            {
                Workspace = workspace, turn.Pool, turn.Rep,
                Assigned = turn.Kind == TurnKind.Assigned ? turn.Delta : 0,
                Credited = turn.Kind == TurnKind.Credited ? -turn.Delta : 0,
                Calibrated = turn.Kind == TurnKind.Calibrated ? turn.Delta : 0,
                AssignedAt = turn.Kind == TurnKind.Assigned ? turn.At : (Instant?)null,
                CoveredAt = turn.Kind == TurnKind.Covered ? turn.At : (Instant?)null,
                Leave = turn.Kind switch { TurnKind.Left => 1L, TurnKind.Returned => 0L, _ => (long?)null },
            });
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
