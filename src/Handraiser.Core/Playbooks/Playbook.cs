using Handraiser.Core.Leads;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// The versioned policy of a workspace: who answers what, how soon, during whose hours, and what happens when nobody
/// does. Reps are named by e-mail in the text; <see cref="WithReps"/> turns names into rep ids before anything is
/// decided.
/// </summary>
/// <param name="Targets">Kinds without an entry have no target: no clock, no ladder.</param>
/// <param name="Routes">Read top to bottom, the first match wins; <paramref name="CatchAll"/> answers what none
/// matched.</param>
public sealed record Playbook(
    string Name,
    IReadOnlyDictionary<string, OpeningHours> Hours,
    IReadOnlyDictionary<string, Team> Teams,
    IReadOnlyDictionary<string, Pool> Pools,
    IReadOnlyDictionary<RequestKind, Target> Targets,
    IReadOnlyDictionary<string, Ladder> Ladders,
    IReadOnlyList<Route> Routes,
    string CatchAll,
    Screening Screening)
{
    /// <summary>Every rep that the playbook names, each once, in the order of first mention.</summary>
    public IReadOnlyList<string> Reps =>
        [.. Teams.Values.SelectMany(team => new[] { team.Manager, team.OnCall })
            .Concat(Pools.Values.SelectMany(pool => pool.Members.Select(member => member.Rep)))
            .Append(Screening.Owner).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The same playbook with each rep's name replaced, so that decisions and the ledger speak of ids only.
    /// </summary>
    public Playbook WithReps(Func<string, string> idOf) => this with
    {
        Teams = Teams.ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            Manager = idOf(pair.Value.Manager),
            OnCall = idOf(pair.Value.OnCall),
        }),
        Pools = Pools.ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            Members = [.. pair.Value.Members.Select(member => member with { Rep = idOf(member.Rep) })],
        }),
        Screening = Screening with { Owner = idOf(Screening.Owner) },
    };
}

/// <summary>
/// People who answer together, in one zone: whose hours count, who is told, and who is called at the end.
/// </summary>
public sealed record Team(string Key, string Name, OpeningHours Hours, string Manager, string OnCall);

/// <summary>How soon a kind of request is to be answered, in whose hours, and by what kind of touch.</summary>
/// <param name="Within">Counted time from arrival; null when the target is in working days.</param>
/// <param name="WorkingDays">Due at the end of this many working days after arrival; 0 when <paramref name="Within"/>
/// is set.</param>
/// <param name="MetBy">The weakest touch that meets it. Never <see cref="Grade.Automated"/>.</param>
/// <param name="Ladder">What happens as the target runs out; null for nothing.</param>
public sealed record Target(Duration? Within, int WorkingDays, WhoseHours Hours, Grade MetBy, string? Ladder);

/// <summary>Whose open hours a target counts: every hour, the team's, or the owner's own.</summary>
public enum WhoseHours { Always, Team, Owner }

/// <summary>The steps taken while a target runs out, in the order in which they fall due.</summary>
public sealed record Ladder(string Key, IReadOnlyList<LadderStep> Steps);

/// <summary>
/// One step. It falls due at a share of the target's length (1 is the target itself) or at an offset from its end.
/// </summary>
/// <param name="Share">Share of the target, counted in the same hours; null when <paramref name="Offset"/> is
/// set.</param>
/// <param name="Offset">Counted time after the due instant (negative is before it); null when <paramref name="Share"/>
/// is set.</param>
public sealed record LadderStep(double? Share, Duration? Offset, LadderAction Action);

/// <summary>
/// Nudge the owner; tell the manager; hand to the next who is available; call the on-call human and raise the alarm.
/// </summary>
public enum LadderAction { Nudge, TellManager, HandOn, OnCall }

/// <summary>One row of the route table: leads that meet the condition go to the pool, or to a second look.</summary>
/// <param name="Pool">The pool that answers; null when the row asks for a second look instead.</param>
/// <param name="SecondLook">Why a human should look before anybody answers; null when the row names a pool.</param>
public sealed record Route(string Name, Condition When, string? Pool, string? SecondLook);

/// <summary>
/// When a request looks like spam, and who looks at it. It is held, never dropped, and its clock runs.
/// </summary>
/// <param name="QuarantineAt">The score (0 to 100) from which a request is held.</param>
/// <param name="Owner">The human who owns held requests and second looks.</param>
public sealed record Screening(int QuarantineAt, string Owner);

/// <summary>Reps who take turns.</summary>
/// <param name="Team">The team whose hours, manager and on-call human stand behind the pool.</param>
/// <param name="Overflow">The pool that answers under <see cref="EveryoneAway.Overflow"/>; null otherwise.</param>
public sealed record Pool(
    string Key, string Team, IReadOnlyList<PoolMember> Members, Caps Caps, JoinerPolicy Joiners, LeavePolicy Leave,
    TiePolicy Ties, EveryoneAway EveryoneAway, string? Overflow, bool CountsPresence, bool CountsHours);

/// <summary>A rep's place in a pool. Weights 100, 200 and 300 get 100, 200 and 300 of 600 turns.</summary>
public sealed record PoolMember(string Rep, int Weight);

/// <summary>
/// The most leads a member may be given per day and per week (in the team's zone) and hold open; null is no cap.
/// </summary>
public sealed record Caps(int? Day, int? Week, int? Open)
{
    public static Caps None { get; } = new(null, null, null);
}

/// <summary>
/// Where somebody new starts: level with the member furthest ahead, with the mean, or at zero (and so first).
/// </summary>
public enum JoinerPolicy { Max, Mean, Zero }

/// <summary>
/// Back from leave: catch up on the missed turns, hold one's place (missed turns are forgiven), or start at the mean.
/// </summary>
public enum LeavePolicy { CatchUp, Hold, Mean }

/// <summary>Between equals: the order of the list, who waited longest, or a seeded draw.</summary>
public enum TiePolicy { List, LeastRecent, Seeded }

/// <summary>
/// Nobody can take the lead now. Wait: the pool's manager owns it until a member is back. Assign: the next member gets
/// it anyway. Overflow: another pool answers. Manager and OnCall: that human owns it at once.
/// </summary>
public enum EveryoneAway { Wait, Assign, Overflow, Manager, OnCall }
