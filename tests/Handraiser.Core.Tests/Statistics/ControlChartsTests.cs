using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class ControlChartsTests
{
    [Fact]
    public void A_period_far_off_signals_and_an_empty_one_does_not()
    {
        var chart = ControlCharts.Shares([new(20, 100), new(22, 100), new(0, 0), new(45, 100), new(1, 2)]);
        Assert.Equal([false, false, false, true, false], chart.Select(point => point.Signal));
        var rate = 88 / 302.0;
        Near(rate - (3 * Math.Sqrt(rate * (1 - rate) / 100)), rate + (3 * Math.Sqrt(rate * (1 - rate) / 100)), chart[0].Limits);
        Assert.Equal(new(0, 1), chart[4].Limits);
    }

    [Fact]
    public void A_small_change_that_stays_piles_up()
    {
        // 1.2 standard errors above the target: 0.7 pile up each time, and the eighth passes five.
        var chart = ControlCharts.Cusum([.. Enumerable.Repeat(new Share(56, 100), 12)], target: 0.5);
        Near(0.7, chart[0].Up);
        Assert.Equal(8, Array.FindIndex(chart, point => point.Signal) + 1);
        Assert.All(chart, point => Assert.Equal(0, point.Down));
    }

    [Fact]
    public void A_fall_piles_up_on_the_other_side_and_quiet_periods_take_it_away()
    {
        var chart = ControlCharts.Cusum([new(40, 100), new(0, 0), new(50, 100)], target: 0.5);
        Near(1.5, chart[0].Down);
        Near(1.5, chart[1].Down);
        Near(1, chart[2].Down);
    }
}
