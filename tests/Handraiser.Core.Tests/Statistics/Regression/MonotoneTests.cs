using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Regression;

public sealed class MonotoneTests
{
    [Fact]
    public void The_rising_curve_is_that_of_R() => Oracle.Close(
        Oracle.Regression.Numbers("isotonic/fit"), Monotone.Rising(Oracle.Regression.Numbers("isotonic/values")), 1e-12);

    [Fact]
    public void The_rising_curve_rises_and_keeps_the_sum() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            var values = Array.ConvertAll(numbers, number => number % 1000 * 1.0);
            var curve = Monotone.Rising(values);
            return curve.Zip(curve.Skip(1)).All(pair => pair.First <= pair.Second)
                && Math.Abs(curve.Sum() - values.Sum()) < 1e-6;
        }));

    [Fact]
    public void A_weight_counts_like_so_many_rows() =>
        Oracle.Close([2.25, 2.25, 5], Monotone.Rising([3, 2, 5], [1, 3, 1]), 1e-14);

    [Fact]
    public void Bins_follow_the_direction_of_the_data_and_hold_all_rows()
    {
        var rows = Oracle.Regression.Rows();
        var falling = Array.ConvertAll(rows.Numbers("age"), age => -age);
        var bins = Monotone.Bins(falling, rows.Flags("won"), least: 60, most: 5);
        Assert.InRange(bins.Count, 2, 5);
        Assert.Equal(rows.Count, bins.Sum(bin => bin.Rows));
        Assert.All(bins, bin => Assert.True(bin.Rows >= 60));
        Assert.All(bins.Zip(bins.Skip(1)), pair => Assert.True(pair.First.Rate > pair.Second.Rate));
    }

    [Fact]
    public void A_column_of_bins_puts_each_value_where_it_lies()
    {
        MonotoneBin[] bins = [new(1, 3, 10, 0.1), new(4, 9, 10, 0.2)];
        Assert.Equal([0, 0, 1, 1, 1], Monotone.Column("x", [0, 3, 3.5, 9, 12], bins).Codes);
    }
}
