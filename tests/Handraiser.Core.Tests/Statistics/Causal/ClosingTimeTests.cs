using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;
using Handraiser.Core.Tests.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Causal;

public sealed class ClosingTimeTests
{
    // Eight rows within the hour: 3 of 4 won before, 1 of 4 after.
    static readonly ClosingArrivals Few = new(
        [-60, -40, -20, -1, 0, 20, 40, 59.5, 60, -61, double.NaN], [1, 1, 1, 0, 0, 1, 0, 0, 1, 0, 1],
        [10, 20, 30, 40, 600, 700, double.PositiveInfinity, double.PositiveInfinity, 1, 1, 1], []);

    [Fact]
    public void A_window_takes_its_first_minute_and_not_its_last()
    {
        var hour = ClosingTime.Compare(Few, [60], []).Single();
        Assert.Equal((4L, 4L), (hour.Before, hour.After));
        Assert.Equal((0.75, 0.25), (hour.RateBefore, hour.RateAfter));
        Assert.Equal(0.5, hour.Difference.Value);
        // Two independent shares, with n - 1 of both together.
        Oracle.Close(Math.Sqrt(((0.75 * 0.25 / 4) + (0.75 * 0.25 / 4)) * 8 / 7), hour.Difference.StandardError, 1e-12);
    }

    [Fact]
    public void A_median_among_the_never_answered_has_no_end()
    {
        var hour = ClosingTime.Compare(Few, [60], []).Single();
        Assert.Equal(25, hour.MedianWaitBefore);
        Assert.Equal(double.PositiveInfinity, hour.MedianWaitAfter);
    }

    [Fact]
    public void No_placebo_reaches_over_the_close()
    {
        var looks = ClosingTime.Compare(PlantedWorld.Closing(1));
        Assert.Equal(3 + 9, looks.Count);
        Assert.All(looks, look => Assert.True(look.Placebo == 0 || Math.Abs(look.Placebo) >= look.Window));
        Assert.Equal(3, ClosingTime.Compare(PlantedWorld.Closing(1), placebos: [-20]).Count);
    }

    [Fact]
    public void An_empty_side_is_no_comparison() =>
        Assert.Empty(ClosingTime.Compare(Few with { MinutesFromClose = [.. Enumerable.Repeat(-5.0, 11)] }, [60], []));

    [Fact]
    public void Covariates_are_compared_and_adjusted_for()
    {
        var size = new NumericColumn("size", [1, 2, 3, 4, 2, 1, 4, 3, 9, 9, 9]);
        var hour = ClosingTime.Compare(Few with { Covariates = [size] }, [60], []).Single();
        Assert.Equal(0, hour.Balance.Single().Before);
        Oracle.Close(0.5, hour.Adjusted!.Value, 1e-12);
    }
}
