using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Routing;

/// <summary>
/// What the fairness ledger adds up to for one member since the last reset, in turns. The same numbers are stored
/// beside the ledger and updated with it, so a decision never has to read the history.
/// </summary>
/// <param name="Credited">Turns given back; a positive count.</param>
/// <param name="LastAssignedAt">Survives a reset: who waited longest has nothing to do with cycles.</param>
/// <param name="LastCoveredAt">
/// The last time that the member answered in somebody else's place; survives a reset.
/// </param>
/// <param name="OnLeave">Between Left and Returned: not part of what others are measured against.</param>
public readonly record struct MemberLevel(
    string Rep, long Assigned, long Credited, long Calibrated, Instant? LastAssignedAt,
    Instant? LastCoveredAt = null, bool OnLeave = false)
{
    /// <summary>Turns taken as fairness counts them.</summary>
    public long Level => Assigned + Calibrated - Credited;

    internal Instant LastTurnAt => LastAssignedAt ?? Instant.MinValue;

    internal Instant LastGivenAt => Instant.Max(LastTurnAt, LastCoveredAt ?? Instant.MinValue);
}

/// <summary>
/// Where each member of a pool stands in the rotation: the fold of the pool's <see cref="Turn"/>s. It is immutable and
/// knows nothing of presence, hours or load, so fairness never depends on how busy anybody or anything is.
/// </summary>
public sealed class Rota
{
    readonly Dictionary<string, int> places;
    readonly MemberLevel[] members;
    readonly long[] levels;
    readonly int[] weights;

    Rota(string pool, IReadOnlyList<PoolMember> roster, Dictionary<string, int> places, int[] weights,
        MemberLevel[] members, Instant? resetAt)
    {
        Pool = pool;
        Roster = roster;
        this.places = places;
        this.weights = weights;
        this.members = members;
        ResetAt = resetAt;
        levels = new long[members.Length];
        for (var i = 0; i < levels.Length; i++) levels[i] = members[i].Level;
    }

    /// <summary>The key of the pool.</summary>
    public string Pool { get; }

    /// <summary>When the current cycle began; null before the first reset.</summary>
    public Instant? ResetAt { get; }

    /// <summary>The members in the order of the pool's list.</summary>
    public IReadOnlyList<MemberLevel> Members => members;

    internal IReadOnlyList<PoolMember> Roster { get; }
    internal ReadOnlySpan<long> Levels => levels;
    internal ReadOnlySpan<int> Weights => weights;
    internal ref readonly MemberLevel this[int place] => ref members[place];

    /// <summary>
    /// The fold of a ledger, oldest entry first. Entries of other pools and of former members count for nothing.
    /// </summary>
    public static Rota From(Pool pool, IEnumerable<Turn> turns)
    {
        var empty = FromLevels(pool, []);
        var members = empty.members;
        var resetAt = empty.ResetAt;
        foreach (var turn in turns) empty.Fold(turn, members, ref resetAt);
        return new Rota(empty.Pool, empty.Roster, empty.places, empty.weights, members, resetAt);
    }

    /// <summary>
    /// The same from stored numbers. A member without numbers stands at zero; numbers of former members are left out.
    /// </summary>
    public static Rota FromLevels(Pool pool, IReadOnlyList<MemberLevel> levels, Instant? resetAt = null)
    {
        var roster = pool.Members;
        var places = new Dictionary<string, int>(roster.Count, StringComparer.Ordinal);
        var weights = new int[roster.Count];
        var members = new MemberLevel[roster.Count];
        for (var i = 0; i < roster.Count; i++)
        {
            // Somebody listed twice has one place; the second line has no share.
            if (places.TryAdd(roster[i].Rep, i)) weights[i] = Math.Max(0, roster[i].Weight);
            members[i] = new MemberLevel(roster[i].Rep, 0, 0, 0, null);
        }
        for (var i = 0; i < levels.Count; i++)
        {
            if (places.TryGetValue(levels[i].Rep, out var place)) members[place] = levels[i];
        }
        return new Rota(pool.Key, roster, places, weights, members, resetAt);
    }

    /// <summary>The rota after one more entry.</summary>
    public Rota Apply(Turn turn)
    {
        var after = (MemberLevel[])members.Clone();
        var resetAt = ResetAt;
        Fold(turn, after, ref resetAt);
        return new Rota(Pool, Roster, places, weights, after, resetAt);
    }

    /// <summary>The rota after more entries, oldest first.</summary>
    public Rota Apply(IEnumerable<Turn> turns)
    {
        var after = (MemberLevel[])members.Clone();
        var resetAt = ResetAt;
        foreach (var turn in turns) Fold(turn, after, ref resetAt);
        return new Rota(Pool, Roster, places, weights, after, resetAt);
    }

    /// <summary>The numbers of one member, or null when the rep is not in the pool.</summary>
    public MemberLevel? Of(string rep) => places.TryGetValue(rep, out var place) ? members[place] : null;

    /// <summary>
    /// The same numbers on another version of the pool's list: newcomers at zero, former members gone.
    /// </summary>
    public Rota For(Pool pool) =>
        ReferenceEquals(Roster, pool.Members) ? this : FromLevels(pool, members, ResetAt);

    internal int Place(string rep) => places.GetValueOrDefault(rep, -1);

    void Fold(Turn turn, MemberLevel[] into, ref Instant? resetAt)
    {
        if (turn.Pool != Pool) return;
        if (turn.Kind == TurnKind.Reset)
        {
            resetAt = turn.At;
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = into[i] with { Assigned = 0, Credited = 0, Calibrated = 0 };
            }
            return;
        }
        if (turn.Rep is null || !places.TryGetValue(turn.Rep, out var place)) return;
        var member = into[place];
        into[place] = turn.Kind switch
        {
            TurnKind.Assigned => member with
            {
                Assigned = member.Assigned + turn.Delta,
                LastAssignedAt = Instant.Max(member.LastTurnAt, turn.At),
            },
            TurnKind.Credited => member with { Credited = member.Credited - turn.Delta },
            TurnKind.Calibrated => member with { Calibrated = member.Calibrated + turn.Delta },
            TurnKind.Covered => member with
            {
                LastCoveredAt = Instant.Max(member.LastCoveredAt ?? Instant.MinValue, turn.At),
            },
            TurnKind.Left => member with { OnLeave = true },
            TurnKind.Returned => member with { OnLeave = false },
            _ => member,
        };
    }
}
