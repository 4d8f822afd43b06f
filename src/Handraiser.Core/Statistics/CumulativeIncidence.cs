using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>
/// The share that has ended in each of several ways by each time, when one way keeps the others from happening (Aalen
/// and Johansen, Scandinavian Journal of Statistics 5, 1978). One less a survival curve that takes the other ways for
/// censored overstates it. There is a place for each distinct time at which anything was seen, in ascending order.
/// </summary>
public sealed class CumulativeIncidence
{
    readonly double[][] incidence;
    readonly double[][] errors;

    CumulativeIncidence(double[] times, double[] survival, double[][] incidence, double[][] errors) =>
        (Times, Survival, this.incidence, this.errors) = (times, survival, incidence, errors);

    public double[] Times { get; }

    /// <summary>The share that has not ended in any way.</summary>
    public double[] Survival { get; }

    /// <summary>The curves of waits that ended in way 1, 2 ... or were last seen unended (0).</summary>
    [MethodImpl(RowLoop.Fast)]
    public static CumulativeIncidence Of(ReadOnlySpan<double> times, ReadOnlySpan<int> causes, int ways)
    {
        Lengths.Same(times.Length, causes.Length);
        Lengths.NoHoles(times);
        var (sorted, ends) = (times.ToArray(), causes.ToArray());
        RowSort.Ascending<int>(sorted, ends);
        var distinct = 0;
        for (var i = 0; i < sorted.Length; i++) if (i == 0 || sorted[i] != sorted[i - 1]) distinct++;
        var (at, survival) = (new double[distinct], new double[distinct]);
        var (curves, counts) = (new IncidenceCurve[ways], new int[ways + 1]);
        for (var way = 0; way < ways; way++) curves[way] = new(distinct);
        var left = 1.0;
        for (int i = 0, place = 0; i < sorted.Length; place++)
        {
            double n = sorted.Length - i;
            at[place] = sorted[i];
            Array.Clear(counts);
            for (; i < sorted.Length && sorted[i] == at[place]; i++) counts[ends[i]]++;
            double ended = n - (sorted.Length - i) - counts[0];
            for (var way = 0; way < ways; way++) curves[way].Add(place, left, n, ended, counts[way + 1]);
            if (ended > 0) left *= (n - ended) / n;
            survival[place] = left;
        }
        return new(at, survival, [.. curves.Select(curve => curve.Share)], [.. curves.Select(curve => curve.Error)]);
    }

    /// <summary>The share that has ended in this way (1, 2 ...), for each time.</summary>
    public ReadOnlySpan<double> Incidence(int way) => incidence[way - 1];

    /// <summary>The share that has ended in this way by any time, 0 before the first.</summary>
    public double At(int way, double time)
    {
        var found = Array.BinarySearch(Times, time);
        var place = found >= 0 ? found : ~found - 1;
        return place < 0 ? 0 : incidence[way - 1][place];
    }

    /// <summary>By the delta method (Marubini and Valsecchi, "Analysing survival data", 1995, section 10.5). Without
    /// censoring it is that of a plain share.</summary>
    public double StandardError(int way, int place) => errors[way - 1][place];

    /// <summary>Limits on the scale of log(-log), which keeps them between 0 and 1; unknown where nothing ended so.
    /// </summary>
    public Interval Limits(int way, int place, double confidence = 0.95)
    {
        double share = incidence[way - 1][place], log = Math.Log(share);
        if (share is <= 0 or >= 1) return Interval.Unknown;
        var reach = Tails.TwoSidedNormal(confidence) * errors[way - 1][place] / (share * log);
        return new(Math.Exp(log * Math.Exp(-reach)), Math.Exp(log * Math.Exp(reach)));
    }

    sealed class IncidenceCurve(int places)
    {
        // The sums of the variance over the times so far: of a, of I a and I² a, of S² b, of c and I c.
        double share, a, shareA, squareA, own, c, shareC;

        public double[] Share { get; } = new double[places];

        public double[] Error { get; } = new double[places];

        [MethodImpl(RowLoop.Fast)]
        public void Add(int place, double left, double n, double ended, double endedSo)
        {
            share += left * endedSo / n;
            // When everybody ends at once, nothing comes after it that the term could weigh on.
            var hazard = ended > 0 && n > ended ? ended / (n * (n - ended)) : 0;
            var cross = left * endedSo / (n * n);
            (a, shareA, squareA) = (a + hazard, shareA + (share * hazard), squareA + (share * share * hazard));
            own += left * left * (n - endedSo) * endedSo / (n * n * n);
            (c, shareC) = (c + cross, shareC + (share * cross));
            var variance = (share * share * a) - (2 * share * shareA) + squareA + own - (2 * ((share * c) - shareC));
            (Share[place], Error[place]) = (share, Math.Sqrt(Math.Max(0, variance)));
        }
    }
}
