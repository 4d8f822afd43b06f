using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// A logistic model of an outcome whose first columns are the treatment, to be set at will. Rows left out do not shape
/// the model, which still speaks of them.
/// </summary>
sealed class OutcomeModel
{
    readonly Design design;
    readonly LogisticFit fit;
    readonly double[] scores;
    readonly double[] logOdds;
    readonly double[] untouched;
    readonly int treatments;

    public OutcomeModel(
        Study study, IReadOnlyList<NumericColumn> treatment, bool[]? leftOut = null, LogisticOptions? options = null)
    {
        Study = study;
        treatments = treatment.Count;
        design = new(study.Rows, [.. treatment, .. study.Covariates]);
        var weights = leftOut is null ? null : Array.ConvertAll(leftOut, one => one ? 0.0 : 1.0);
        fit = Logistic.Fit(design, study.Outcome, (options ?? new()) with { Weights = weights });
        logOdds = design.Times(fit.Inner);
        var rest = (double[])fit.Inner.Clone();
        rest.AsSpan(0, treatments + 1).Clear();
        untouched = design.Times(rest);
        scores = new double[study.Rows];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = leftOut is not null && leftOut[i] ? 0 : study.Outcome[i] - Logistic.Probability(logOdds[i]);
        }
    }

    public Study Study { get; }

    public Coefficient Coefficient(string name) => fit[name];

    /// <summary>The probability of each row.</summary>
    public double[] Probabilities() => Array.ConvertAll(logOdds, Logistic.Probability);

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
        return Mean(Array.ConvertAll(untouched, odds => odds + shift), counted, (gradient, total) =>
        {
            for (var j = 0; j < treatments; j++) gradient[j + 1] = total * inner[j];
        });
    }

    /// <summary>The same with the treatment that each row had.</summary>
    public Influence AsItWas(bool[]? counted = null) => Mean(logOdds, counted, (_, _) => { });

    /// <summary>What counted rows really had, as a mean over all rows.</summary>
    public static Influence Seen(Study study, bool[] counted)
    {
        var rows = new double[study.Rows];
        for (var i = 0; i < rows.Length; i++) rows[i] = counted[i] ? study.Outcome[i] : 0;
        var mean = rows.Average();
        for (var i = 0; i < rows.Length; i++) rows[i] -= mean;
        return new(mean, rows);
    }

    [MethodImpl(RowLoop.Fast)]
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
        var towards = design.Times(fit.Towards(gradient));
        for (var i = 0; i < rows.Length; i++) rows[i] += (scores[i] * towards[i]) - mean;
        return new(mean, rows);
    }
}
