using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Routing;

/// <summary>What turns add to a member's row: the row is always the sum of the member's turns.</summary>
internal readonly record struct MemberSums(
    string? Rep, long Assigned, long Credited, long Calibrated, Instant? AssignedAt, Instant? CoveredAt, long? Leave)
{
    public static MemberSums Of(Turn turn) => new(turn.Rep,
        turn.Kind == TurnKind.Assigned ? turn.Delta : 0,
        turn.Kind == TurnKind.Credited ? -turn.Delta : 0,
        turn.Kind == TurnKind.Calibrated ? turn.Delta : 0,
        turn.Kind == TurnKind.Assigned ? turn.At : null,
        turn.Kind == TurnKind.Covered ? turn.At : null,
        turn.Kind switch { TurnKind.Left => 1L, TurnKind.Returned => 0L, _ => null });

    public MemberSums Plus(MemberSums later) => new(Rep, Assigned + later.Assigned, Credited + later.Credited, Calibrated + later.Calibrated,
        Later(AssignedAt, later.AssignedAt), Later(CoveredAt, later.CoveredAt), later.Leave ?? Leave);

    public static void Add(Tx tx, string workspace, Turn turn)
    {
        if (turn.Kind == TurnKind.Skipped) return;
        if (turn.Kind == TurnKind.Reset)
        {
            tx.Add("update pool_member set assigned = 0, credited = 0, calibrated = 0 where workspace_id = @Workspace and pool = @Pool",
                new { Workspace = workspace, turn.Pool });
            return;
        }
        Of(turn).Add(tx, workspace, turn.Pool);
    }

    public void Add(Tx tx, string workspace, string pool) => tx.Add(
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
        new { Workspace = workspace, Pool = pool, Rep, Assigned, Credited, Calibrated, AssignedAt, CoveredAt, Leave });

    static Instant? Later(Instant? one, Instant? other) => one is null || other > one ? other : one;
}

/// <summary>A pool whose lock is held by a transaction that several decisions share: each sees the turns of those before it.</summary>
internal sealed class PoolInHand(Pool pool, Rota rota)
{
    readonly SortedDictionary<string, MemberSums> sums = new(StringComparer.Ordinal);

    public Pool Pool => pool;

    public Rota Rota { get; private set; } = rota;

    /// <summary>Counts a turn that a decision takes. False for those that only an act of somebody makes: they are written at once.</summary>
    public bool Take(Turn turn)
    {
        if (turn.Kind is not (TurnKind.Assigned or TurnKind.Covered or TurnKind.Skipped)) return false;
        Rota = Rota.Apply(turn);
        if (turn.Kind == TurnKind.Skipped) return true;
        var added = MemberSums.Of(turn);
        sums[turn.Rep!] = sums.TryGetValue(turn.Rep!, out var before) ? before.Plus(added) : added;
        return true;
    }

    public void Write(Tx tx, string workspace)
    {
        foreach (var sum in sums.Values) sum.Add(tx, workspace, pool.Key);
    }
}
