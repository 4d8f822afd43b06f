using Handraiser.Core.Simulation;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Tests.Statistics;

public sealed class ClusterBootstrapTests
{
    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_seed_others()
    {
        static double First(ReadOnlyMemory<int> weights) => weights.Span[0];
        Assert.Equal(ClusterBootstrap.Run(20, 50, 7, First).Sorted, ClusterBootstrap.Run(20, 50, 7, First).Sorted);
        Assert.NotEqual(ClusterBootstrap.Run(20, 50, 7, First).Sorted, ClusterBootstrap.Run(20, 50, 8, First).Sorted);
    }

    [Fact]
    public void Each_draw_takes_as_many_clusters_as_there_are() =>
        Assert.All(ClusterBootstrap.Run(13, 100, 1, weights => weights.ToArray().Sum()).Sorted, sum => Assert.Equal(13, sum));

    [Fact]
    public void The_error_of_a_mean_is_the_one_of_the_formula()
    {
        var dice = new Dice(3);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => dice.Normal())];
        var mean = values.Average();
        var formula = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean))) / values.Length;
        var found = ClusterBootstrap.Run(200, 4_000, 5, weights => Mean(values, weights.Span));
        Assert.InRange(found.StandardError / formula, 0.95, 1.05);
        Assert.InRange(found.Limits().Width / (2 * 1.96 * formula), 0.93, 1.07);
        Assert.True(found.Limits(0.8).Width < found.Limits().Width);
    }

    [Fact]
    public void A_draw_without_a_figure_is_left_out() =>
        Assert.True(ClusterBootstrap.Run(2, 100, 5, weights => weights.Span[0] == 0 ? double.NaN : 1).Sorted.Length is > 50 and < 100);

    static double Mean(double[] values, ReadOnlySpan<int> weights)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < values.Length; i++) (sum, count) = (sum + (weights[i] * values[i]), count + weights[i]);
        return sum / count;
    }
}
