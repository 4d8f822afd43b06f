namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// The same comparison with something that the treatment cannot have changed, such as the size of the company. Any
/// difference that remains after adjustment is confounding that the covariates did not catch (Lipsitch, Tchetgen
/// Tchetgen and Cohen, Epidemiology 21, 2010). It assumes that whatever confounds the real outcome shows in this one
/// as well; so passing proves little, and failing much.
/// </summary>
/// <param name="Name">What was compared.</param>
/// <param name="Difference">Treated less untreated with overlap weights; should be 0.</param>
/// <param name="Standardised">The same by the standard deviation of all rows.</param>
/// <param name="Rows">Rows compared.</param>
public sealed record NegativeControl(string Name, Estimate Difference, double Standardised, long Rows)
{
    /// <summary>The interval leaves 0 out: something is left that confounds.</summary>
    public bool Fails => Difference.Low > 0 || Difference.High < 0;

    /// <summary>
    /// Compares a number, or 0 and 1, that was settled before the treatment and is not among the covariates.
    /// </summary>
    public static NegativeControl Of(Study study, Propensity propensity, string name, double[] settled)
    {
        var contrast = Weighting.Overlap(study with { Outcome = settled }, propensity).Contrast;
        var mean = settled.Average();
        var spread = Math.Sqrt(settled.Sum(value => (value - mean) * (value - mean)) / settled.Length);
        return new(name, contrast.Difference, spread > 0 ? contrast.Difference.Value / spread : 0, study.Rows);
    }
}
