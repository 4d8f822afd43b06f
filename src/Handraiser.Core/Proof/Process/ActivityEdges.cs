using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>One activity directly followed by another.</summary>
/// <param name="From">Place of the activity in <see cref="ProcessMap.Activities"/>.</param>
/// <param name="Count">How often.</param>
/// <param name="Cases">In how many leads.</param>
public sealed record ProcessEdge(int From, int To, long Count, long Cases, double? P50Hours, double? P90Hours);

/// <summary>The directly-follows graph of a log.</summary>
internal static class ActivityEdges
{
    /// <param name="kept">Which cases to look at; all without it. Whole cases are left out and never single activities:
    /// that would invent edges between what remains (W. van der Aalst 2019).</param>
    public static ProcessEdge[] Of(ActivityLog log, bool[]? kept = null)
    {
        var width = log.Names.Length;
        var (counts, cases) = (new int[width * width], new int[width * width]);
        Count(log, kept, counts, cases);
        var (ends, total) = (new int[counts.Length], 0);
        for (var edge = 0; edge < counts.Length; edge++) (ends[edge], total) = (total, total + counts[edge]);
        var hours = new double[total];
        Collect(log, kept, ends, hours);
        var found = new List<ProcessEdge>();
        for (var edge = 0; edge < counts.Length; edge++)
        {
            if (counts[edge] == 0) continue;
            var gaps = hours.AsSpan(ends[edge] - counts[edge], counts[edge]);
            var quantiles = counts[edge] < PrintedShare.Least ? null : Quantiles.Select(gaps, 0.5, 0.9);
            found.Add(new(edge / width, edge % width, counts[edge], cases[edge], quantiles?[0], quantiles?[1]));
        }
        return [.. found.OrderByDescending(edge => edge.Count).ThenBy(edge => edge.From).ThenBy(edge => edge.To)];
    }

    [MethodImpl(RowLoop.Fast)]
    static void Count(ActivityLog log, bool[]? kept, int[] counts, int[] cases)
    {
        var activities = log.Activities;
        var (first, width) = (log.FirstOfCase, log.Names.Length);
        var seenIn = new int[counts.Length];
        for (var one = 0; one + 1 < first.Length; one++)
        {
            if (kept is not null && !kept[one]) continue;
            for (var i = first[one] + 1; i < first[one + 1]; i++)
            {
                var edge = (activities[i - 1] * width) + activities[i];
                counts[edge]++;
                if (seenIn[edge] == one + 1) continue;
                seenIn[edge] = one + 1;
                cases[edge]++;
            }
        }
    }

    [MethodImpl(RowLoop.Fast)]
    static void Collect(ActivityLog log, bool[]? kept, int[] ends, double[] hours)
    {
        var activities = log.Activities;
        var at = log.At;
        var (first, width) = (log.FirstOfCase, log.Names.Length);
        for (var one = 0; one + 1 < first.Length; one++)
        {
            if (kept is not null && !kept[one]) continue;
            for (var i = first[one] + 1; i < first[one + 1]; i++)
            {
                hours[ends[(activities[i - 1] * width) + activities[i]]++] = Micros.ToHours(at[i] - at[i - 1]);
            }
        }
    }
}
