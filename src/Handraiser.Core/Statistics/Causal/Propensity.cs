using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>How many rows of each arm have a propensity between two limits.</summary>
public sealed record OverlapBin(double From, double To, long Treated, long Untreated);

/// <summary>
/// How likely each row was to be treated, given its covariates, by a logistic model (Rosenbaum and Rubin 1983). Where
/// it is near 0 or 1 there is nobody to compare with.
/// </summary>
/// <param name="Model">Of the treatment.</param>
/// <param name="Scores">The propensity of each row.</param>
public sealed record Propensity(LogisticFit Model, double[] Scores)
{
    internal Design Design { get; init; } = null!;

    /// <summary>Fits the model. Columns that separate the arms drive propensities to 0 or 1, as they should.</summary>
    public static Propensity Of(Study study)
    {
        study.RequireBothArms();
        var design = study.Design();
        var fit = Logistic.Fit(design, study.TreatedAsNumbers(), new() { Firth = FirthUse.Never });
        var scores = Array.ConvertAll(design.Times(fit.Inner), Logistic.Probability);
        return new(fit, scores) { Design = design };
    }

    /// <summary>How well the arms overlap: equally wide bins from 0 to 1.</summary>
    public IReadOnlyList<OverlapBin> Overlap(Study study, int bins = 20)
    {
        var (treated, untreated) = (new long[bins], new long[bins]);
        for (var i = 0; i < Scores.Length; i++)
        {
            var bin = Math.Min(bins - 1, (int)(Scores[i] * bins));
            (study.Treated[i] ? treated : untreated)[bin]++;
        }
        return [.. Enumerable.Range(0, bins).Select(bin =>
            new OverlapBin((double)bin / bins, (bin + 1.0) / bins, treated[bin], untreated[bin]))];
    }
}
