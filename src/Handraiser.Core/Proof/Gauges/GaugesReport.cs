namespace Handraiser.Core.Proof;

/// <summary>Whether the refinery that turns leads into deals is set too fine or too coarse.</summary>
/// <param name="Accepted">Hand-overs that were accepted, of those at least a week old.</param>
/// <param name="LostIn7Days">Hand-overs lost within seven days, of those at least as old. Merged and erased leads are
/// not lost.</param>
/// <param name="LostIn14Days">The same within fourteen days.</param>
/// <param name="Won">Deals won, of those decided; a deal lost for want of a decision is decided. Without deals, leads
/// that were handed over.</param>
/// <param name="Load">How busy those are who work leads before the hand-over.</param>
/// <param name="Advice">What the gauges say by rule, and nothing where they cannot.</param>
public sealed record GaugesReport(Gauge Accepted, Gauge LostIn7Days, Gauge LostIn14Days, Gauge Won, LoadGauge Load,
    IReadOnlyList<GaugeAdvice> Advice);

/// <summary>One share, and its course over the months.</summary>
/// <param name="Share">Over the whole history.</param>
/// <param name="Readable">Whether it rests on thirty or more; below that no advice is given.</param>
/// <param name="Months">By the month of the hand-over, or of the decision. Empty when nothing is recorded.</param>
public sealed record Gauge(PrintedShare Share, bool Readable, IReadOnlyList<GaugeMonth> Months)
{
    /// <summary>The fewest that a gauge is read from.</summary>
    public const int Least = 30;
}

/// <summary>One month on the control charts.</summary>
/// <param name="Month">As 2026-03, in the history's zone.</param>
/// <param name="Rate">Null in a month of none.</param>
/// <param name="LimitLow">Where the rate of all months lies less three standard errors (p-chart).</param>
/// <param name="LimitHigh">And more three.</param>
/// <param name="Signal">The month lies outside: a sudden change.</param>
/// <param name="Drift">The running sum (CUSUM, slack 0.5, limit 5 standard errors) has passed its limit: a small
/// change that stays.</param>
public sealed record GaugeMonth(string Month, long Count, long Of, double? Rate, double? LimitLow, double? LimitHigh,
    bool Signal, bool Drift);

/// <summary>How busy those are who work leads before the hand-over.</summary>
/// <param name="Reps">Who touched leads.</param>
/// <param name="RepDays">Days on which one of them did.</param>
/// <param name="LeadsPerRepWeek">New leads a week for each of them.</param>
/// <param name="TouchesPerRepDay">On days with any.</param>
/// <param name="Occupancy">Mean share of a working day spent on touches; null without opening hours, or on fewer than
/// thirty days. A call or meeting counts as long as it lasted, anything else as <see cref="GaugeLimits.TouchMinutes"/>,
/// so it is an estimate.</param>
/// <param name="Low">Lower 95 % limit of the mean, by rep and not by day.</param>
/// <param name="High">Upper limit.</param>
public sealed record LoadGauge(int Reps, long RepDays, double? LeadsPerRepWeek, double? TouchesPerRepDay,
    double? Occupancy, double? Low, double? High);

/// <summary>One thing to consider.</summary>
/// <param name="Kind">"too-picky", "qualify-harder", "agree-on-definition", "room-for-more" or "overloaded".</param>
/// <param name="Gauge">The gauge that says so.</param>
/// <param name="Sentence">With the figures.</param>
public sealed record GaugeAdvice(string Kind, string Gauge, string Sentence);

/// <summary>
/// Where advice begins: rules of practitioners, none of them measured (D. Taber and S. Stewart for the first two). A
/// rule speaks only when the whole interval lies beyond its limit.
/// </summary>
/// <param name="TooPicky">A win rate above this says that winnable leads were not handed over.</param>
/// <param name="LostEarly">A share lost within fourteen days above this says that leads were handed over unqualified.
/// </param>
/// <param name="Accepted">A share accepted below this says that the two sides mean different things.</param>
/// <param name="Idle">An occupancy below this leaves room.</param>
/// <param name="Overloaded">One above this leaves none for leads that come at once.</param>
/// <param name="TouchMinutes">What a touch of unknown length takes, with the writing down.</param>
public sealed record GaugeLimits(double TooPicky = 0.5, double LostEarly = 0.2, double Accepted = 0.8,
    double Idle = 0.6, double Overloaded = 0.85, double TouchMinutes = 4);
