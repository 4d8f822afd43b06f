using MathNet.Numerics;

namespace Handraiser.Core.Statistics;

/// <summary>
/// Probabilities under the usual curves. Each tail is computed as itself, never as one less the other: far out that
/// would lose every digit (1.5e-5 of a chi-square of 50).
/// </summary>
public static class Tails
{
    const int MostRounds = 200;

    /// <summary>P(Z &gt; z) for the standard normal.</summary>
    public static double NormalUpper(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>P(Z &lt;= z) for the standard normal.</summary>
    public static double NormalLower(double z) => NormalUpper(-z);

    /// <summary>The z below which a standard normal falls with this probability.</summary>
    public static double NormalQuantile(double probability) =>
        -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);

    /// <summary>1.96 for 0.95: how many standard errors a two-sided interval reaches out.</summary>
    public static double TwoSidedNormal(double confidence) => -NormalQuantile((1 - confidence) / 2);

    /// <summary>The two-sided probability of a standard normal at least as far from zero.</summary>
    public static double NormalTwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>P(X &gt; x) for the chi-square distribution.</summary>
    public static double ChiSquareUpper(double x, double degreesOfFreedom) =>
        GammaUpper(degreesOfFreedom / 2, x / 2);

    /// <summary>P(X &lt;= x) for the gamma distribution with this shape and rate 1.</summary>
    public static double GammaLower(double shape, double x) =>
        x <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(shape, x);

    /// <summary>P(X &gt; x) for the gamma distribution with this shape and rate 1.</summary>
    public static double GammaUpper(double shape, double x) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(shape, x);

    /// <summary>P(X &lt;= x) for the beta distribution.</summary>
    public static double Beta(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        // The fraction converges fast on the near side of the mean.
        return x <= (a + 1) / (a + b + 2) ? BetaFraction(a, b, x) : 1 - BetaFraction(b, a, 1 - x);
    }

    /// <summary>The x below which a beta falls with this probability, by Newton's steps inside a shrinking bracket.
    /// </summary>
    public static double BetaQuantile(double a, double b, double probability)
    {
        if (probability <= 0) return 0;
        if (probability >= 1) return 1;
        double low = 0, high = 1, x = a / (a + b);
        for (var round = 0; round < MostRounds; round++)
        {
            var excess = Beta(a, b, x) - probability;
            if (excess > 0) high = x;
            else low = x;
            var next = x - (excess / Math.Exp(LogBetaDensity(a, b, x)));
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-16 * x) return next;
            x = next;
        }
        return x;
    }

    /// <summary>P(T &lt;= t) for Student's t.</summary>
    public static double StudentLower(double t, double degreesOfFreedom)
    {
        var beyond = 0.5 * Beta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + (t * t)));
        return t <= 0 ? beyond : 1 - beyond;
    }

    /// <summary>The two-sided probability of a Student's t at least as far from zero.</summary>
    public static double StudentTwoSided(double t, double degreesOfFreedom) =>
        Beta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + (t * t)));

    static double LogBetaDensity(double a, double b, double x) =>
        ((a - 1) * Math.Log(x)) + ((b - 1) * SpecialFunctions.Log1p(-x)) - LogBeta(a, b);

    static double LogBeta(double a, double b) =>
        SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);

    // The continued fraction of Abramowitz and Stegun 26.5.8, evaluated by Lentz's method.
    static double BetaFraction(double a, double b, double x)
    {
        const double tiny = 1e-300;
        var front = (a * Math.Log(x)) + (b * SpecialFunctions.Log1p(-x)) - LogBeta(a, b) - Math.Log(a);
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), h = d;
        for (var m = 1; m <= 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            h *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16) break;
        }
        return Math.Exp(front) * h;

        static double NotZero(double value) => Math.Abs(value) < tiny ? tiny : value;
    }
}
