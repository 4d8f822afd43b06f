namespace Handraiser.Core.Statistics;

/// <summary>Tests over several shares or counts at once.</summary>
public static class ShareTests
{
    /// <summary>
    /// Sample-ratio mismatch: whether the arms of an experiment hold the leads they were meant to. Pearson's
    /// chi-square of the counts against <paramref name="expected"/> shares (any scale). Below 0.001 the read-out is
    /// blocked: the split itself is broken.
    /// </summary>
    public static SignificanceTest RatioMismatch(ReadOnlySpan<long> counts, ReadOnlySpan<double> expected)
    {
        double total = 0, scale = 0, statistic = 0;
        foreach (var count in counts) total += count;
        foreach (var share in expected) scale += share;
        for (var i = 0; i < counts.Length; i++)
        {
            var awaited = total * expected[i] / scale;
            statistic += (counts[i] - awaited) * (counts[i] - awaited) / awaited;
        }
        return SignificanceTest.ChiSquare(statistic, counts.Length - 1);
    }

    /// <summary>Whether any of the shares differs: Pearson's chi-square over all of them.</summary>
    public static SignificanceTest AnyDifference(ReadOnlySpan<Share> shares)
    {
        var all = Sum(shares).Rate;
        var statistic = 0.0;
        foreach (var share in shares)
        {
            var away = share.Count - (share.Of * all);
            statistic += away * away / (share.Of * all * (1 - all));
        }
        return SignificanceTest.ChiSquare(statistic, shares.Length - 1);
    }

    /// <summary>Whether the shares rise or fall along the scores: Cochran (Biometrics 10, 1954) and Armitage (11,
    /// 1955).</summary>
    public static SignificanceTest Trend(ReadOnlySpan<Share> shares, ReadOnlySpan<double> scores)
    {
        var all = Sum(shares);
        double moved = 0, mean = 0, spread = 0;
        for (var i = 0; i < shares.Length; i++) mean += shares[i].Of * scores[i] / all.Of;
        for (var i = 0; i < shares.Length; i++)
        {
            moved += (scores[i] - mean) * (shares[i].Count - (shares[i].Of * all.Rate));
            spread += (scores[i] - mean) * (scores[i] - mean) * shares[i].Of;
        }
        return SignificanceTest.ChiSquare(moved * moved / (all.Rate * (1 - all.Rate) * spread), 1);
    }

    /// <summary>
    /// One odds ratio over strata, such as sources: Mantel and Haenszel, JNCI 22, 1959, with the continuity
    /// correction when asked for; limits by Robins, Breslow and Greenland, Biometrics 42, 1986. Strata of fewer than
    /// two are passed over.
    /// </summary>
    public static (RatioEstimate OddsRatio, SignificanceTest Test) MantelHaenszel(
        ReadOnlySpan<TwoShares> strata, bool corrected = false, double confidence = 0.95)
    {
        double r = 0, s = 0, pr = 0, ps = 0, qs = 0, away = 0, variance = 0;
        foreach (var one in strata)
        {
            double a = one.First.Count, b = one.First.Of - one.First.Count;
            double c = one.Second.Count, d = one.Second.Of - one.Second.Count, n = a + b + c + d;
            if (n < 2) continue;
            double along = a * d / n, across = b * c / n, p = (a + d) / n, q = (b + c) / n;
            (r, s) = (r + along, s + across);
            (pr, ps, qs) = (pr + (p * along), ps + (p * across) + (q * along), qs + (q * across));
            away += a - ((a + b) * (a + c) / n);
            variance += (a + b) / n * (c + d) / n * (a + c) * (b + d) / (n - 1);
        }
        var deviation = Math.Abs(away) - (corrected ? Math.Min(0.5, Math.Abs(away)) : 0);
        var error = Math.Sqrt((pr / (2 * r * r)) + (ps / (2 * r * s)) + (qs / (2 * s * s)));
        return (RatioEstimate.FromLog(Math.Log(r / s), error, confidence),
            SignificanceTest.ChiSquare(deviation * deviation / variance, 1));
    }

    static Share Sum(ReadOnlySpan<Share> shares)
    {
        var sum = new Share(0, 0);
        foreach (var share in shares) sum = new(sum.Count + share.Count, sum.Of + share.Of);
        return sum;
    }
}
