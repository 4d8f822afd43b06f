using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// Probabilities far out, each computed as itself and never as one less its opposite, which would lose digits.
/// </summary>
static class TestTails
{
    /// <summary>The normal quantile that leaves 2.5 % on each side.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>A standard normal number at least so far from 0, on either side.</summary>
    public static double Normal(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>A number of Student's t at least so far from 0; normal for infinite degrees of freedom.</summary>
    public static double Student(double t, double freedom) => double.IsPositiveInfinity(freedom)
        ? Normal(t)
        : SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + (t * t)));

    /// <summary>A number of Fisher's F at least so large.</summary>
    public static double Fisher(double f, double numerator, double denominator) => f <= 0
        ? 1
        : SpecialFunctions.BetaRegularized(
            denominator / 2, numerator / 2, denominator / (denominator + (numerator * f)));

    /// <summary>How many standard errors a 95 % interval reaches to each side.</summary>
    public static double Reach95(double freedom) =>
        double.IsPositiveInfinity(freedom) ? Z95 : StudentT.InvCDF(0, 1, freedom, 0.975);

    /// <summary>How many standard errors a two-sided interval reaches, by the normal distribution.</summary>
    public static double Reach(double level) => Math.Sqrt(2) * SpecialFunctions.ErfInv(level);
}
