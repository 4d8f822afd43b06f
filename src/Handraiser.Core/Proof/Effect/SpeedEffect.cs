using Handraiser.Core.Statistics.Causal;

namespace Handraiser.Core.Proof;

/// <summary>
/// What answering within an hour does to the outcome, as a ladder of ever harder questions that is always shown whole:
/// the section "effect" of a report. Observational: nobody drew lots, so even steps that agree prove nothing.
/// </summary>
/// <param name="Observational">Always true, so that nobody quotes a figure without it.</param>
/// <param name="Cohort">Who is in it, and who is not and why.</param>
/// <param name="Steps">From the raw difference to the experiment, each computed or with the reason why not.</param>
/// <param name="Risks">The outcome if everybody had waited so long, adjusted; empty when it cannot be told.</param>
/// <param name="Never">The outcome if nobody had been answered; null when everybody was or it cannot be told.</param>
/// <param name="Balance">How alike the quick and the others are, before and after weighting.</param>
/// <param name="Overlap">How many leads of each arm had which chance to be answered quickly.</param>
/// <param name="EffectiveRows">What the weighted arms are worth; null when nothing could be weighted.</param>
/// <param name="EValue">How strong a hidden reason would have to be; null when nothing could be adjusted.</param>
/// <param name="Closing">Every window at closing time, then the placebos.</param>
/// <param name="Instruments">What stands behind the steps that use arrival out of hours.</param>
/// <param name="Verdict">The one sentence to print.</param>
/// <param name="Supported">Whether the data speak for a causal reading as far as data like these can.</param>
/// <param name="Reasons">What the verdict rests on.</param>
public sealed record SpeedEffect(
    bool Observational, EffectOutcome Outcome, EffectTreatment Treatment, EffectCohort Cohort,
    IReadOnlyList<EffectStep> Steps, IReadOnlyList<EffectRisk> Risks, EffectRisk? Never,
    IReadOnlyList<EffectBalance> Balance, IReadOnlyList<OverlapBin> Overlap, EffectiveRows? EffectiveRows,
    EffectEValue? EValue, IReadOnlyList<EffectClosing> Closing, IReadOnlyList<EffectInstrument> Instruments,
    string Verdict, bool Supported, IReadOnlyList<string> Reasons)
{
    /// <summary>What the money is reckoned from.</summary>
    internal SpeedLadder Ladder { get; init; } = null!;

    /// <summary>The whole ladder.</summary>
    /// <param name="horizonDays">Within how many days of the request the outcome counts; by default 90, or 30 when too
    /// few leads are that old.</param>
    /// <param name="seed">Which leads are drawn when there are more than <see cref="SpeedCohort.Most"/>.</param>
    public static SpeedEffect Of(Answers answers, int? horizonDays = null, ulong seed = 1) =>
        new SpeedLadder(SpeedCohort.Of(answers, horizonDays, seed)).Climb();
}

/// <summary>The outcome that the ladder asks about: the earliest step of the funnel that the data know.</summary>
/// <param name="Name">"qualified", "met" or "won".</param>
/// <param name="HorizonDays">Counted from the request, for everybody alike.</param>
/// <param name="Count">Leads in the study that had it.</param>
/// <param name="Undated">Of them, those where nobody wrote down when.</param>
public sealed record EffectOutcome(
    string Name, int HorizonDays, long Count, double? Rate, double? Low, double? High, long Undated, string Says);

/// <summary>First attempt within the hour, by the wall clock, against later or never.</summary>
/// <param name="Quick">Leads in the study with an attempt within <paramref name="WithinMinutes"/>.</param>
/// <param name="Later">Attempted later.</param>
/// <param name="Never">Never attempted.</param>
public sealed record EffectTreatment(double WithinMinutes, long Quick, long Later, long Never, string Says);

/// <summary>Whom the ladder is about. The counts up to <paramref name="Eligible"/> add up to all leads.</summary>
/// <param name="NoTime">Request or first attempt are known by their date only, so there is no wait.</param>
/// <param name="TooYoung">The horizon had not passed when the history ended.</param>
/// <param name="ClosedUntouched">Disqualified, merged or erased before anybody tried: nobody was there to answer.
/// </param>
/// <param name="AlreadyThere">Had the outcome before they asked.</param>
/// <param name="Eligible">All others.</param>
/// <param name="Studied">Of the eligible, those drawn for the ladder.</param>
/// <param name="SettledFirst">Of the studied, those who had the outcome within the hour and before any attempt: the
/// wait could not matter to them. Without them a strategy with a grace period needs no clones, and the raw and adjusted
/// steps are about the others; natural experiments keep them.</param>
/// <param name="EitherWay">Of the studied, those who came at hours at which some are answered quickly and some not.
/// The adjusted steps compare these only.</param>
public sealed record EffectCohort(
    long Leads, long NoTime, long TooYoung, long ClosedUntouched, long AlreadyThere, long Eligible,
    long Studied, long SettledFirst, long EitherWay, string Says);

/// <summary>One rung. It has either an estimate with its 95 % interval or the reason why there is none.</summary>
/// <param name="Step">raw, gFormula, overlapWeights, inverseWeights, doublyRobust, eValue, negativeControl,
/// closingTime, offHours, offHoursResidualInclusion, weekdayEvenings, experiment.</param>
/// <param name="Level">L0 raw, L1 model, L2 weights, L3 sensitivity, L4 natural experiment, L5 experiment.</param>
/// <param name="Unit">"difference" of the outcome's probability (quick less the others), "riskRatio" or
/// "deviations".</param>
/// <param name="N">Leads that the step is about.</param>
public sealed record EffectStep(
    string Step, string Level, string Unit, double? Estimate, double? Low, double? High, long N, string? Says,
    string? Missing)
{
    internal static EffectStep Of(string step, string level, Estimate estimate, long n, string says,
        string unit = "difference") =>
        double.IsFinite(estimate.Value) && double.IsFinite(estimate.Low) && double.IsFinite(estimate.High)
            ? new(step, level, unit, estimate.Value, estimate.Low, estimate.High, n, says, null)
            : Without(step, level, n, "The numbers do not determine it.", unit);

    internal static EffectStep Without(string step, string level, long n, string why, string unit = "difference") =>
        new(step, level, unit, null, null, null, n, null, why);
}

/// <summary>The adjusted outcome under one wait.</summary>
/// <param name="Minutes">Null for never.</param>
/// <param name="Lost">Less than with the first wait; null for never.</param>
/// <param name="Guessed">Hardly anybody waited so: the curve was only drawn on.</param>
public sealed record EffectRisk(
    double? Minutes, double Risk, double Low, double High, double? Lost, double? LostLow, double? LostHigh,
    bool Guessed);

/// <summary>Standardised distances of one covariate between the arms; under 0.1 either way is the usual wish.</summary>
/// <param name="After">With overlap weights.</param>
/// <param name="AfterInverse">With inverse weights.</param>
public sealed record EffectBalance(
    string Name, double Treated, double Untreated, double Before, double After, double AfterInverse);

/// <summary>How many equally weighted leads each weighted arm is worth (L. Kish).</summary>
/// <param name="LargestShare">The largest part of its arm that one lead has, with inverse weights.</param>
/// <param name="Clipped">Leads whose chance was moved inside 1 and 99 % for the inverse weights.</param>
public sealed record EffectiveRows(
    double OverlapTreated, double OverlapUntreated, double InverseTreated, double InverseUntreated,
    double LargestShare, long Clipped);

/// <summary>How strongly something unmeasured would have to go along with both speed and outcome, as risk ratios
/// (VanderWeele and Ding 2017), to explain the adjusted ratio away.</summary>
/// <param name="OfLimit">To move the nearer limit to no effect.</param>
public sealed record EffectEValue(
    double OfEstimate, double OfLimit, double RiskRatio, double Low, double High, string Says);

/// <summary>Leads that came shortly before against shortly after closing time, or a placebo of it.</summary>
/// <param name="PlaceboMinutes">0 at the true close.</param>
/// <param name="Adjusted">With the covariates; null without any.</param>
/// <param name="MedianWaitBefore">Minutes; null when most were never answered.</param>
/// <param name="WorstBalance">The largest standardised distance of a covariate between the sides.</param>
public sealed record EffectClosing(
    double WindowMinutes, double PlaceboMinutes, long Before, long After, double RateBefore, double RateAfter,
    double Difference, double Low, double High, double? Adjusted, double? AdjustedLow, double? AdjustedHigh,
    double? MedianWaitBefore, double? MedianWaitAfter, double? WorstBalance, string? WorstName);

/// <summary>What an instrument rests on.</summary>
/// <param name="Name">closingTime, offHours or weekdayEvenings.</param>
/// <param name="FirstStageF">Under 10 the instrument is weak and its step is not shown.</param>
/// <param name="FirstStage">By how much it changes the share answered within the hour.</param>
/// <param name="ReducedForm">By how much it changes the outcome: the evidence without any model.</param>
/// <param name="Naive">The plain difference with the same covariates.</param>
/// <param name="WuHausmanP">Under 0.05 the plain and the natural answer differ by more than chance; they do so too when
/// those held up wait longer than others who waited.</param>
/// <param name="Expected">What the instrument should find if the adjusted curve by wait were the whole story, for the
/// same leads and waits: like with like. Null when there is no curve.</param>
/// <param name="SameWaitP">The Wu-Hausman question put to the whole curve: under 0.05 the arrival tells of the outcome
/// beyond the wait. The verdict goes by this one.</param>
/// <param name="Balance">Of the covariates, those whom it held up against the others.</param>
public sealed record EffectInstrument(
    string Name, long Rows, double FirstStageF, double FirstStage, double FirstStageLow, double FirstStageHigh,
    double ReducedForm, double ReducedFormLow, double ReducedFormHigh, double Naive, double? WuHausmanP,
    double? Expected, double? ExpectedLow, double? ExpectedHigh, double? SameWaitP, IReadOnlyList<BalanceRow> Balance);
