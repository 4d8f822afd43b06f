using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>
/// Rows in the order in which they leave observation, stratum by stratum, and in the order in which they enter it.
/// </summary>
internal sealed class SurvivalOrder
{
    /// <summary>The row in each place: by stratum, then by when it was last seen.</summary>
    public required int[] Rows { get; init; }

    /// <summary>The places of each stratum by when they entered; empty when all entered at the start.</summary>
    public required int[] Entries { get; init; }

    /// <summary>The places of each stratum, from and to (without).</summary>
    public required (int From, int To)[] Segments { get; init; }

    [MethodImpl(RowLoop.Fast)]
    public static SurvivalOrder Of(ReadOnlySpan<double> stops, ReadOnlySpan<double> starts, ReadOnlySpan<int> strata)
    {
        if (!starts.IsEmpty) Lengths.Same(stops.Length, starts.Length);
        var (rows, segments) = ByStratum(stops.Length, strata);
        var keys = new double[rows.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = stops[rows[i]];
        foreach (var (from, to) in segments) RowSort.Ascending(keys.AsSpan(from..to), rows.AsSpan(from..to));
        var entries = new int[starts.Length];
        for (var i = 0; i < entries.Length; i++) (entries[i], keys[i]) = (i, starts[rows[i]]);
        if (entries.Length > 0)
            foreach (var (from, to) in segments) RowSort.Ascending(keys.AsSpan(from..to), entries.AsSpan(from..to));
        return new() { Rows = rows, Entries = entries, Segments = segments };
    }

    static (int[] Rows, (int From, int To)[] Segments) ByStratum(int count, ReadOnlySpan<int> strata)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++) rows[i] = i;
        if (strata.IsEmpty) return (rows, [(0, count)]);
        Lengths.Same(count, strata.Length);
        Array.Sort(strata.ToArray(), rows);
        var segments = new List<(int From, int To)>();
        for (int from = 0, to; from < count; from = to)
        {
            to = from + 1;
            while (to < count && strata[rows[to]] == strata[rows[from]]) to++;
            segments.Add((from, to));
        }
        return (rows, [.. segments]);
    }
}
