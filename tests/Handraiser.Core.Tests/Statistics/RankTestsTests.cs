using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class RankTestsTests
{
    [Fact]
    public void Two_samples_are_compared_as_in_R()
    {
        var expected = Json("proportions/tests.json").GetProperty("wilcoxon");
        // Of 25 pairs the first is larger in 20.
        var found = RankTests.MannWhitney([52, 53, 60, 90, 100], [10, 20, 50, 55, 80]);
        Near(expected.Number("W"), found.Statistic);
        Near(expected.Number("p"), found.P);
    }

    [Fact]
    public void Several_samples_are_compared_as_in_R()
    {
        var expected = Json("proportions/tests.json").GetProperty("kruskal");
        // The ranks sum to 13, 31 and 34.
        var found = RankTests.KruskalWallis([1, 2, 3, 7], [4, 5, 10, 12], [6, 8, 9, 11]);
        Near(expected.Number("H"), found.Statistic);
        Near(expected.Number("p"), found.P);
    }

    [Fact]
    public void A_sample_is_held_against_a_distribution_as_in_R()
    {
        var expected = Json("proportions/tests.json").GetProperty("ks");
        var found = KolmogorovSmirnov.Uniform([0.3, 0.35, 0.55, 0.75, 0.95]);
        Near(expected.Number("D"), found.Statistic);
        Near(expected.Number("p"), found.P);
    }

    [Fact]
    public void From_a_hundred_values_on_the_limit_is_near_enough()
    {
        static double P(int count) => KolmogorovSmirnov.Uniform([.. Enumerable.Range(1, count).Select(i => 0.9 * i / count)]).P;
        Near(P(99), P(100), 0.03);
    }

    [Fact]
    public void Ties_share_their_middle_rank()
    {
        var (ranks, ties) = RankTests.Ranks([5, 1, 5, 5, 9, 1]);
        Assert.Equal([4, 1.5, 4, 4, 6, 1.5], ranks);
        Assert.Equal(24 + 6, ties);
    }
}
