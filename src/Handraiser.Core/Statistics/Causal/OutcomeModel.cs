using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>A logistic model of an outcome whose first columns are the treatment, to be set at will.</summary>
sealed class OutcomeModel
{
    readonly Design design;
    readonly LogisticFit fit;
    readonly double[] scores;
    readonly double[] logOdds;
    readonly int treatments;

    public OutcomeModel(Study study, IReadOnlyList<NumericColumn> treatment)
    {
        Study = study;
        treatments = treatment.Count;
        design = new(study.Rows, [.. treatment, .. study.Covariates]);
        fit = Logistic.Fit(design, study.Outcome);
        logOdds = design.Times(fit.Inner);
        scores = new double[study.Rows];
        for (var i = 0; i < scores.Length; i++) scores[i] = study.Outcome[i] - Logistic.Probability(logOdds[i]);
    }

    public Study Study { get; }

    /// <summary>The mean over all rows of the probability with the treatment columns set; 0 for rows not counted.
    /// </summary>
    public Influence If(double[] setting, bool[]? counted = null)
    {
        var inner = new double[treatments];
        var shift = fit.Inner[0];
        for (var j = 0; j < treatments; j++)
        {
            inner[j] = (setting[j] - design.Centres[j + 1]) / design.Scales[j + 1];
            shift += fit.Inner[j + 1] * inner[j];
        }
        var rest = (double[])fit.Inner.Clone();
        rest.AsSpan(0, treatments + 1).Clear();
        var odds = design.Times(rest);
        for (var i = 0; i < odds.Length; i++) odds[i] += shift;
        return Mean(odds, counted, (gradient, total) =>
        {
            for (var j = 0; j < treatments; j++) gradient[j + 1] = total * inner[j];
        });
    }

    /// <summary>The same with the treatment that each row had.</summary>
    public Influence AsItWas(bool[]? counted = null) => Mean(logOdds, counted, (_, _) => { });

    Influence Mean(double[] odds, bool[]? counted, Action<double[], double> set)
    {
        var rows = Array.ConvertAll(odds, Logistic.Probability);
        var slopes = new double[rows.Length];
        double mean = 0, slope = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (counted is not null && !counted[i]) rows[i] = 0;
            slopes[i] = rows[i] * (1 - rows[i]);
            mean += rows[i] / rows.Length;
            slope += slopes[i];
        }
        var gradient = design.TransposeTimes(slopes);
        set(gradient, slope);
        var towards = design.Times(Times(fit.Bread, gradient));
        for (var i = 0; i < rows.Length; i++) rows[i] += (scores[i] * towards[i]) - mean;
        return new(mean, rows);
    }

    internal static double[] Times(double[,] matrix, double[] vector)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < product.Length; i++)
        {
            for (var j = 0; j < product.Length; j++) product[i] += matrix[i, j] * vector[j];
        }
        return product;
    }
}
