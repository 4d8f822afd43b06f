using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// A comparison of weighted arms. It assumes what every <see cref="Study"/> assumes, and that the propensity model is
/// right. Its intervals allow for the propensity having been estimated, and for clusters.
/// </summary>
/// <param name="Contrast">Treated against untreated.</param>
/// <param name="Balance">Of every covariate before and after.</param>
/// <param name="EffectiveTreated">How many equally weighted rows the treated are worth (L. Kish).</param>
/// <param name="EffectiveUntreated">The same of the untreated.</param>
/// <param name="LargestShare">The largest part of its arm's weight that one row has.</param>
/// <param name="Clipped">Rows whose propensity was moved inside the limits.</param>
public sealed record WeightedContrast(
    Contrast Contrast, IReadOnlyList<BalanceRow> Balance, double EffectiveTreated, double EffectiveUntreated,
    double LargestShare, long Clipped);

/// <summary>Weights that make the arms alike.</summary>
public static class Weighting
{
    /// <summary>
    /// Overlap weights: the treated count by their chance of having been untreated and the other way round (Li, Morgan
    /// and Zaslavsky, JASA 113, 2018). No weight is large, and the means of all covariates become exactly equal. It
    /// speaks of rows that could have gone either way, and not of all.
    /// </summary>
    public static WeightedContrast Overlap(Study study, Propensity propensity)
    {
        var scores = propensity.Scores;
        var (weights, slopes) = (new double[study.Rows], new double[study.Rows]);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = study.Treated[i] ? 1 - scores[i] : scores[i];
            slopes[i] = (study.Treated[i] ? -1 : 1) * scores[i] * (1 - scores[i]);
        }
        return Report(study, propensity, weights, slopes, 0);
    }

    /// <summary>
    /// Inverse probability weights, stabilised by the share of each arm: speaks of all rows. Propensities below
    /// <paramref name="least"/> or above one less it are moved there, which bounds the weights and biases a little.
    /// </summary>
    public static WeightedContrast Inverse(Study study, Propensity propensity, double least = 0.01)
    {
        var share = study.TreatedRows / (double)study.Rows;
        var (weights, slopes, clipped) = (new double[study.Rows], new double[study.Rows], 0L);
        for (var i = 0; i < weights.Length; i++)
        {
            var score = Math.Clamp(propensity.Scores[i], least, 1 - least);
            var moved = score != propensity.Scores[i];
            if (moved) clipped++;
            weights[i] = study.Treated[i] ? share / score : (1 - share) / (1 - score);
            var slope = study.Treated[i] ? -share * (1 - score) / score : (1 - share) * score / (1 - score);
            slopes[i] = moved ? 0 : slope;
        }
        return Report(study, propensity, weights, slopes, clipped);
    }

    // The slopes say how a weight changes with the log odds of the propensity.
    static WeightedContrast Report(
        Study study, Propensity propensity, double[] weights, double[] slopes, long clipped)
    {
        var treated = Arm(study, propensity, weights, slopes, true);
        var untreated = Arm(study, propensity, weights, slopes, false);
        var (worth, most) = Worth(study, weights, true);
        var (otherWorth, otherMost) = Worth(study, weights, false);
        return new(
            Contrast.Of(study, treated, untreated), Balance.Of(study.Treated, study.Covariates, weights),
            worth, otherWorth, Math.Max(most, otherMost), clipped);
    }

    [MethodImpl(RowLoop.Fast)]
    static Influence Arm(Study study, Propensity propensity, double[] weights, double[] slopes, bool arm)
    {
        var (own, total) = (new double[study.Rows], 0.0);
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = study.Treated[i] == arm ? weights[i] : 0;
            total += own[i];
        }
        var mean = RawDifference.Weighted(study.Outcome, own);
        var moved = new double[study.Rows];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = study.Treated[i] == arm ? slopes[i] * (study.Outcome[i] - mean.Value) : 0;
        }
        var design = propensity.Design;
        var towards = design.Times(propensity.Model.Towards(design.TransposeTimes(moved)));
        for (var i = 0; i < moved.Length; i++)
        {
            var score = (study.Treated[i] ? 1 : 0) - propensity.Scores[i];
            mean.Rows[i] += score * towards[i] * study.Rows / total;
        }
        return mean;
    }

    static (double Worth, double Most) Worth(Study study, double[] weights, bool arm)
    {
        double sum = 0, squares = 0, most = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (study.Treated[i] != arm) continue;
            sum += weights[i];
            squares += weights[i] * weights[i];
            most = Math.Max(most, weights[i]);
        }
        return (sum * sum / squares, most / sum);
    }
}

/// <summary>
/// A comparison that is right when either of two models is; it assumes besides what every <see cref="Study"/> does.
/// </summary>
/// <param name="Contrast">Treated against untreated, of all rows.</param>
/// <param name="Clipped">Rows whose propensity was moved inside the limits.</param>
public sealed record RobustContrast(Contrast Contrast, long Clipped);

/// <summary>Augmented inverse probability weighting (Robins, Rotnitzky and Zhao 1994).</summary>
public static class DoublyRobust
{
    /// <summary>
    /// A model of the outcome in each arm, put right by the weighted residuals. Assumes what every <see cref="Study"/>
    /// assumes, and that the propensity model or the outcome models are right. Errors come from the influence of the
    /// rows. Outcomes other than 0 and 1 get linear models.
    /// </summary>
    public static RobustContrast Compare(Study study, Propensity propensity, double least = 0.01)
    {
        var design = propensity.Design;
        var clipped = propensity.Scores.LongCount(score => score < least || score > 1 - least);
        var treated = Arm(study, design, propensity, true, least);
        return new(Contrast.Of(study, treated, Arm(study, design, propensity, false, least)), clipped);
    }

    static Influence Arm(Study study, Design design, Propensity propensity, bool arm, double least)
    {
        var weights = Array.ConvertAll(study.Treated, treated => treated == arm ? 1.0 : 0.0);
        var expected = Expected(study, design, weights);
        var mean = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var score = Math.Clamp(propensity.Scores[i], least, 1 - least);
            expected[i] += weights[i] * (study.Outcome[i] - expected[i]) / (arm ? score : 1 - score);
            mean += expected[i] / expected.Length;
        }
        for (var i = 0; i < expected.Length; i++) expected[i] -= mean;
        return new(mean, expected);
    }

    static double[] Expected(Study study, Design design, double[] weights)
    {
        if (!study.HasOnlyYesAndNo())
        {
            return design.Times(LeastSquares.Fit(design, study.Outcome, new() { Weights = weights }).Inner);
        }
        var fit = Logistic.Fit(design, study.Outcome, new() { Weights = weights, Firth = FirthUse.Never });
        return Array.ConvertAll(design.Times(fit.Inner), Logistic.Probability);
    }
}
