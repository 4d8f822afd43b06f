namespace Handraiser.Core.Statistics;

/// <summary>
/// Intervals for a share. Wilson's is the one that is printed (Brown, Cai and DasGupta, "Interval estimation for a
/// binomial proportion", Statistical Science 16, 2001); the others are there to compare with.
/// </summary>
public static class Proportions
{
    /// <summary>E. B. Wilson, JASA 22, 1927: the shares that a score test does not reject. Unknown of none.</summary>
    public static Interval Wilson(Share share, double confidence = 0.95)
    {
        if (share.Of == 0) return Interval.Unknown;
        double n = share.Of, p = share.Rate, z = Tails.TwoSidedNormal(confidence), z2 = z * z;
        var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var reach = z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        return new(share.Count == 0 ? 0 : middle - reach, share.Count == share.Of ? 1 : middle + reach);
    }

    /// <summary>
    /// Wilson's interval with a continuity correction of half a case, as much of it as the distance to one half
    /// allows (so that exactly one half has Wilson's own interval, as R's prop.test gives it).
    /// </summary>
    public static Interval WilsonCorrected(Share share, double confidence = 0.95)
    {
        if (share.Of == 0) return Interval.Unknown;
        double n = share.Of, p = share.Rate, z = Tails.TwoSidedNormal(confidence), z2 = z * z / n;
        var correction = Math.Min(0.5, Math.Abs(share.Count - (n / 2))) / n;
        double down = p - correction, up = p + correction;
        var low = (down + (z2 / 2) - Math.Sqrt(z2 * ((down * (1 - down)) + (z2 / 4)))) / (1 + z2);
        var high = (up + (z2 / 2) + Math.Sqrt(z2 * ((up * (1 - up)) + (z2 / 4)))) / (1 + z2);
        return new(share.Count == 0 ? 0 : low, share.Count == share.Of ? 1 : high);
    }

    /// <summary>The exact interval of Clopper and Pearson, Biometrika 26, 1934: never too short, often too long.
    /// </summary>
    public static Interval ClopperPearson(Share share, double confidence = 0.95)
    {
        if (share.Of == 0) return Interval.Unknown;
        var tail = (1 - confidence) / 2;
        long x = share.Count, n = share.Of;
        return new(x == 0 ? 0 : Tails.BetaQuantile(x, n - x + 1, tail),
            x == n ? 1 : 1 - Tails.BetaQuantile(n - x, x + 1, tail));
    }

    /// <summary>The middle of the posterior under Jeffreys' prior, Beta(1/2, 1/2), open at none and at all.</summary>
    public static Interval Jeffreys(Share share, double confidence = 0.95)
    {
        if (share.Of == 0) return Interval.Unknown;
        var tail = (1 - confidence) / 2;
        double x = share.Count, rest = share.Of - share.Count;
        return new(share.Count == 0 ? 0 : Tails.BetaQuantile(x + 0.5, rest + 0.5, tail),
            share.Count == share.Of ? 1 : 1 - Tails.BetaQuantile(rest + 0.5, x + 0.5, tail));
    }

    /// <summary>Agresti and Coull, The American Statistician 52, 1998: Wald's interval after adding z squared cases,
    /// half of them successes. It can reach below 0 and above 1.</summary>
    public static Interval AgrestiCoull(Share share, double confidence = 0.95)
    {
        if (share.Of == 0) return Interval.Unknown;
        var z = Tails.TwoSidedNormal(confidence);
        var n = share.Of + (z * z);
        var p = (share.Count + (z * z / 2)) / n;
        return Interval.Around(p, Math.Sqrt(p * (1 - p) / n), confidence);
    }
}
