using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Thirds of the deals by value.</summary>
sealed class DealBands
{
    const int LeastValued = 150;
    const int LeastWith = 20;
    readonly int[] of;

    DealBands(int[] of, IReadOnlyList<DealBand> rows) => (this.of, Rows) = (of, rows);

    public IReadOnlyList<DealBand> Rows { get; }

    public static DealBands Of(DealCases cases, string[] names)
    {
        var values = cases.Rows.Select(deal => cases.Deals.Value[deal]).Where(double.IsFinite).Order().ToArray();
        if (values.Length < LeastValued) return new([], []);
        double[] tops = [values[(values.Length / 3) - 1], values[(2 * values.Length / 3) - 1], values[^1]];
        var of = Array.ConvertAll(cases.Rows, deal => double.IsFinite(cases.Deals.Value[deal])
            ? Array.FindIndex(tops, top => cases.Deals.Value[deal] <= top) : -1);
        var rows = new List<DealBand>();
        for (var band = 0; band < tops.Length; band++)
        {
            var places = Enumerable.Range(0, of.Length).Where(place => of[place] == band).ToArray();
            if (places.Length == 0) return new([], []);
            rows.Add(new(names[band], places.Min(place => cases.Deals.Value[cases.Rows[place]]), tops[band],
                places.Length, places.Count(place => cases.StateOf(place) != DealState.Open),
                places.Count(place => cases.StateOf(place) == DealState.Won)));
        }
        return new(of, rows);
    }

    /// <summary>
    /// The pace of each type in each band: models of their own, so that nothing else is taken to be alike in all sizes.
    /// And whether the bands differ, adjusted over the types.
    /// </summary>
    public (IReadOnlyList<BandRatio>[] Bands, double?[]? Differs) Paces(DealCases cases)
    {
        var ratios = Array.ConvertAll(cases.Types, _ => new List<BandRatio>());
        if (Rows.Count == 0) return (ratios, null);
        var logs = Array.ConvertAll(cases.Types, _ => new List<(double Log, double Error)>());
        for (var band = 0; band < Rows.Count; band++)
        {
            var fit = Cox.Fit(cases.ToRows(winning: false, place => of[place] == band).Rows, robust: true);
            for (var k = 0; k < cases.Types.Length; k++)
            {
                var with = Count(cases, band, k);
                var (few, error) = (with < LeastWith || Rows[band].Deals - with < LeastWith, fit.RobustError(k));
                if (few || !(error > 0) || !fit.Converged)
                {
                    ratios[k].Add(new(Rows[band].Band, with, null, null, null));
                    continue;
                }
                var ratio = fit.HazardRatio(k);
                ratios[k].Add(new(Rows[band].Band, with, ratio.Ratio, ratio.Limits.Low, ratio.Limits.High));
                logs[k].Add((fit.Coefficients[k], error));
            }
        }
        return (ratios, Adjusted(Array.ConvertAll(logs, Heterogeneity)));
    }

    /// <summary>W. G. Cochran's Q, Biometrics 10, 1954: null of fewer than two bands.</summary>
    static double? Heterogeneity(List<(double Log, double Error)> bands)
    {
        if (bands.Count < 2) return null;
        var weight = bands.Sum(one => 1 / (one.Error * one.Error));
        var mean = bands.Sum(one => one.Log / (one.Error * one.Error)) / weight;
        var q = bands.Sum(one => (one.Log - mean) * (one.Log - mean) / (one.Error * one.Error));
        return SignificanceTest.ChiSquare(q, bands.Count - 1).P;
    }

    static double?[] Adjusted(double?[] p)
    {
        var known = Enumerable.Range(0, p.Length).Where(k => p[k] is not null).ToArray();
        var adjusted = ManyTests.BenjaminiHochberg(Array.ConvertAll(known, k => p[k]!.Value));
        for (var i = 0; i < known.Length; i++) p[known[i]] = adjusted[i];
        return p;
    }

    long Count(DealCases cases, int band, int type)
    {
        var count = 0L;
        for (var place = 0; place < of.Length; place++)
        {
            if (of[place] == band && cases.Has(place, type, double.MaxValue)) count++;
        }
        return count;
    }
}
