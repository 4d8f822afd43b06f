using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Whether groups wait differently for the first attempt. The log-rank test says whether; the difference of the
/// restricted means says by how many hours. The ratio of hazards (Cox, Efron's ties, errors clustered by owner) is told
/// only where one ratio tells the story: not when the test of proportional hazards rejects at 5 %.
/// </summary>
/// <param name="By">"source", "kind", "team" or "owner".</param>
/// <param name="ProportionalP">Of the test of proportional hazards; null where the model could not be fitted.</param>
/// <param name="ModelLeads">The leads behind the ratios: at most some 50,000, chosen by their ids.</param>
/// <param name="Clusters">The owners behind the errors of the ratios; 0 when they are not clustered. With fewer than
/// ten the limits are too narrow.</param>
/// <param name="Groups">The largest first; it is the reference of the others.</param>
public sealed record WaitComparison(string By, double LogRank, double LogRankDf, double LogRankP, double? ProportionalP,
    bool Proportional, long ModelLeads, int Clusters, WaitGroup[] Groups)
{
    internal const int MostGroups = 6;

    /// <summary>Null when there are no two groups to compare.</summary>
    [MethodImpl(RowLoop.Fast)]
    internal static WaitComparison? Of(string by, WaitRows rows, LeadColumns leads, Grouping groups, bool clustered)
    {
        if (groups.Named == 0) return null;
        var codes = new int[rows.Leads.Length];
        for (var i = 0; i < codes.Length; i++) codes[i] = groups.Codes[rows.Leads[i]];
        var sizes = new int[groups.Count];
        foreach (var code in codes) sizes[code]++;
        if (sizes.Count(size => size > 0) < 2) return null;

        var test = Statistics.LogRank.Of(rows.Hours, rows.Happened, codes).Test;
        var model = GroupModel.Of(rows, leads, groups, codes, clustered);
        var curves = Curves(rows, codes, sizes);
        var first = CurveMean.Of(curves[0], 24);
        var found = new List<WaitGroup>();
        for (var group = 0; group < groups.Count; group++)
        {
            if (sizes[group] == 0) continue;
            var (curve, mean) = (curves[group], CurveMean.Of(curves[group], 24));
            var difference = group == 0 || sizes[group] < PrintedShare.Least || sizes[0] < PrintedShare.Least
                ? default : mean.Less(first);
            found.Add(new(groups.Names[group], groups.Rest[group], sizes[group], curve.Events.Sum(),
                CurveTime.Of(curve, 0.5), mean, difference, model?.Proportional == true ? model.Ratio(group) : null));
        }
        return new(by, test.Statistic, test.DegreesOfFreedom, test.P, model?.ProportionalP,
            model?.Proportional ?? false, model?.Leads ?? 0, model?.Clusters ?? 0, [.. found]);
    }

    [MethodImpl(RowLoop.Fast)]
    static KaplanMeier[] Curves(WaitRows rows, int[] codes, int[] sizes)
    {
        var hours = Array.ConvertAll(sizes, size => new double[size]);
        var happened = Array.ConvertAll(sizes, size => new bool[size]);
        var next = new int[sizes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var group = codes[i];
            (hours[group][next[group]], happened[group][next[group]]) = (rows.Hours[i], rows.Happened[i]);
            next[group]++;
        }
        return [.. hours.Select((group, i) => KaplanMeier.Of(group, happened[i]))];
    }
}

/// <summary>One of the groups compared.</summary>
/// <param name="Name">Null for leads of which it is not recorded, and for the row of all further groups.</param>
/// <param name="Rest">How many further groups this row holds together; 0 for a group of its own.</param>
/// <param name="Difference24h">Average hours waited in the first 24, less those of the first group.</param>
/// <param name="HazardRatio">How much sooner than the first group; above 1 is sooner.</param>
public sealed record WaitGroup(string? Name, int Rest, long Leads, long Answered, CurveTime P50, CurveMean Mean24h,
    CurveMean Difference24h, GroupRatio? HazardRatio);

/// <summary>A ratio of hazards with limits at 95 %.</summary>
public readonly record struct GroupRatio(double Ratio, double Low, double High);
