using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// Standardisation (J. Robins 1986): a logistic model of the outcome tells what each row would do under a treatment,
/// and the mean over all rows is compared. Assumes what every <see cref="Study"/> assumes, and that the model is right.
/// Intervals allow for the model's coefficients, for the rows being a sample, and for clusters.
/// </summary>
public static class GFormula
{
    /// <summary>Everybody treated against nobody treated.</summary>
    public static Contrast Compare(Study study)
    {
        study.RequireBothArms();
        var treated = new NumericColumn("treated", study.TreatedAsNumbers());
        var model = new OutcomeModel(study, [treated]);
        return Contrast.Of(study, model.If([1]), model.If([0]));
    }

    /// <summary>
    /// The outcome by wait: everybody answered after 5 minutes, after 30 and so on. The log odds are a smooth curve of
    /// log(1 + minutes), straight at its ends; rows that nobody answered have a level of their own and so do not bend
    /// it. Waits beyond those seen are guesses.
    /// </summary>
    /// <param name="study">With waits; whether it calls rows treated does not matter.</param>
    /// <param name="minutes">The waits to tell the outcome of; the first is what the others are compared with.</param>
    /// <param name="knots">Of the curve, 3 to 7.</param>
    public static WaitCurve ByWait(Study study, IReadOnlyList<double> minutes, int knots = 5) =>
        ByWait(new WaitModel(study, knots), minutes);

    internal static WaitCurve ByWait(WaitModel model, IReadOnlyList<double> minutes)
    {
        var (study, clusters) = (model.Study, model.Study.Clusters);
        var risks = minutes.Select(wait => (Wait: wait, Risk: model.If(wait))).ToList();
        return new(
            [.. risks.Select(one => new WaitRisk(one.Wait, one.Risk.Estimate(clusters),
                risks[0].Risk.Less(one.Risk).Estimate(clusters)))],
            model.IfNever()?.Estimate(clusters),
            Total(model, minutes[0], Array.ConvertAll(
                study.WaitMinutes!, wait => double.IsFinite(wait) && wait > minutes[0])),
            Total(model, minutes[0], model.Never), study.Rows, model.Never.LongCount(one => one), model.Knots);
    }

    // Outcomes, and not a share of them: the mean over all rows times the rows.
    static Estimate Total(WaitModel model, double fast, bool[] counted) => counted.Contains(true)
        ? model.Forgone(fast, counted).Estimate(model.Study.Clusters).Times(model.Study.Rows)
        : Estimate.Of(0, 0);
}

/// <summary>The outcome if everybody had waited so long.</summary>
/// <param name="Minutes">The wait.</param>
/// <param name="Risk">The mean outcome over all rows.</param>
/// <param name="Lost">The first wait's risk less this one's.</param>
public sealed record WaitRisk(double Minutes, Estimate Risk, Estimate Lost);

/// <summary>The outcome by wait, adjusted for the covariates. It assumes what <see cref="GFormula"/> does.</summary>
/// <param name="Risks">By wait, in the order asked for.</param>
/// <param name="Never">If nobody were ever answered; null when everybody was.</param>
/// <param name="ForgoneByWaiting">Outcomes that rows answered later than the first wait would have had more, in total,
/// if they had been answered after the first wait.</param>
/// <param name="ForgoneByNever">The same for rows that were never answered.</param>
/// <param name="NeverRows">Rows never answered.</param>
/// <param name="Knots">Of the curve, in log(1 + minutes).</param>
public sealed record WaitCurve(
    IReadOnlyList<WaitRisk> Risks, Estimate? Never, Estimate ForgoneByWaiting, Estimate ForgoneByNever, long Rows,
    long NeverRows, IReadOnlyList<double> Knots);
