using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>Which times weigh more when curves are compared: all the same (Mantel, 1966), or the early ones, by the
/// share still waiting just before (Peto and Peto, 1972, in the form of Harrington and Fleming's rho of 1).</summary>
public enum LogRankWeight { Equal, Early }

/// <summary>A comparison of waits between groups.</summary>
/// <param name="Observed">The (weighted) events of each group.</param>
/// <param name="Expected">What there would have been if all groups were alike.</param>
/// <param name="Variance">That of their difference.</param>
public sealed record LogRankResult(double[] Observed, double[] Expected, double[,] Variance, SignificanceTest Test);

/// <summary>Whether groups wait differently, from the events at each time against those still waiting in each group
/// (N. Mantel, Cancer Chemotherapy Reports 50, 1966).</summary>
public static class LogRank
{
    /// <summary>The test over groups 0, 1 ...</summary>
    /// <param name="strata">Compare only within each of these, from 0 on; all in one without it.</param>
    [MethodImpl(RowLoop.Fast)]
    public static LogRankResult Of(ReadOnlySpan<double> times, ReadOnlySpan<bool> happened, ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata = default, LogRankWeight weight = LogRankWeight.Equal)
    {
        Lengths.Same(times.Length, happened.Length);
        Lengths.Same(times.Length, groups.Length);
        Lengths.NoHoles(times);
        var order = SurvivalOrder.Of(times, [], strata);
        var count = 0;
        foreach (var group in groups) count = Math.Max(count, group + 1);
        var sums = new LogRankSums(count);
        foreach (var (from, to) in order.Segments)
        {
            sums.Begin();
            for (var i = from; i < to; i++) sums.Waiting[groups[order.Rows[i]]]++;
            for (var i = from; i < to;)
            {
                var time = times[order.Rows[i]];
                Array.Clear(sums.Seen);
                Array.Clear(sums.Ended);
                for (; i < to && times[order.Rows[i]] == time; i++)
                {
                    sums.Seen[groups[order.Rows[i]]]++;
                    if (happened[order.Rows[i]]) sums.Ended[groups[order.Rows[i]]]++;
                }
                sums.Add(weight);
            }
        }
        return sums.Result();
    }

    sealed class LogRankSums(int count)
    {
        readonly double[] observed = new double[count];
        readonly double[] expected = new double[count];
        readonly double[,] variance = new double[count, count];
        double survival;

        public double[] Waiting { get; } = new double[count];

        public double[] Seen { get; } = new double[count];

        public double[] Ended { get; } = new double[count];

        public void Begin()
        {
            Array.Clear(Waiting);
            survival = 1;
        }

        [MethodImpl(RowLoop.Fast)]
        public void Add(LogRankWeight scheme)
        {
            double n = 0, d = 0;
            for (var g = 0; g < count; g++) (n, d) = (n + Waiting[g], d + Ended[g]);
            var weight = scheme == LogRankWeight.Early ? survival : 1;
            for (var g = 0; g < count && d > 0; g++)
            {
                observed[g] += weight * Ended[g];
                expected[g] += weight * d * Waiting[g] / n;
                if (n < 2 || Waiting[g] == 0) continue;
                var factor = weight * weight * d * (n - d) / (n - 1) * (Waiting[g] / n);
                for (var h = 0; h < count; h++) variance[g, h] += factor * ((g == h ? 1 : 0) - (Waiting[h] / n));
            }
            survival *= (n - d) / n;
            for (var g = 0; g < count; g++) Waiting[g] -= Seen[g];
        }

        public LogRankResult Result()
        {
            var away = new double[count];
            for (var g = 0; g < count; g++) away[g] = observed[g] - expected[g];
            // The differences sum to nothing, so one group follows from the others: the pivots leave it out.
            var pivots = Pivots.Of(variance);
            return new(observed, expected, variance, SignificanceTest.ChiSquare(pivots.Form(away), pivots.Rank));
        }
    }
}
