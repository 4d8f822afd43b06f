using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Tests.Statistics;

public sealed class RowSortTests
{
    static readonly Config Rounds = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2026, 21);

    [Fact]
    public void Keys_come_in_order_and_equal_ones_keep_theirs() => Check.One(Rounds, Prop.ForAll(
        Gen.OneOf(Gen.Choose(-9, 9).Select(one => (long)one), ArbMap.Default.GeneratorFor<long>(),
            Gen.Elements(long.MinValue, long.MaxValue, 0), Gen.Choose(-99, 99).Select(one => one * 1_000_000L))
            .ArrayOf().ToArbitrary(), Holds));

    [Fact]
    public void Whole_seconds_are_sorted_as_all_else() => Check.One(Rounds, Prop.ForAll(
        Gen.Choose(-99, 99).Select(one => (one * 1_000_000L) + 7).ArrayOf().ToArbitrary(), Holds));

    [Fact]
    public void Long_columns_are_sorted_too()
    {
        var keys = Enumerable.Range(0, 20_000).Select(row => (long)row * 7_919 % 10_007 * 1_000_000_007).ToArray();
        Holds(keys);
    }

    [Fact]
    public void Numbers_below_zero_come_before_those_above() => Check.One(Rounds, Prop.ForAll(
        Gen.OneOf(ArbMap.Default.GeneratorFor<NormalFloat>().Select(one => one.Get),
            Gen.Elements(double.NegativeInfinity, double.PositiveInfinity, double.Epsilon, -double.Epsilon, 0))
            .ArrayOf().ToArbitrary(), numbers =>
        {
            var (keys, rows) = (numbers.ToArray(), Rows(numbers.Length));
            RowSort.Ascending<int>(keys, rows);
            Assert.Equal(numbers.Order(), keys);
            Assert.Equal(keys, rows.Select(row => numbers[row]));
        }));

    [Theory]
    [InlineData(new double[0], true)]
    [InlineData(new[] { 1.0 }, true)]
    [InlineData(new[] { 1.0, 1, 2 }, true)]
    [InlineData(new[] { 1.0, 2, 1 }, false)]
    public void It_sees_when_there_is_nothing_to_sort(double[] values, bool ascending) =>
        Assert.Equal(ascending, RowSort.IsAscending<double>(values));

    static void Holds(long[] given)
    {
        var (keys, rows, alone) = (given.ToArray(), Rows(given.Length), given.ToArray());
        RowSort.Ascending<int>(keys, rows);
        RowSort.Ascending(alone);
        var order = Rows(given.Length).OrderBy(row => given[row]).ToArray();
        Assert.Equal(order, rows);
        Assert.Equal(order.Select(row => given[row]), keys);
        Assert.Equal(keys, alone);
    }

    static int[] Rows(int count) => [.. Enumerable.Range(0, count)];
}
