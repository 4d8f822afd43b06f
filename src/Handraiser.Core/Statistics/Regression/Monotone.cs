namespace Handraiser.Core.Statistics.Regression;

/// <summary>Values between two limits, which a model treats alike.</summary>
/// <param name="From">The smallest value inside.</param>
/// <param name="To">The largest value inside.</param>
/// <param name="Rate">The mean outcome inside.</param>
public sealed record MonotoneBin(double From, double To, long Rows, double Rate);

/// <summary>Curves that only rise or only fall, by pooling neighbours that are out of order (Ayer et al. 1955).</summary>
public static class Monotone
{
    /// <summary>
    /// The rising sequence nearest to the values in weighted squares. With unit weights when none are given.
    /// </summary>
    public static double[] Rising(ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        var pools = new List<(double Mean, double Weight, int Count)>();
        for (var i = 0; i < values.Length; i++)
        {
            var pool = (Mean: values[i], Weight: weights.IsEmpty ? 1 : weights[i], Count: 1);
            while (pools.Count > 0 && pools[^1].Mean >= pool.Mean)
            {
                var before = pools[^1];
                var weight = before.Weight + pool.Weight;
                var mean = weight > 0
                    ? ((before.Mean * before.Weight) + (pool.Mean * pool.Weight)) / weight
                    : before.Mean;
                pool = (mean, weight, before.Count + pool.Count);
                pools.RemoveAt(pools.Count - 1);
            }
            pools.Add(pool);
        }
        var result = new double[values.Length];
        var at = 0;
        foreach (var (mean, _, count) in pools)
        {
            result.AsSpan(at, count).Fill(mean);
            at += count;
        }
        return result;
    }

    /// <summary>
    /// Bins of a number whose rates of an outcome only rise, or only fall when that is nearer to the data. Each bin has
    /// at least <paramref name="least"/> rows, and there are at most <paramref name="most"/>; the neighbours with the
    /// closest rates are joined until it is so. Equal values share a bin.
    /// </summary>
    public static IReadOnlyList<MonotoneBin> Bins(double[] values, bool[] outcomes, long least = 50, int most = 8)
    {
        var groups = Groups(values, outcomes);
        if (groups.Count == 0) return [];
        var (rates, rows) = (groups.Select(one => one.Rate).ToArray(), groups.Select(one => (double)one.Rows).ToArray());
        var rising = Rising(rates, rows);
        var falling = Array.ConvertAll(Rising(Array.ConvertAll(rates, rate => -rate), rows), rate => -rate);
        var curve = Distance(rates, rising, rows) <= Distance(rates, falling, rows) ? rising : falling;
        var bins = new List<MonotoneBin>();
        for (var i = 0; i < groups.Count; i++)
        {
            if (bins.Count > 0 && curve[i] == curve[i - 1]) bins[^1] = Join(bins[^1], groups[i]);
            else bins.Add(groups[i]);
        }
        while (bins.Count > 1 && (bins.Count > most || bins.Exists(bin => bin.Rows < least))) JoinOne(bins, least);
        return bins;
    }

    /// <summary>The bin of each value as a column; values outside all bins go to the nearest.</summary>
    public static CategoryColumn Column(string name, double[] values, IReadOnlyList<MonotoneBin> bins)
    {
        var tops = bins.Select(bin => bin.To).ToArray();
        var codes = Array.ConvertAll(values, value =>
        {
            var at = Array.BinarySearch(tops, value);
            return Math.Min(at < 0 ? ~at : at, tops.Length - 1);
        });
        return new(name, codes, [.. bins.Select(bin => FormattableString.Invariant($"{bin.From:G6} to {bin.To:G6}"))]);
    }

    static List<MonotoneBin> Groups(double[] values, bool[] outcomes)
    {
        var (sorted, order) = ((double[])values.Clone(), Enumerable.Range(0, values.Length).ToArray());
        Array.Sort(sorted, order);
        var groups = new List<MonotoneBin>();
        for (var start = 0; start < sorted.Length;)
        {
            var (end, events) = (start, 0L);
            for (; end < sorted.Length && sorted[end] == sorted[start]; end++) if (outcomes[order[end]]) events++;
            groups.Add(new(sorted[start], sorted[start], end - start, (double)events / (end - start)));
            start = end;
        }
        return groups;
    }

    // First a bin that is too small, with its nearer neighbour; when there is none, the two nearest.
    static void JoinOne(List<MonotoneBin> bins, long least)
    {
        var best = -1;
        var nearest = double.PositiveInfinity;
        var small = bins.Exists(bin => bin.Rows < least);
        for (var i = 0; i + 1 < bins.Count; i++)
        {
            if (small && bins[i].Rows >= least && bins[i + 1].Rows >= least) continue;
            var distance = Math.Abs(bins[i].Rate - bins[i + 1].Rate);
            if (distance < nearest) (best, nearest) = (i, distance);
        }
        bins[best] = Join(bins[best], bins[best + 1]);
        bins.RemoveAt(best + 1);
    }

    static MonotoneBin Join(MonotoneBin left, MonotoneBin right) => new(left.From, right.To, left.Rows + right.Rows,
        ((left.Rate * left.Rows) + (right.Rate * right.Rows)) / (left.Rows + right.Rows));

    static double Distance(double[] rates, double[] curve, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < rates.Length; i++) sum += weights[i] * (rates[i] - curve[i]) * (rates[i] - curve[i]);
        return sum;
    }
}
