using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Routing;

/// <summary>
/// The entries that set a level right when somebody joins, leaves, comes back, or a new cycle begins. All comparisons
/// are of level to weight, so a member with twice the weight starts with twice the level. Rounded so that nobody who
/// waits is overtaken: a newcomer starts at or after the mark, never before it. Nothing here ever lowers a level.
/// </summary>
public static class Calibration
{
    /// <summary>
    /// Somebody new (or back after having been taken off the list) starts where the pool's policy says.
    /// </summary>
    /// <param name="pool">The pool with the newcomer on its list.</param>
    public static IReadOnlyList<Turn> ForJoiner(Pool pool, Rota rota, string rep, Instant now)
    {
        rota = rota.For(pool);
        var joined = new Turn(pool.Key, TurnKind.Joined, rep, 0, "Joined the pool.", now);
        var place = rota.Place(rep);
        if (place < 0) return [joined];
        var mark = pool.Joiners switch
        {
            JoinerPolicy.Max => Furthest(rota, place),
            JoinerPolicy.Mean => Mean(rota, place),
            JoinerPolicy.Zero => rota.Levels[place],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return With(joined, Raise(rota, place, mark, now, pool.Joiners == JoinerPolicy.Max
            ? "Starts level with the member furthest ahead." : "Starts at the mean of the pool."));
    }

    /// <summary>A leave begins: until the return, others are not measured against this member.</summary>
    public static Turn ForLeave(Pool pool, string rep, Instant now) =>
        new(pool.Key, TurnKind.Left, rep, 0, "On leave.", now);

    /// <summary>
    /// Somebody comes back. Under <see cref="LeavePolicy.Hold"/> the level rises by what the others gained meanwhile
    /// per weight (less the turns taken during the leave), so that the shortfall is what it was; members who are still
    /// on leave are left out of the comparison. Under <see cref="LeavePolicy.Mean"/> it rises to the mean of the
    /// others, if below.
    /// </summary>
    /// <param name="rotaAtLeave">The rota when the leave began: the fold of the ledger up to then.</param>
    public static IReadOnlyList<Turn> ForReturn(Pool pool, Rota rota, string rep, Rota rotaAtLeave, Instant now)
    {
        rota = rota.For(pool);
        var returned = new Turn(pool.Key, TurnKind.Returned, rep, 0, "Back from leave.", now);
        var place = rota.Place(rep);
        if (place < 0) return [returned];
        return pool.Leave switch
        {
            LeavePolicy.CatchUp => [returned],
            LeavePolicy.Hold => With(returned, Raise(rota, place, Held(rota, place, rotaAtLeave), now,
                "Holds their place: missed turns are forgiven.")),
            LeavePolicy.Mean => With(returned, Raise(rota, place, Mean(rota, place), now,
                "Starts again at the mean of the pool.")),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>
    /// A new cycle: everybody at zero. Also due when weights change, or past turns would be judged by new weights.
    /// </summary>
    public static Turn ForReset(Pool pool, Instant now, string reason) =>
        new(pool.Key, TurnKind.Reset, null, 0, reason, now);

    static IReadOnlyList<Turn> With(Turn first, Turn? second) => second is null ? [first] : [first, second];

    static Turn? Raise(Rota rota, int place, Int128 mark, Instant now, string reason)
    {
        var delta = (int)Int128.Clamp(mark - rota.Levels[place], 0, int.MaxValue);
        return delta == 0 ? null : new Turn(rota.Pool, TurnKind.Calibrated, rota[place].Rep, delta, reason, now);
    }

    static Int128 Furthest(Rota rota, int place)
    {
        Int128? furthest = null;
        for (var i = 0; i < rota.Levels.Length; i++)
        {
            if (i == place || rota.Weights[i] == 0) continue;
            var mark = Ceiling((Int128)rota.Levels[i] * rota.Weights[place], rota.Weights[i]);
            if (furthest is null || mark > furthest) furthest = mark;
        }
        return furthest ?? rota.Levels[place];
    }

    static Int128 Mean(Rota rota, int place)
    {
        Int128 levels = 0, weights = 0;
        for (var i = 0; i < rota.Levels.Length; i++)
        {
            if (!Counts(rota, i, place)) continue;
            levels += rota.Levels[i];
            weights += rota.Weights[i];
        }
        return weights == 0 ? rota.Levels[place] : Ceiling(levels * rota.Weights[place], weights);
    }

    // With the level raised by w * gained / W, where gained and W are those of the others, the shortfall w * total /
    // all - level comes out as it was before the leave.
    static Int128 Held(Rota rota, int place, Rota before)
    {
        // A cycle that began during the leave put everybody at zero.
        var sameCycle = rota.ResetAt == before.ResetAt;
        Int128 gained = 0, weights = 0;
        for (var i = 0; i < rota.Levels.Length; i++)
        {
            if (!Counts(rota, i, place) || IsNew(rota[i], before)) continue;
            gained += rota.Levels[i] - Then(before, rota[i].Rep, sameCycle);
            weights += rota.Weights[i];
        }
        if (weights == 0) return rota.Levels[place];
        var nearest = Ceiling((2 * gained * rota.Weights[place]) - weights, 2 * weights);
        return Then(before, rota[place].Rep, sameCycle) + nearest;
    }

    static long Then(Rota before, string rep, bool sameCycle) => sameCycle ? before.Of(rep)?.Level ?? 0 : 0;

    // Who joined during the leave was lifted to a mark; that is not a turn anybody missed.
    static bool IsNew(in MemberLevel member, Rota before) =>
        member.Calibrated > 0 && before.Of(member.Rep) is null or { LastAssignedAt: null, Assigned: 0, Calibrated: 0 };

    static bool Counts(Rota rota, int other, int place) =>
        other != place && rota.Weights[other] > 0 && !rota[other].OnLeave;

    static Int128 Ceiling(Int128 value, Int128 by)
    {
        var (whole, rest) = Int128.DivRem(value, by);
        return rest > 0 ? whole + 1 : whole;
    }
}
