using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Counts won deals by what ties them to a lead.</summary>
public static class Attribution
{
    /// <summary>Owners of unlinked deals that the report names at most.</summary>
    public const int MostOwners = 50;

    static readonly (string Link, string? Confidence)[] Rows =
    [
        ("id", "certain"), ("email", "high"), ("email", "low"), ("domain", "high"), ("domain", "low"), ("none", null),
    ];

    /// <summary>Looks at won deals only. The order of the rows changes nothing.</summary>
    public static AttributionReport Of(History history)
    {
        var deals = history.Deals;
        var leads = LeadsOfDomain(history.Leads);
        var (counts, values, squares) = (new long[Rows.Length], new double[Rows.Length], new double[Rows.Length]);
        var (all, unlinked, missing) = (new long[deals.Owner.Words.Count + 1], new long[deals.Owner.Words.Count + 1],
            new double[deals.Owner.Words.Count + 1]);
        var withValue = 0L;
        for (var deal = 0; deal < deals.Count; deal++)
        {
            if (deals.State[deal] != DealState.Won) continue;
            var row = RowOf(history, leads, deal);
            var owner = deals.Owner.Codes[deal] + 1;
            var value = double.IsFinite(deals.Value[deal]) ? deals.Value[deal] : 0;
            if (double.IsFinite(deals.Value[deal])) withValue++;
            counts[row]++;
            values[row] += value;
            squares[row] += value * value;
            all[owner]++;
            if (row != Rows.Length - 1) continue;
            unlinked[owner]++;
            missing[owner] += value;
        }
        var owners = Owners(deals, all, unlinked, missing);
        return new(counts.Sum(), withValue, values.Sum(), Links(counts, values, squares, withValue),
            [.. owners.Take(MostOwners)], Math.Max(0, owners.Count - MostOwners));
    }

    static int RowOf(History history, int[] leadsOfDomain, int deal)
    {
        var lead = history.Deals.Lead[deal];
        var link = lead < 0 ? Link.None : history.Deals.Link[deal];
        if (link is Link.Id) return 0;
        if (link is Link.None) return Rows.Length - 1;
        // A deal that was there before the lead did not come from it.
        var late = history.Deals.CreatedAt[deal] != Unknown.Time
            && history.Deals.CreatedAt[deal] < history.Leads.RaisedAt[lead] - TrustSheet.Day;
        if (link is Link.Email) return late ? 2 : 1;
        var domain = history.Leads.Domain.Codes[lead];
        var shared = domain < 0 || leadsOfDomain[domain] > 1;
        return late || shared ? 4 : 3;
    }

    static int[] LeadsOfDomain(LeadColumns leads)
    {
        var counts = new int[leads.Domain.Words.Count];
        foreach (var domain in leads.Domain.Codes)
        {
            if (domain >= 0) counts[domain]++;
        }
        return counts;
    }

    static AttributionLink[] Links(long[] counts, double[] values, double[] squares, long withValue)
    {
        var (won, value, square) = (counts.Sum(), values.Sum(), squares.Sum());
        return [.. Rows.Select((row, i) =>
        {
            var deals = PrintedShare.From(counts[i], won);
            if (withValue < PrintedShare.Least || value <= 0)
            {
                return new AttributionLink(row.Link, row.Confidence, deals, values[i], null, null, null);
            }
            var share = values[i] / value;
            var spread = (squares[i] * (1 - share) * (1 - share)) + ((square - squares[i]) * share * share);
            var limits = Interval.Around(share, Math.Sqrt(spread) / value);
            return new(row.Link, row.Confidence, deals, values[i], share,
                Math.Max(0, limits.Low), Math.Min(1, limits.High));
        })];
    }

    static List<UnlinkedOwner> Owners(DealColumns deals, long[] all, long[] unlinked, double[] missing) =>
        [.. Enumerable.Range(0, all.Length).Where(owner => unlinked[owner] > 0)
            .Select(owner => new UnlinkedOwner(owner == 0 ? null : deals.Owner.Words[owner - 1],
                PrintedShare.From(unlinked[owner], all[owner]), missing[owner]))
            .OrderByDescending(owner => owner.Unlinked.Count).ThenBy(owner => owner.Owner, StringComparer.Ordinal)];
}
