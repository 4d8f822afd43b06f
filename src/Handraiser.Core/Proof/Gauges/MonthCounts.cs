using Handraiser.Core.Statistics;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>Counts by calendar month in the history's zone.</summary>
sealed class MonthCounts
{
    // What lies more than thirty years before the end of a history is a slip of the pen.
    const int Most = 360;
    readonly long[] starts;
    readonly YearMonth first;

    public MonthCounts(History history)
    {
        var last = (Moment.At(history.Until) ?? Instant.FromUnixTimeTicks(0)).InZone(history.Zone).Date.ToYearMonth();
        first = last.PlusMonths(1 - Most);
        starts = [.. Enumerable.Range(0, Most + 1).Select(month => Moment.Of(
            first.PlusMonths(month).OnDayOfMonth(1).AtStartOfDayInZone(history.Zone).ToInstant()))];
    }

    public Series Of() => new(this);

    int IndexOf(long at)
    {
        var found = Array.BinarySearch(starts, at);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>So many of so many in each month; what has no time, or one out of range, counts in the whole only.
    /// </summary>
    public sealed class Series(MonthCounts months)
    {
        readonly long[] counts = new long[Most];
        readonly long[] all = new long[Most];
        long count, of;

        public void Add(long at, bool counted)
        {
            of++;
            if (counted) count++;
            var month = at == Unknown.Time ? -1 : months.IndexOf(at);
            if (month is < 0 or >= Most) return;
            all[month]++;
            if (counted) counts[month]++;
        }

        public Gauge Gauge()
        {
            var from = Array.FindIndex(all, some => some > 0);
            if (from < 0) return new(PrintedShare.From(count, of), of >= Proof.Gauge.Least, []);
            var to = Array.FindLastIndex(all, some => some > 0);
            Share[] shares = [.. Enumerable.Range(from, to - from + 1)
                .Select(month => new Share(counts[month], all[month]))];
            var chart = ControlCharts.Shares(shares);
            var rate = (double)counts.Sum() / all.Sum();
            var drift = rate is 0 or 1 ? new CusumPoint[shares.Length] : ControlCharts.Cusum(shares, rate);
            return new(PrintedShare.From(count, of), of >= Proof.Gauge.Least,
                [.. shares.Select((share, i) => Month(months.first.PlusMonths(from + i), share, chart[i], drift[i]))]);
        }

        static GaugeMonth Month(YearMonth month, Share share, ChartPoint point, CusumPoint drift) =>
            new(FormattableString.Invariant($"{month.Year:0000}-{month.Month:00}"), share.Count, share.Of,
                share.Of == 0 ? null : share.Rate, share.Of == 0 ? null : point.Limits.Low,
                share.Of == 0 ? null : point.Limits.High, point.Signal, drift.Signal);
    }
}
