using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Deals still open at an age, by what they had had by then (J. R. Anderson, K. C. Cain and R. D. Gelber, Journal of
/// Clinical Oncology 1, 1983): nothing that comes later decides on which side a deal is counted.
/// </summary>
static class Landmarks
{
    const double Followed = 180;
    static readonly int[] Ages = [30, 60];

    /// <summary>For each type one of each age.</summary>
    public static IReadOnlyList<StepLandmark>[] Of(DealCases cases, long until)
    {
        var found = cases.Types.SelectMany((_, k) => Ages.Select(age => Shares(cases, until, k, age))).ToArray();
        var tested = Enumerable.Range(0, found.Length).Where(i => IsTested(found[i].Shares)).ToArray();
        var adjusted = ManyTests.BenjaminiHochberg(Array.ConvertAll(tested, i => found[i].Shares.ChiSquare().P));
        var landmarks = new StepLandmark[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var at = Array.IndexOf(tested, i);
            landmarks[i] = Told(found[i].Age, found[i].Shares, at < 0 ? null : adjusted[at]);
        }
        return [.. landmarks.Chunk(Ages.Length)];
    }

    static (int Age, TwoShares Shares) Shares(DealCases cases, long until, int type, int age)
    {
        var (all, won) = (new long[2], new long[2]);
        for (var place = 0; place < cases.Rows.Length; place++)
        {
            var open = (until - cases.Deals.CreatedAt[cases.Rows[place]]) / (double)TrustSheet.Day;
            if (cases.Length[place] <= age || open < age + Followed) continue;
            var side = cases.Has(place, type, age) ? 0 : 1;
            all[side]++;
            if (cases.StateOf(place) == DealState.Won && cases.Length[place] <= age + Followed) won[side]++;
        }
        return (age, new(new(won[0], all[0]), new(won[1], all[1])));
    }

    static bool IsTested(TwoShares shares) => shares.First.Of >= PrintedShare.Least
        && shares.Second.Of >= PrintedShare.Least && double.IsFinite(shares.ChiSquare().P);

    static StepLandmark Told(int age, TwoShares shares, double? adjusted)
    {
        var (with, without) = (PrintedShare.From(shares.First.Count, shares.First.Of),
            PrintedShare.From(shares.Second.Count, shares.Second.Of));
        if (with.Rate is null || without.Rate is null) return new(age, with, without, null, null, null, null);
        var limits = shares.Newcombe();
        return new(age, with, without, shares.Difference, limits.Low, limits.High, adjusted);
    }
}
