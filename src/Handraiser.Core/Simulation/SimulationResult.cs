using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>
/// What would happen. All counts are of leads unless they say otherwise; a lead has one clock, and a further one for
/// each request that joins it after the first was met.
/// </summary>
/// <param name="NeverAnswered">Leads closed without any human attempt. Spam that was found out is not one of them.
/// </param>
/// <param name="HandedOn">Times a lead went to the next after somebody missed it.</param>
/// <param name="Fingerprint">Of every happening, in order, by whole numbers: equal only for equal runs.</param>
public sealed record SimulationResult(
    int Requests, int Leads, int Joined, int Held, int Spam, int NeverAnswered, int Contacted, int Meetings,
    int Touches, int Nudged, int ManagerTold, int HandedOn, int OnCall, int Waited, int Credited,
    ClockCounts Clocks, ResponseTimes FirstAttempt, ResponseTimes FirstContact,
    IReadOnlyList<RepResult> Reps, IReadOnlyList<PoolResult> Pools, IReadOnlyList<KindResult> Kinds,
    IReadOnlyList<HourResult> Hours, ulong Fingerprint)
{
    /// <summary>What was assumed.</summary>
    public required SimulationPlan Plan { get; init; }

    /// <summary>Clocks that ran out, answered later or never.</summary>
    public int Breached => Clocks.MetLate + Clocks.NeverMet;
}

/// <summary>What became of clocks. Those cancelled had their case closed in time, as spam mostly.</summary>
public readonly record struct ClockCounts(int Met, int MetLate, int NeverMet, int Cancelled)
{
    /// <summary>Clocks with a verdict.</summary>
    public int Judged => Met + MetLate + NeverMet;
}

/// <summary>
/// The buyer's wait from the first request of a lead, over all hours, spam left out. Who was never answered is kept: a
/// quantile that falls among them is null, for it has no end.
/// </summary>
/// <param name="Histogram">Answers by wait, one count per entry of <see cref="Bounds"/> and one for longer.</param>
public sealed record ResponseTimes(
    int Answered, int Never, Duration? P50, Duration? P75, Duration? P90, IReadOnlyList<int> Histogram)
{
    /// <summary>Upper bounds of the histogram's bars, each included in its bar.</summary>
    public static IReadOnlyList<Duration> Bounds { get; } =
    [
        Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(10), Duration.FromMinutes(30),
        Duration.FromHours(1), Duration.FromHours(4), Duration.FromDays(1), Duration.FromDays(3), Duration.FromDays(7),
    ];
}

/// <param name="Given">Leads given to the rep, by turn, claim, cover, hand-on or alarm.</param>
/// <param name="Breached">Clocks that ran out in the rep's hands.</param>
/// <param name="Missed">Leads taken from the rep because the clock ran out.</param>
/// <param name="MostOpen">The most leads that the rep had open at once.</param>
public sealed record RepResult(
    string Rep, int Given, int Touches, int Contacted, int Met, int Breached, int Missed, int MostOpen);

/// <summary>A pool's turns. A turn given back for a dud is not counted.</summary>
public sealed record PoolResult(string Pool, int Leads, IReadOnlyList<ShareResult> Members)
{
    /// <summary>The farthest that anybody is from their exact share, in turns.</summary>
    public decimal FarthestOff =>
        Members.Count == 0 ? 0 : Members.Max(member => Math.Abs(member.Turns - member.Exact));
}

/// <param name="Exact">The turns that the weight alone would give; presence, hours and caps move the real ones.</param>
public sealed record ShareResult(string Rep, int Weight, int Turns, decimal Exact);

public sealed record KindResult(RequestKind Kind, int Requests, ClockCounts Clocks);

/// <summary>Requests that came in an hour of the day, in their traffic's zone, and their clocks that ran out.</summary>
public sealed record HourResult(int Hour, int Requests, int Breached);
