namespace Handraiser.Core.Statistics;

/// <summary>One period on a chart of shares.</summary>
/// <param name="Limits">Where the period's rate would lie if nothing had changed; from 0 to 1.</param>
/// <param name="Signal">Whether it lies outside of them.</param>
public readonly record struct ChartPoint(Share Share, Interval Limits, bool Signal);

/// <summary>One period of a running sum.</summary>
/// <param name="Up">What has piled up above the target, in standard errors.</param>
/// <param name="Down">What has piled up below it.</param>
/// <param name="Signal">Whether either has passed the decision limit.</param>
public readonly record struct CusumPoint(double Up, double Down, bool Signal);

/// <summary>Whether a rate has changed or only wobbles (D. C. Montgomery, "Introduction to statistical quality
/// control", 8th edition, chapters 7 and 9).</summary>
public static class ControlCharts
{
    /// <summary>
    /// The p-chart: each period against the rate of all, three standard errors to both sides, wider where a period has
    /// fewer. Periods of none never signal. Finds a sudden large change.
    /// </summary>
    public static ChartPoint[] Shares(ReadOnlySpan<Share> periods, double reach = 3)
    {
        long count = 0, of = 0;
        foreach (var period in periods) (count, of) = (count + period.Count, of + period.Of);
        var rate = new Share(count, of).Rate;
        var chart = new ChartPoint[periods.Length];
        for (var i = 0; i < chart.Length; i++)
        {
            var error = Math.Sqrt(rate * (1 - rate) / periods[i].Of);
            var limits = new Interval(Math.Max(0, rate - (reach * error)), Math.Min(1, rate + (reach * error)));
            chart[i] = new(periods[i], limits, periods[i].Of > 0 && !limits.Contains(periods[i].Rate));
        }
        return chart;
    }

    /// <summary>
    /// The two-sided tabular CUSUM of standardised rates: what exceeds <paramref name="slack"/> standard errors piles
    /// up, and signals beyond <paramref name="limit"/>. Finds a small change that stays. The usual 0.5 and 5 signal
    /// falsely once in 465 periods.
    /// </summary>
    public static CusumPoint[] Cusum(ReadOnlySpan<Share> periods, double target, double slack = 0.5, double limit = 5)
    {
        var chart = new CusumPoint[periods.Length];
        double up = 0, down = 0;
        for (var i = 0; i < chart.Length; i++)
        {
            if (periods[i].Of > 0)
            {
                var away = (periods[i].Rate - target) / Math.Sqrt(target * (1 - target) / periods[i].Of);
                up = Math.Max(0, up + away - slack);
                down = Math.Max(0, down - away - slack);
            }
            chart[i] = new(up, down, up > limit || down > limit);
        }
        return chart;
    }
}
