using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Proportional hazards between groups of leads, the first being the reference.</summary>
internal sealed class GroupModel(CoxFit fit, int[] columns, double? proportionalP, long leads, int clusters)
{
    const int Most = 50_000;

    /// <summary>Null where the model could not be fitted.</summary>
    public double? ProportionalP => proportionalP;

    /// <summary>Whether one ratio for the whole wait is not contradicted by the data.</summary>
    public bool Proportional => proportionalP >= 0.05;

    public long Leads => leads;

    public int Clusters => clusters;

    public GroupRatio? Ratio(int group)
    {
        if (columns[group] < 0) return null;
        var found = fit.HazardRatio(columns[group]);
        return double.IsFinite(found.Limits.High) ? new(found.Ratio, found.Limits.Low, found.Limits.High) : null;
    }

    /// <summary>Null when fewer than two groups have enough leads, or the reference has not.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static GroupModel? Of(WaitRows rows, LeadColumns leads, Grouping groups, int[] codes, bool clustered)
    {
        var kept = Sample(rows, leads);
        var columns = Columns(rows, groups.Count, codes, kept, out var width);
        if (width == 0) return null;
        kept = kept.FindAll(i => codes[i] == 0 || columns[codes[i]] >= 0);
        var covariates = new double[width][];
        for (var column = 0; column < width; column++) covariates[column] = new double[kept.Count];
        var (hours, happened, cluster) = (new double[kept.Count], new bool[kept.Count], new int[kept.Count]);
        for (var i = 0; i < kept.Count; i++)
        {
            var (row, column) = (kept[i], columns[codes[kept[i]]]);
            (hours[i], happened[i]) = (rows.Hours[row], rows.Happened[row]);
            if (column >= 0) covariates[column][i] = 1;
            var owner = leads.Owner.Codes[rows.Leads[row]];
            // Whoever has no owner shares his luck with nobody.
            cluster[i] = owner >= 0 ? owner : leads.Owner.Words.Count + i;
        }
        var owners = kept.Select(row => leads.Owner.Codes[rows.Leads[row]]).Where(owner => owner >= 0)
            .Distinct().Count();
        var byOwner = clustered && owners > width;
        var model = new CoxRows(hours, happened, covariates) { Cluster = byOwner ? cluster : null };
        var fit = Cox.Fit(model, robust: true);
        double? p = fit.Converged && fit.Events > 0 ? Cox.Proportional(model, fit).All.P : null;
        return new(fit, columns, p is { } known && double.IsNaN(known) ? null : p, kept.Count, byOwner ? owners : 0);
    }

    // By the id, so that the same leads are chosen whatever their order.
    [MethodImpl(RowLoop.Fast)]
    static List<int> Sample(WaitRows rows, LeadColumns leads)
    {
        var every = (ulong)((rows.Leads.Length + Most - 1) / Most);
        var kept = new List<int>();
        for (var i = 0; i < rows.Leads.Length; i++)
            if (every < 2 || IdHash.Of(leads.Id.Bytes(rows.Leads[i])) % every == 0) kept.Add(i);
        return kept;
    }

    // The covariate of each group; -1 for the reference and for groups of which there is too little to say.
    static int[] Columns(WaitRows rows, int groups, int[] codes, List<int> kept, out int width)
    {
        var (sizes, events) = (new int[groups], new int[groups]);
        foreach (var i in kept)
        {
            sizes[codes[i]]++;
            if (rows.Happened[i]) events[codes[i]]++;
        }
        var columns = new int[groups];
        Array.Fill(columns, -1);
        width = 0;
        if (sizes[0] < PrintedShare.Least || events[0] == 0) return columns;
        for (var group = 1; group < groups; group++)
            if (sizes[group] >= PrintedShare.Least && events[group] > 0) columns[group] = width++;
        return columns;
    }
}

/// <summary>A number that follows from an id alone (FNV-1a of 64 bits, its bits mixed once more).</summary>
internal static class IdHash
{
    [MethodImpl(RowLoop.Fast)]
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        var hash = 14695981039346656037UL;
        foreach (var one in id) hash = (hash ^ one) * 1099511628211UL;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }
}
