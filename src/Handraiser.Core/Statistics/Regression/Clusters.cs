using System.Runtime.InteropServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// Rows that belong together and so say less than as many strangers would: the leads of one rep, of one week, of one
/// mail domain. Errors that respect them are honest as long as there are some thirty of them or more.
/// </summary>
public sealed class Clusters
{
    Clusters(int[] ids, int count) => (Ids, Count) = (ids, count);

    /// <summary>How many there are.</summary>
    public int Count { get; }

    internal int[] Ids { get; }

    /// <summary>One number a row, equal for rows that belong together.</summary>
    public static Clusters Of(ReadOnlySpan<int> numbers)
    {
        var seen = new Dictionary<int, int>();
        var ids = new int[numbers.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, numbers[i], out var known);
            if (!known) id = seen.Count - 1;
            ids[i] = id;
        }
        return new(ids, seen.Count);
    }

    /// <summary>The sum of the values of each cluster.</summary>
    internal double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[Count];
        for (var i = 0; i < Ids.Length; i++) sums[Ids[i]] += values[i];
        return sums;
    }

    /// <summary>The clusters of some of the rows.</summary>
    internal Clusters Among(ReadOnlySpan<int> rows)
    {
        var chosen = new int[rows.Length];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = Ids[rows[i]];
        return Of(chosen);
    }
}

/// <summary>What the standard errors allow for.</summary>
public enum ErrorKind
{
    /// <summary>The model is right in every respect.</summary>
    Classical,

    /// <summary>Rows vary as they like, independently (White's HC1: sandwich times n / (n - k)).</summary>
    Robust,

    /// <summary>Rows of one cluster resemble each other (CR1: G / (G - 1) times (n - 1) / (n - k)).</summary>
    Clustered,
}
