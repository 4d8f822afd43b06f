using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Measures what activities go with in deals.</summary>
public static class DealSteps
{
    /// <summary>Deals that are read at most.</summary>
    public const int MostDeals = 10_000;

    const int LeastClosed = 100;
    const int LeastWon = 30;
    const int MostTypes = 10;
    const long LeastWith = 30;
    const double Told = 0.05;
    static readonly string[] BandNames = ["small", "middle", "large"];

    /// <param name="leftOut">Touches to do without; null for none.</param>
    public static DealStepsReport Of(History history, bool[]? leftOut = null)
    {
        var cases = DealCases.Of(history, leftOut, MostDeals, (had, deals) => Choose(history, had, deals));
        var closed = Count(cases, state => state != DealState.Open);
        var won = Count(cases, state => state == DealState.Won);
        var reason = closed < LeastClosed ? $"Too few closed deals that link to a lead: {closed} of {LeastClosed}."
            : won < LeastWon ? $"Too few won deals that link to a lead: {won} of {LeastWon}."
            : cases.Types.Length == 0 ? "No type of activity lies between the making and the closing of enough deals."
            : null;
        if (reason is not null) return new(false, reason, cases.Rows.Length, closed, won, [], []);
        var bands = DealBands.Of(cases, BandNames);
        return new(true, null, cases.Rows.Length, closed, won, bands.Rows, Steps(history, cases, bands));
    }

    /// <summary>The types that most deals have, as long as enough have them and enough do not.</summary>
    static int[] Choose(History history, long[] had, long deals) => [.. Enumerable.Range(0, had.Length)
        .Where(type => had[type] >= LeastWith && deals - had[type] >= LeastWith)
        .OrderByDescending(type => had[type])
        .ThenBy(type => history.Touches.Type.Words[type], StringComparer.Ordinal).Take(MostTypes)];

    static List<DealStep> Steps(History history, DealCases cases, DealBands bands)
    {
        var pace = Ratios(cases, winning: false);
        var winning = Ratios(cases, winning: true);
        var (byBand, differs) = bands.Paces(cases);
        var landmarks = Landmarks.Of(cases, history.Until);
        return [.. cases.Types.Select((type, k) => new DealStep(history.Touches.Type.Words[type],
            PrintedShare.From(CountWith(cases, k), cases.Rows.Length), pace[k], winning[k], byBand[k], differs?[k],
            landmarks[k], Verdict(pace[k], winning[k])))];
    }

    static StepRatio[] Ratios(DealCases cases, bool winning)
    {
        var fit = Cox.Fit(cases.ToRows(winning, _ => true).Rows, robust: true);
        var p = Enumerable.Range(0, cases.Types.Length).Select(k => fit.Test(k).P).ToArray();
        // What said nothing beyond the others was left out of the model.
        var adjusted = ManyTests.BenjaminiHochberg(Array.ConvertAll(p, one => double.IsNaN(one) ? 1 : one));
        return [.. p.Select((one, k) =>
        {
            var ratio = fit.HazardRatio(k);
            return new StepRatio(ratio.Ratio, ratio.Limits.Low, ratio.Limits.High, one, adjusted[k]);
        })];
    }

    static string Verdict(StepRatio pace, StepRatio winning)
    {
        var said = new List<string>();
        if (pace.Adjusted < Told) said.Add(pace.Ratio < 1 ? "lengthens" : "shortens");
        if (winning.Adjusted < Told) said.Add(winning.Ratio > 1 ? "helps" : "hurts");
        // A slower deal is also won later: that alone does no harm.
        if (said is ["lengthens", "hurts"] && winning.High >= pace.Low) said.RemoveAt(1);
        if (said is ["shortens", "helps"] && winning.Low <= pace.High) said.RemoveAt(1);
        return said.Count == 0 ? "not clear" : string.Join(" and ", said);
    }

    static long Count(DealCases cases, Func<DealState, bool> counted)
    {
        var count = 0L;
        for (var place = 0; place < cases.Rows.Length; place++) if (counted(cases.StateOf(place))) count++;
        return count;
    }

    static long CountWith(DealCases cases, int type)
    {
        var count = 0L;
        for (var place = 0; place < cases.Rows.Length; place++)
        {
            if (cases.Has(place, type, double.MaxValue)) count++;
        }
        return count;
    }
}
