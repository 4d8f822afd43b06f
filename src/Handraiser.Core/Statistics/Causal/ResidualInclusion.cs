using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// Two-stage residual inclusion for outcomes of 0 and 1 (Terza, Basu and Rathouz, Journal of Health Economics 27,
/// 2008): what the first stage leaves unexplained of the treatment stands for the unmeasured and joins a logistic
/// model. It assumes what an <see cref="Instrument"/> does, and that the unmeasured acts on the log odds in proportion
/// to that rest. Risks are means over all rows, with all else as it was; intervals allow for both stages.
/// </summary>
/// <param name="LogOdds">Of one more unit of treatment.</param>
/// <param name="Difference">Risk at the first level of treatment less risk at the second.</param>
public sealed record ResidualInclusion(Estimate LogOdds, Estimate Difference, long Rows)
{
    /// <summary>Compares the risk if everybody had the treatment <paramref name="to"/> with everybody at
    /// <paramref name="from"/>.</summary>
    public static ResidualInclusion Of(InstrumentStudy study, double to = 1, double from = 0)
    {
        var rows = study.Outcome.Length;
        var pushing = new Design(rows, [.. study.Instruments, .. study.Covariates]);
        var first = LeastSquares.Fit(pushing, study.Treatment);
        var design = new Design(rows, [
            new NumericColumn("treatment", study.Treatment), new NumericColumn("rest", first.Residuals),
            .. study.Covariates,
        ]);
        var second = Logistic.Fit(design, study.Outcome);
        var stages = new TwoStages(study, pushing, first, design, second);
        var slope = new double[design.Width];
        slope[1] = 1 / design.Scales[1];
        var logOdds = new Influence(second["treatment"].Value, stages.Influences(slope, new double[pushing.Width]));
        return new(
            logOdds.Estimate(study.Clusters), stages.Risk(to).Less(stages.Risk(from)).Estimate(study.Clusters), rows);
    }
}

/// <summary>How far each row moves a function of the second stage, by way of both stages.</summary>
sealed class TwoStages(InstrumentStudy study, Design pushing, LinearFit first, Design design, LogisticFit second)
{
    const int Treatment = 1;
    const int Rest = 2;

    readonly double[] probabilities = Array.ConvertAll(design.Times(second.Inner), Logistic.Probability);

    /// <summary>The mean probability with the treatment at one level for everybody.</summary>
    public Influence Risk(double level)
    {
        var rest = (double[])second.Inner.Clone();
        rest[Treatment] = 0;
        var inner = (level - design.Centres[Treatment]) / design.Scales[Treatment];
        var odds = design.Times(rest);
        var (values, slopes) = (new double[odds.Length], new double[odds.Length]);
        double mean = 0, slope = 0;
        for (var i = 0; i < odds.Length; i++)
        {
            values[i] = Logistic.Probability(odds[i] + (second.Inner[Treatment] * inner));
            slopes[i] = values[i] * (1 - values[i]);
            mean += values[i] / odds.Length;
            slope += slopes[i];
        }
        var gradient = design.TransposeTimes(slopes);
        gradient[Treatment] = slope * inner;
        for (var j = 0; j < gradient.Length; j++) gradient[j] /= odds.Length;
        var ofFirst = pushing.TransposeTimes(slopes);
        for (var j = 0; j < ofFirst.Length; j++) ofFirst[j] *= -RestSlope / odds.Length;
        var influences = Influences(gradient, ofFirst);
        for (var i = 0; i < odds.Length; i++) influences[i] += values[i] - mean;
        return new(mean, influences);
    }

    /// <summary>One more unit of the rest, in log odds.</summary>
    double RestSlope => second.Inner[Rest] / design.Scales[Rest];

    /// <summary>
    /// Of something whose slopes in the coefficients of the second and of the first stage are these. A coefficient of
    /// the first stage moves the rest of every row, and with it the scores of the second stage.
    /// </summary>
    public double[] Influences(double[] ofSecond, double[] ofFirst)
    {
        var rows = study.Outcome.Length;
        var solved = OutcomeModel.Times(second.Bread, ofSecond);
        var towards = design.Times(solved);
        var (scores, moved) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var probability = probabilities[i];
            scores[i] = study.Outcome[i] - probability;
            moved[i] = (towards[i] * probability * (1 - probability) * RestSlope)
                - (solved[Rest] / design.Scales[Rest] * scores[i]);
        }
        var through = pushing.TransposeTimes(moved);
        for (var j = 0; j < through.Length; j++) through[j] += ofFirst[j];
        var back = pushing.Times(first.Information.Solve(through));
        var influences = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            influences[i] = rows * ((towards[i] * scores[i]) + (back[i] * first.Residuals[i]));
        }
        return influences;
    }
}
