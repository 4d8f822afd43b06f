namespace Handraiser.Core.Statistics;

/// <summary>Tests that look at the order of values and not at their size, so that one forgotten lead does not decide.
/// </summary>
public static class RankTests
{
    /// <summary>
    /// Whether one of two samples lies above the other (Mann and Whitney, 1947): the statistic counts the pairs in
    /// which the first is larger, ties half. The probability is the normal approximation with the corrections for ties
    /// and for continuity.
    /// </summary>
    public static SignificanceTest MannWhitney(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (ranks, ties) = Ranks([.. first, .. second]);
        double m = first.Length, n = second.Length, all = m + n, sum = 0;
        for (var i = 0; i < first.Length; i++) sum += ranks[i];
        var pairs = sum - (m * (m + 1) / 2);
        var away = Math.Abs(pairs - (m * n / 2));
        var deviation = Math.Sqrt(m * n / 12 * (all + 1 - (ties / (all * (all - 1)))));
        return new(pairs, 0, Tails.NormalTwoSided(Math.Max(0, away - 0.5) / deviation));
    }

    /// <summary>Whether any of several samples lies above the others (Kruskal and Wallis, JASA 47, 1952), corrected for
    /// ties.</summary>
    public static SignificanceTest KruskalWallis(params double[][] samples)
    {
        var (ranks, ties) = Ranks([.. samples.SelectMany(sample => sample)]);
        double n = ranks.Length, statistic = 0;
        var from = 0;
        foreach (var sample in samples)
        {
            var sum = 0.0;
            for (var i = 0; i < sample.Length; i++) sum += ranks[from + i];
            from += sample.Length;
            if (sample.Length > 0) statistic += sum * sum / sample.Length;
        }
        var plain = (12 / (n * (n + 1)) * statistic) - (3 * (n + 1));
        return SignificanceTest.ChiSquare(plain / (1 - (ties / ((n * n * n) - n))),
            samples.Count(sample => sample.Length > 0) - 1);
    }

    /// <summary>Each value's rank from 1, the middle rank where values are the same, and the sum of t³ - t over the
    /// sizes t of the ties.</summary>
    public static (double[] Ranks, double Ties) Ranks(double[] values)
    {
        var sorted = (double[])values.Clone();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        var ties = 0.0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from]) to++;
            double size = to - from;
            ties += (size * size * size) - size;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + to + 1) / 2.0;
        }
        return (ranks, ties);
    }
}
