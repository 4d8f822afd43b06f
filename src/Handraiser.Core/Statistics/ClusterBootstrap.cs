using System.Runtime.CompilerServices;
using Handraiser.Core.Simulation;

namespace Handraiser.Core.Statistics;

/// <summary>
/// The bootstrap (B. Efron, Annals of Statistics 7, 1979) over whole clusters, such as a rep's week: leads of one
/// cluster share their luck, so the clusters are drawn and not the leads. The same seed gives the same figures.
/// </summary>
public static class ClusterBootstrap
{
    /// <summary>Draws and measures again and again.</summary>
    /// <param name="clusters">How many there are; as many are drawn each time, with replacement.</param>
    /// <param name="measure">The figure when each cluster counts as often as it was drawn. The weights are only lent.
    /// Draws whose figure is NaN are left out.</param>
    [MethodImpl(RowLoop.Fast)]
    public static BootstrapDraws Run(int clusters, int draws, ulong seed, Func<ReadOnlyMemory<int>, double> measure)
    {
        var root = new Dice(seed);
        var weights = new int[clusters];
        var found = new List<double>(draws);
        for (var draw = 0; draw < draws; draw++)
        {
            // A stream for each draw: more draws leave the earlier ones as they were.
            var dice = new Dice(root.Next());
            Array.Clear(weights);
            for (var i = 0; i < clusters; i++) weights[dice.Below(clusters)]++;
            var figure = measure(weights);
            if (!double.IsNaN(figure)) found.Add(figure);
        }
        return new([.. found.Order()]);
    }
}

/// <summary>The figures of all draws, in ascending order.</summary>
public sealed record BootstrapDraws(double[] Sorted)
{
    /// <summary>The percentile interval: the middle 95 % of the figures, or another share of them.</summary>
    public Interval Limits(double confidence = 0.95) => new(Quantiles.OfSorted(Sorted, (1 - confidence) / 2),
        Quantiles.OfSorted(Sorted, (1 + confidence) / 2));

    /// <summary>The standard deviation of the figures.</summary>
    public double StandardError
    {
        get
        {
            var mean = Sorted.Sum() / Sorted.Length;
            return Math.Sqrt(Sorted.Sum(figure => (figure - mean) * (figure - mean)) / (Sorted.Length - 1));
        }
    }
}
