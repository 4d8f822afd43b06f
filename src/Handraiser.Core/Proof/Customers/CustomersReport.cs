using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>
/// Who becomes a customer, from what was known when the hand was raised: a logistic model that can be read, a small
/// tree as its picture, and how well the model would have foretold the later leads from the earlier ones. It describes;
/// it does not say what would happen if one changed.
/// </summary>
/// <param name="Enough">Whether there was enough to learn from; otherwise <paramref name="Reason"/> says what lacks,
/// and there are no features.</param>
/// <param name="HorizonDays">A win counts when it came within so many days of the request.</param>
/// <param name="Leads">Leads whose horizon has passed; merged and erased ones are left aside.</param>
/// <param name="Wins">Of them.</param>
/// <param name="LearntFrom">The earlier seventy in a hundred of them, and their wins; rates are theirs, odds and tree
/// those of at most 200,000 of them, evenly over time.</param>
/// <param name="TestedFrom">The first day of the others, as 2026-03-31.</param>
/// <param name="Method">"ridge", or "firth" where wins are rare: fewer than ten for each thing asked.</param>
/// <param name="Features">What the model reads.</param>
/// <param name="Rejected">What it must not read or cannot, and why.</param>
/// <param name="Tree">Three questions at most.</param>
/// <param name="Model">The logistic model on the later leads.</param>
/// <param name="SourceOnly">The share won of each source, foretold in the same way.</param>
/// <param name="BeatsSource">Whether the model both ranks and estimates the later leads better than the source alone,
/// by more than chance in the ranking.</param>
public sealed record CustomersReport(bool Enough, string? Reason, int HorizonDays, long Leads, long Wins,
    PrintedShare LearntFrom, string? TestedFrom, string? Method, IReadOnlyList<CustomerFeature> Features,
    IReadOnlyList<RejectedFeature> Rejected, TreeNode? Tree, Foretold? Model, Foretold? SourceOnly, bool BeatsSource);

/// <summary>One thing known of the buyer.</summary>
public sealed record CustomerFeature(string Name, IReadOnlyList<CustomerLevel> Levels);

/// <summary>Leads that are alike in one thing.</summary>
/// <param name="Level">A word, "a to b" for numbers, "other" for rare words together, "unknown".</param>
/// <param name="Won">As they are, whatever else differs.</param>
/// <param name="OddsRatio">Odds of a win against the reference level, other things being equal; 1 for the reference.
/// Drawn towards 1, so that its limits are those of a model and no test.</param>
/// <param name="Reference">Whether the others are measured against it.</param>
public sealed record CustomerLevel(
    string Level, PrintedShare Won, double OddsRatio, double Low, double High, bool Reference);

/// <summary>A column that the model did not read.</summary>
/// <param name="Reason">"written-after-request", "outcome-like-name", "too-good-to-be-true", "filled-in-later",
/// "too-many-values" or "says-nothing".</param>
/// <param name="Detail">The same with figures.</param>
public sealed record RejectedFeature(string Name, string Reason, string Detail);

/// <summary>How well wins of the later leads were foretold.</summary>
/// <param name="Leads">Later leads.</param>
/// <param name="Area">The chance that of two leads the one that was won had the higher prediction (area under the ROC
/// curve, interval by DeLong); 0.5 is a coin.</param>
/// <param name="Brier">Mean squared distance of prediction and outcome.</param>
/// <param name="BaseBrier">The same for always saying the share that was won: what does not beat it knows nothing.
/// </param>
/// <param name="Slope">Of the calibration: 1 is right, less is too sure of itself.</param>
/// <param name="Calibration">Tenths of the leads by prediction, and what became of them.</param>
public sealed record Foretold(long Leads, long Wins, double? Area, double? AreaLow, double? AreaHigh, double Brier,
    double BaseBrier, double? Slope, IReadOnlyList<ForesightBin> Calibration)
{
    internal static Foretold Of(Foresight foresight) => new(foresight.Rows, foresight.Events, foresight.Area?.Area,
        foresight.Area?.Low, foresight.Area?.High, foresight.Brier, foresight.BaseBrier, foresight.Slope?.Value,
        foresight.Bins);
}
