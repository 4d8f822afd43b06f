namespace Handraiser.Core.Statistics;

/// <summary>
/// How many leads an experiment on a rate needs in each of two equal arms, and what it can see with those it has: the
/// normal approximation with the pooled variance under no difference (Fleiss, Levin and Paik, "Statistical methods for
/// rates and proportions", 2003, chapter 4).
/// </summary>
public static class SampleSize
{
    /// <summary>Leads in each arm, not rounded. Infinite when the rates are the same.</summary>
    public static double PerArm(double first, double second, double power = 0.8, double alpha = 0.05)
    {
        var reach = (Tails.TwoSidedNormal(1 - alpha) * Pooled(first, second))
            + (Tails.NormalQuantile(power) * Apart(first, second));
        return reach * reach / ((first - second) * (first - second));
    }

    /// <summary>The probability that such an experiment finds the difference.</summary>
    public static double Power(double first, double second, double perArm, double alpha = 0.05) =>
        Tails.NormalLower(((Math.Sqrt(perArm) * Math.Abs(first - second))
            - (Tails.TwoSidedNormal(1 - alpha) * Pooled(first, second))) / Apart(first, second));

    static double Pooled(double first, double second) => Math.Sqrt((first + second) * (1 - ((first + second) / 2)));

    static double Apart(double first, double second) =>
        Math.Sqrt((first * (1 - first)) + (second * (1 - second)));
}
