namespace Handraiser.Core.Proof;

/// <summary>
/// Which activities go with longer deals, and which with deals that are won, by the size of the deal. An activity
/// counts from the moment it happened (time-dependent covariates; otherwise a deal that lasts longer seems to last
/// because it gathered more activities). It is still an observation: reps choose what to do with which deal.
/// </summary>
/// <param name="Enough">Whether there were enough linked deals; otherwise <paramref name="Reason"/> says what lacks.
/// </param>
/// <param name="Deals">Deals with a lead that were read, at most <see cref="DealSteps.MostDeals"/>, evenly over time.
/// </param>
/// <param name="Closed">Of them.</param>
/// <param name="Bands">The sizes of deals, thirds by value; empty when too few have a value.</param>
/// <param name="Steps">One for each type of activity that enough deals have and enough lack.</param>
public sealed record DealStepsReport(bool Enough, string? Reason, long Deals, long Closed, long Won,
    IReadOnlyList<DealBand> Bands, IReadOnlyList<DealStep> Steps);

/// <summary>Deals of much the same value.</summary>
/// <param name="Band">"small", "middle" or "large".</param>
/// <param name="From">The least value inside.</param>
/// <param name="To">The largest.</param>
public sealed record DealBand(string Band, double From, double To, long Deals, long Closed, long Won);

/// <summary>One type of activity.</summary>
/// <param name="Activity">In the words of the export.</param>
/// <param name="Deals">Deals that had it before they closed, of all that were read.</param>
/// <param name="Pace">How it changes the rate at which deals close, won or lost: below 1 they take longer. All types in
/// one model (Cox, Efron's ties, errors by deal owner where there are thirty or more, else by deal).</param>
/// <param name="Winning">How it changes the rate at which deals are won (cause-specific; a lost deal leaves).</param>
/// <param name="Bands">The pace in each band by itself.</param>
/// <param name="DiffersBySize">Whether the bands differ more than chance has them differ (Cochran's Q), adjusted; null
/// without bands.</param>
/// <param name="Landmarks">Deals still open at thirty and sixty days: won afterwards, with the activity by then and
/// without.</param>
/// <param name="Verdict">"lengthens", "shortens", "helps", "hurts", several of them joined by " and ", or "not clear".
/// </param>
public sealed record DealStep(string Activity, PrintedShare Deals, StepRatio Pace, StepRatio Winning,
    IReadOnlyList<BandRatio> Bands, double? DiffersBySize, IReadOnlyList<StepLandmark> Landmarks, string Verdict);

/// <summary>A ratio of rates with its 95 % limits.</summary>
/// <param name="P">As tested alone.</param>
/// <param name="Adjusted">By Benjamini and Hochberg over all activities: below 0.05, at most one in twenty of those
/// told is there by chance.</param>
public sealed record StepRatio(double Ratio, double Low, double High, double P, double Adjusted);

/// <summary>The same for deals of one size; null ratios where too few of them have it or lack it.</summary>
public sealed record BandRatio(string Band, long Deals, double? Ratio, double? Low, double? High);

/// <summary>Deals that were open at one age, and won within half a year after it.</summary>
/// <param name="Day">The age in days.</param>
/// <param name="Difference">With less without; null when either is of fewer than twenty (limits by Newcombe).</param>
public sealed record StepLandmark(
    int Day, PrintedShare With, PrintedShare Without, double? Difference, double? Low, double? High, double? Adjusted);
