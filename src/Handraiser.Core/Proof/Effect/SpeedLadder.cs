using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>Climbs the ladder over one cohort, rung by rung.</summary>
internal sealed class SpeedLadder
{
    /// <summary>Fewer leads of an arm, or outcomes, than this are not compared.</summary>
    public const int Fewest = 20;

    const int HoursPerDay = 24;
    static readonly double[] Waits = [5, 30, 60, 240, 1440];

    readonly Lazy<Confounders> confounders;
    readonly Lazy<int[]> eitherWay;

    public SpeedLadder(SpeedCohort cohort)
    {
        Cohort = cohort;
        confounders = new(() => new(cohort));
        eitherWay = new(HoursThatGoEitherWay);
        Everybody = [.. Enumerable.Range(0, cohort.Count).Where(place => !cohort.SettledFirst[place])];
        Waited = Array.ConvertAll(Everybody, place => cohort.Wait[place]);
        Missing = WhyNot();
    }

    public SpeedCohort Cohort { get; }

    public Confounders Confounders => confounders.Value;

    /// <summary>All places but those to whom the wait could not matter.</summary>
    public int[] Everybody { get; }

    /// <summary>The minutes of everybody.</summary>
    public double[] Waited { get; }

    /// <summary>Places at hours of the day, on weekdays or weekends, at which both arms occur.</summary>
    public int[] EitherWay => eitherWay.Value;

    /// <summary>Why there is nothing to compare at all; null when there is.</summary>
    public string? Missing { get; }

    /// <summary>The outcome of everybody by wait; null when it cannot be told.</summary>
    public WaitModel? ByWait { get; private set; }

    /// <summary>The natural experiment to reckon with: closing time, or else arrival out of hours.</summary>
    public NaturalStep? Natural { get; private set; }

    public SpeedEffect Climb()
    {
        var adjusted = new AdjustedSteps(this);
        var natural = new NaturalSteps(this);
        List<EffectStep> steps = [Raw(), .. adjusted.Compute()];
        steps.AddRange(natural.Compute(adjusted.Estimates.FirstOrDefault()));
        steps.Add(EffectStep.Without("experiment", "L5", 0,
            "Nobody drew lots over who is answered quickly. Run the experiment."));
        Natural = natural.Best;
        ByWait = Missing is null ? ModelByWait() : null;
        var curve = ByWait is null ? null : GFormula.ByWait(ByWait, Waits);
        var verdict = EffectVerdict.Of(adjusted, natural, steps);
        return new(
            true, Outcome(), Treatment(), Cohort.Report(EitherWayCount), steps, Risks(curve), Never(curve),
            adjusted.Balance, adjusted.Overlap, adjusted.EffectiveRows, adjusted.EValue, natural.Closing, natural.Instruments,
            verdict.Text, verdict.Supported, verdict.Reasons)
        { Ladder = this };
    }

    long EitherWayCount => Missing is null ? EitherWay.Length : 0;

    /// <summary>How freely a curve by wait may bend.</summary>
    public static int KnotsFor(long answered) => answered < 1000 ? 3 : 5;

    /// <summary>A study of some places, with their covariates.</summary>
    public Study Study(int[] places, IReadOnlyList<Column> covariates) => new(
        Array.ConvertAll(places, place => Cohort.Outcome[place]),
        Array.ConvertAll(places, place => Cohort.Quick[place]),
        covariates)
    {
        WaitMinutes = Array.ConvertAll(places, place => Cohort.Wait[place]), Clusters = Cohort.ClustersOf(places),
    };

    EffectStep Raw()
    {
        if (Missing is not null) return EffectStep.Without("raw", "L0", Everybody.Length, Missing);
        var contrast = RawDifference.Of(Study(Everybody, []), (a, ofA, b, ofB) =>
        {
            var limits = new TwoShares(new(a, ofA), new(b, ofB)).Newcombe();
            return (limits.Low, limits.High);
        });
        return EffectStep.Of("raw", "L0", contrast.Difference, Everybody.Length,
            $"{Wording.Percent(contrast.Treated.Value)} of those answered within the hour against "
            + $"{Wording.Percent(contrast.Untreated.Value)} of the others. It believes that they differ in nothing else.");
    }

    WaitModel? ModelByWait()
    {
        var answered = Waited.LongCount(double.IsFinite);
        if (answered < 100) return null;
        return new(Study(Everybody, Confounders.At(Everybody, withTime: true)), KnotsFor(answered));
    }

    IReadOnlyList<EffectRisk> Risks(Statistics.Causal.WaitCurve? curve)
    {
        if (curve is null) return [];
        var waits = Waited.Where(double.IsFinite).Order().ToArray();
        var (first, last) = (Quantiles.OfSorted(waits, 0.01), Quantiles.OfSorted(waits, 0.99));
        return [.. curve.Risks.Select(one => new EffectRisk(one.Minutes, one.Risk.Value, Math.Max(0, one.Risk.Low),
            Math.Min(1, one.Risk.High), one.Lost.Value, one.Lost.Low, one.Lost.High,
            one.Minutes < first || one.Minutes > last))];
    }

    static EffectRisk? Never(Statistics.Causal.WaitCurve? curve) => curve?.Never is { } never
        ? new(null, never.Value, Math.Max(0, never.Low), Math.Min(1, never.High), null, null, null, false)
        : null;

    EffectOutcome Outcome()
    {
        var name = Cohort.Asked?.Name ?? "none";
        var count = Everybody.LongCount(place => Cohort.Outcome[place] > 0);
        var share = PrintedShare.From(count, Everybody.Length);
        var says = Cohort.Asked is null
            ? "No lead is known to have been qualified, met or won."
            : $"A lead counts when it was {name} within {Cohort.HorizonDays} days of the request: the earliest step of "
                + "the funnel that the data know.";
        return new(name, Cohort.HorizonDays, count, share.Rate, share.Low, share.High, Cohort.Undated, says);
    }

    EffectTreatment Treatment()
    {
        var quick = Everybody.LongCount(place => Cohort.Quick[place]);
        var never = Waited.LongCount(double.IsPositiveInfinity);
        return new(SpeedCohort.QuickMinutes, quick, Everybody.Length - quick - never, never,
            "First human attempt within 60 minutes of the request by the wall clock, against later or never.");
    }

    string? WhyNot()
    {
        if (Cohort.Asked is null) return "No outcome is known.";
        long all = Everybody.Length;
        var quick = Everybody.LongCount(place => Cohort.Quick[place]);
        var outcomes = Everybody.LongCount(place => Cohort.Outcome[place] > 0);
        return all < 2 * Fewest ? $"Too few leads: {all}."
            : quick < Fewest ? $"Only {quick} leads were answered within the hour."
            : all - quick < Fewest ? $"Only {all - quick} leads were answered later or never."
            : outcomes < Fewest ? $"Only {outcomes} leads had the outcome."
            : all - outcomes < Fewest ? $"Only {all - outcomes} leads did not have the outcome."
            : null;
    }

    // Where nobody is ever answered quickly, or everybody, there is nobody to compare with, and only a model's word.
    int[] HoursThatGoEitherWay()
    {
        const int fewest = 5;
        const double least = 0.02;
        var (all, quick) = (new int[2 * HoursPerDay], new int[2 * HoursPerDay]);
        int Cell(int place)
        {
            var hour = Confounders.HourOfWeek[place];
            return (hour % HoursPerDay) + (hour / HoursPerDay >= 5 ? HoursPerDay : 0);
        }
        foreach (var place in Everybody)
        {
            all[Cell(place)]++;
            if (Cohort.Quick[place]) quick[Cell(place)]++;
        }
        bool Goes(int cell) => Math.Min(quick[cell], all[cell] - quick[cell]) >= Math.Max(fewest, least * all[cell]);
        return [.. Everybody.Where(place => Goes(Cell(place)))];
    }
}
