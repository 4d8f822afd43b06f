using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>The weeks of each owner, which are drawn together.</summary>
internal sealed class MoneyGroups
{
    public MoneyGroups(SpeedLadder ladder)
    {
        var clusters = Clusters.Of(ladder.Cohort.ClusterNumbers([.. Enumerable.Range(0, ladder.Cohort.Count)]));
        (Ids, Count) = (clusters.Ids, clusters.Count);
        Rows = Sum(ladder.Everybody, _ => 1);
    }

    /// <summary>Of each place.</summary>
    public int[] Ids { get; }

    public int Count { get; }

    /// <summary>Leads of each group to whom the wait could matter.</summary>
    public double[] Rows { get; }

    /// <summary>Of each group.</summary>
    public double[] Sum(int[] places, Func<int, double> value)
    {
        var sums = new double[Count];
        foreach (var place in places) sums[Ids[place]] += value(place);
        return sums;
    }

    /// <summary>The influences of each group's leads.</summary>
    public double[] Sum(int[] places, Influence influence)
    {
        var sums = new double[Count];
        for (var i = 0; i < places.Length; i++) sums[Ids[places[i]]] += influence.Rows[i];
        return sums;
    }

    /// <summary>Of a draw.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static double Weigh(ReadOnlySpan<int> weights, double[] sums)
    {
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++) sum += weights[i] * sums[i];
        return sum;
    }
}
