using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>On which scale the limits of a survival curve are symmetric. LogLog never leaves 0 to 1.</summary>
public enum LimitScale { LogLog, Log, Plain }

/// <summary>A time by which a share is done, with its limits; null where the curve or the limit never falls that far.
/// </summary>
public readonly record struct SurvivalQuantile(double? Time, double? Low, double? High);

/// <summary>The mean of the time up to a horizon, in which everything beyond counts as the horizon.</summary>
public readonly record struct RestrictedMean(double Mean, double StandardError)
{
    public Interval Limits(double confidence = 0.95) => Interval.Around(Mean, StandardError, confidence);
}

/// <summary>
/// The share that is still waiting at each time when some were last seen waiting (Kaplan and Meier, JASA 53, 1958).
/// Each distinct time at which anything was seen has a place in the arrays, in ascending order.
/// </summary>
public sealed class KaplanMeier
{
    // R's survfit takes a curve for having reached a share within this distance.
    const double Reached = 1.4901161193847656e-08;
    readonly double[] spread;

    KaplanMeier(double[] times, int[] atRisk, int[] events, int[] censored)
    {
        (Times, AtRisk, Events, Censored) = (times, atRisk, events, censored);
        (Survival, spread) = (new double[times.Length], new double[times.Length]);
        double survival = 1, sum = 0;
        for (var i = 0; i < times.Length; i++)
        {
            double d = events[i], n = atRisk[i];
            if (d > 0)
            {
                survival *= (n - d) / n;
                sum += d / (n * (n - d));
            }
            (Survival[i], spread[i]) = (survival, sum);
        }
    }

    public double[] Times { get; }

    /// <summary>How many were under observation just before the time.</summary>
    public int[] AtRisk { get; }

    public int[] Events { get; }

    public int[] Censored { get; }

    /// <summary>The share beyond the time.</summary>
    public double[] Survival { get; }

    /// <summary>The curve of waits that ended (<paramref name="happened"/>) or were last seen unended.</summary>
    /// <param name="entered">When each came under observation, before its time; from the start without it.</param>
    [MethodImpl(RowLoop.Fast)]
    public static KaplanMeier Of(ReadOnlySpan<double> times, ReadOnlySpan<bool> happened,
        ReadOnlySpan<double> entered = default)
    {
        Lengths.Same(times.Length, happened.Length);
        Lengths.NoHoles(times);
        var (sorted, ends) = (times.ToArray(), happened.ToArray());
        RowSort.Ascending<bool>(sorted, ends);
        var entries = entered.ToArray();
        Array.Sort(entries);
        if (entries.Length > 0) Lengths.Same(times.Length, entries.Length);

        var distinct = 0;
        for (var i = 0; i < sorted.Length; i++) if (i == 0 || sorted[i] != sorted[i - 1]) distinct++;
        var (at, risk) = (new double[distinct], new int[distinct]);
        var (events, censored) = (new int[distinct], new int[distinct]);
        for (int i = 0, place = 0, come = 0; i < sorted.Length; place++)
        {
            at[place] = sorted[i];
            while (come < entries.Length && entries[come] < sorted[i]) come++;
            risk[place] = (entries.Length == 0 ? sorted.Length : come) - i;
            for (; i < sorted.Length && sorted[i] == at[place]; i++)
            {
                if (ends[i]) events[place]++;
                else censored[place]++;
            }
        }
        return new(at, risk, events, censored);
    }

    /// <summary>The share beyond any time, 1 before the first.</summary>
    public double At(double time)
    {
        var place = Place(time);
        return place < 0 ? 1 : Survival[place];
    }

    /// <summary>The standard error of the share at a place, by M. Greenwood's formula.</summary>
    public double StandardError(int place) => Survival[place] * Math.Sqrt(spread[place]);

    /// <summary>The limits of the share at a place. Unknown where the curve has reached zero.</summary>
    public Interval Limits(int place, LimitScale scale = LimitScale.LogLog, double confidence = 0.95) =>
        LimitsAt(place, scale, Tails.TwoSidedNormal(confidence));

    /// <summary>
    /// The time by which a share is done: 0.5 is the median. Where the curve lies flat at it, the middle of the flat
    /// part. Its limits are where the curve's own limits pass (Brookmeyer and Crowley, Biometrics 38, 1982).
    /// </summary>
    public SurvivalQuantile Quantile(double share, LimitScale scale = LimitScale.LogLog, double confidence = 0.95)
    {
        var z = Tails.TwoSidedNormal(confidence);
        return new(Passes(share, [MethodImpl(RowLoop.Fast)] (place) => Survival[place]),
            Passes(share, [MethodImpl(RowLoop.Fast)] (place) => LimitsAt(place, scale, z).Low),
            Passes(share, [MethodImpl(RowLoop.Fast)] (place) => LimitsAt(place, scale, z).High));
    }

    /// <summary>
    /// The area below the curve up to a horizon: the average time waited within it. Beyond the last time seen the curve
    /// is taken to stay where it is, so ask for no more than was observed.
    /// </summary>
    public RestrictedMean RestrictedMean(double horizon)
    {
        var places = Place(horizon) + 1;
        double area = 0, variance = 0, end = horizon;
        for (var i = places - 1; i >= 0; i--)
        {
            area += Survival[i] * (end - Times[i]);
            end = Times[i];
            double d = Events[i], n = AtRisk[i];
            if (d > 0 && n > d) variance += area * area * d / (n * (n - d));
        }
        return new(area + end, Math.Sqrt(variance));
    }

    // The number of times up to and with this one, less one.
    int Place(double time)
    {
        var found = Array.BinarySearch(Times, time);
        return found >= 0 ? found : ~found - 1;
    }

    [MethodImpl(RowLoop.Fast)]
    Interval LimitsAt(int place, LimitScale scale, double z)
    {
        double s = Survival[place], sigma = Math.Sqrt(spread[place]);
        if (s == 0) return Interval.Unknown;
        if (s == 1) return new(1, 1);
        if (scale == LimitScale.Plain) return new(Math.Max(0, s - (z * s * sigma)), Math.Min(1, s + (z * s * sigma)));
        if (scale == LimitScale.Log) return new(s * Math.Exp(-z * sigma), Math.Min(1, s * Math.Exp(z * sigma)));
        var log = Math.Log(s);
        var reach = z * sigma / log;
        return new(Math.Exp(log * Math.Exp(-reach)), Math.Exp(log * Math.Exp(reach)));
    }

    [MethodImpl(RowLoop.Fast)]
    double? Passes(double share, Func<int, double> curve)
    {
        for (var place = 0; place < Times.Length; place++)
        {
            var done = 1 - curve(place);
            if (!(done >= share - Reached)) continue;
            if (done > share + Reached) return Times[place];
            // Flat at the very share: up to where the curve falls on, or to the end.
            var next = place + 1;
            while (next < Times.Length && curve(next) >= curve(place)) next++;
            return (Times[place] + Times[Math.Min(next, Times.Length - 1)]) / 2;
        }
        return null;
    }
}
