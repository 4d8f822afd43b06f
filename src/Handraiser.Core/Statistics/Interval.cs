namespace Handraiser.Core.Statistics;

/// <summary>Two ends of what the data leave possible, in the unit of the figure. Not known when both are NaN.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>What is said where a formula has no answer, such as the limits of a curve that has reached zero.
    /// </summary>
    public static Interval Unknown => new(double.NaN, double.NaN);

    public bool IsKnown => !double.IsNaN(Low) && !double.IsNaN(High);

    public double Width => High - Low;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Whether the two have a value in common. Disjoint intervals contradict one another.</summary>
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    /// <summary>The two-sided normal interval around an estimate.</summary>
    public static Interval Around(double estimate, double standardError, double confidence = 0.95)
    {
        var reach = Tails.TwoSidedNormal(confidence) * standardError;
        return new(estimate - reach, estimate + reach);
    }
}

/// <summary>So many of so many: a numerator that never travels without its denominator.</summary>
public readonly record struct Share(long Count, long Of)
{
    /// <summary>0 to 1; NaN of none.</summary>
    public double Rate => Of == 0 ? double.NaN : (double)Count / Of;

    /// <summary>Wilson's interval at 95 %, the one that is printed unless another is asked for.</summary>
    public Interval Wilson => Proportions.Wilson(this);
}

/// <summary>
/// What a test of significance says: its statistic, the degrees of freedom of the reference distribution (0 where it
/// has none) and the two-sided probability of a result at least as extreme when there is no difference.
/// </summary>
public readonly record struct SignificanceTest(double Statistic, double DegreesOfFreedom, double P)
{
    /// <summary>A statistic that follows the chi-square distribution. Without degrees of freedom nothing was
    /// tested.</summary>
    public static SignificanceTest ChiSquare(double statistic, double degreesOfFreedom) => new(statistic,
        degreesOfFreedom, degreesOfFreedom > 0 ? Tails.ChiSquareUpper(statistic, degreesOfFreedom) : double.NaN);
}

/// <summary>A ratio of two odds, risks or hazards, with its limits; 1 means no difference.</summary>
public readonly record struct RatioEstimate(double Ratio, Interval Limits)
{
    /// <summary>From the standard error of the logarithm of the ratio.</summary>
    public static RatioEstimate FromLog(double log, double standardError, double confidence = 0.95)
    {
        var limits = Interval.Around(log, standardError, confidence);
        return new(Math.Exp(log), new(Math.Exp(limits.Low), Math.Exp(limits.High)));
    }
}
