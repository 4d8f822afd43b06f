namespace Handraiser.Core.Routing;

/// <summary>
/// What is true of a rep at the moment of a decision, already evaluated by whoever knows the hours and the leads.
/// </summary>
/// <param name="Active">May be given leads at all; false once somebody has left the company.</param>
/// <param name="Present">Says that they are here.</param>
/// <param name="Open">Inside their working hours and not on leave.</param>
/// <param name="Today">Leads given today, in the team's zone.</param>
/// <param name="ThisWeek">Leads given this week, in the team's zone.</param>
/// <param name="OpenLeads">Leads that they own and that are not closed.</param>
public readonly record struct Standing(
    string Rep, bool Active, bool Present, bool Open, bool OnLeave, int Today, int ThisWeek, int OpenLeads);

/// <summary>
/// Why a member was or was not given a lead. In order: the first ones cannot be helped by waiting, then come those who
/// are only not here now, then those who are free. A member who is barred twice is told of the earliest.
/// </summary>
public enum Verdict
{
    Inactive, NoShare, MissedThisLead, OnLeave, OutsideHours, Away, DayCap, WeekCap, OpenCap, Free, NotTheirTurn,
    Chosen,
}

/// <summary>The words for a <see cref="Verdict"/>, to follow "is".</summary>
public static class Verdicts
{
    static readonly string[] Words =
    [
        "no longer active", "without a share of the turns", "ruled out for having missed this lead", "on leave",
        "outside working hours", "away", "at the cap for the day", "at the cap for the week",
        "at the cap of open leads", "free", "not next in turn", "next in turn",
    ];

    static readonly string[] Skips = [.. Words.Select(words => $"Would have been next, but is {words}.")];

    public static string Text(this Verdict verdict) => Words[(int)verdict];

    internal static string Skip(this Verdict verdict) => Skips[(int)verdict];
}

/// <summary>One member as a decision saw them: the answer to "why not me", with the numbers behind it.</summary>
/// <param name="Share">The member's weight over the weights of the whole pool, 0 to 1.</param>
/// <param name="Target">The turns they would have had by now, this one included, if everybody were always free.</param>
/// <param name="Shortfall">Target less level: how many turns they are owed (negative when ahead).</param>
/// <param name="TurnsAway">
/// If the same members stay free: how many more turns pass before theirs, at most. Null when not free.
/// </param>
public sealed record Considered(
    string Pool, MemberLevel Counts, int Weight, Verdict Verdict, decimal Share, decimal Target, decimal Shortfall,
    long? TurnsAway)
{
    public string Rep => Counts.Rep;

    public long Level => Counts.Level;
}
