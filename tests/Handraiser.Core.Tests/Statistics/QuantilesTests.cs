using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Simulation;
using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class QuantilesTests
{
    static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

    [Fact]
    public void Quantiles_are_Rs_type_7()
    {
        var expected = Json("proportions/tests.json");
        var values = expected.Numbers("quantile_input");
        var type7 = expected.GetProperty("quantile_types_1_9")[6];
        foreach (var share in Shares)
            NearRelative(type7.Number($"p{share * 100:0}"), Quantiles.OfSorted(values, share), ClosedForm);
        Near(expected.Number("geomean"), Quantiles.GeometricMean(values));
    }

    [Fact]
    public void Selecting_finds_what_sorting_finds() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(), given =>
        {
            double[] values = [.. given.Select(one => one % 7.0), .. given.Select(one => (double)one)], sorted = [.. values.Order()];
            return Quantiles.Select(values, Shares).SequenceEqual(Shares.Select(share => Quantiles.OfSorted(sorted, share)));
        }));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000_000_000)]
    public void Selecting_from_many_finds_what_sorting_finds(int different)
    {
        var dice = new Dice(4);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => (double)dice.Below(different))], sorted = [.. values.Order()];
        Assert.Equal(Shares.Select(share => Quantiles.OfSorted(sorted, share)), Quantiles.Select(values, Shares));
    }

    [Fact]
    public void Of_nothing_there_is_no_quantile()
    {
        Assert.Equal(double.NaN, Quantiles.OfSorted([], 0.5));
        Assert.Equal([double.NaN], Quantiles.Select([], 0.5));
    }

    [Fact]
    public void What_never_ended_may_be_infinite()
    {
        const double never = double.PositiveInfinity;
        Assert.Equal([2, never, never], Quantiles.Select([never, 1, 2, 3, never], 0.25, 0.75, 1));
    }
}
