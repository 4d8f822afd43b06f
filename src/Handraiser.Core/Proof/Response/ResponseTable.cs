using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Counts of leads by their wait for one milestone on one clock. An end belongs to the shorter wait: exactly one hour
/// is within one hour. <paramref name="Within1h"/> includes <paramref name="Within5m"/>; the rows within1h,
/// from1hTo24h, over24h, never and dateOnly add up to <paramref name="Leads"/>.
/// </summary>
/// <param name="Never">No such act at or after the request.</param>
/// <param name="DateOnly">Answered, at a time that nobody wrote down.</param>
public sealed record ResponseTable(long Leads, long Within5m, long Within1h, long From1hTo24h, long Over24h, long Never,
    long DateOnly, AmongResponders AmongResponders, ResponseShares Shares)
{
    const int Rows = 6;
    const long Month = 30 * Micros.Day;

    /// <summary>One table for each group. Sums are of whole microseconds, so the order of leads plays no part.
    /// </summary>
    [MethodImpl(RowLoop.Fast)]
    internal static ResponseTable[] Of(Waits waits, long[] clock, Grouping by)
    {
        var counts = new int[by.Count * Rows];
        var (sums, within30d) = (new Int128[by.Count], new int[by.Count]);
        for (var lead = 0; lead < clock.Length; lead++)
        {
            var group = by.Codes[lead];
            counts[(group * Rows) + Row(waits.State[lead], clock[lead])]++;
            if (waits.State[lead] != Answer.Timed || waits.Wall[lead] > Month) continue;
            sums[group] += clock[lead];
            within30d[group]++;
        }
        var (minutes, ends) = Minutes(waits, clock, by, counts);
        var tables = new ResponseTable[by.Count];
        for (var group = 0; group < tables.Length; group++)
        {
            var from = group == 0 ? 0 : ends[group - 1];
            var mean = within30d[group] == 0 ? (double?)null
                : (double)sums[group] / within30d[group] / Micros.Hour;
            tables[group] = Table(counts.AsSpan(group * Rows, Rows), minutes.AsSpan(from, ends[group] - from),
                within30d[group], mean);
        }
        return tables;
    }

    [MethodImpl(RowLoop.Fast)]
    static int Row(Answer state, long wait) => state switch
    {
        Answer.Never => 4,
        Answer.DateOnly => 5,
        _ => wait <= 5 * Micros.Minute ? 0 : wait <= Micros.Hour ? 1 : wait <= Micros.Day ? 2 : 3,
    };

    // The waits of the answered, group after group, and where each group's end.
    [MethodImpl(RowLoop.Fast)]
    static (double[] Minutes, int[] Ends) Minutes(Waits waits, long[] clock, Grouping by, int[] counts)
    {
        var ends = new int[by.Count];
        var total = 0;
        for (var group = 0; group < by.Count; group++)
        {
            ends[group] = total;
            for (var row = 0; row < 4; row++) total += counts[(group * Rows) + row];
        }
        var minutes = new double[total];
        for (var lead = 0; lead < clock.Length; lead++)
            if (waits.State[lead] == Answer.Timed) minutes[ends[by.Codes[lead]]++] = Micros.ToMinutes(clock[lead]);
        return (minutes, ends);
    }

    static ResponseTable Table(ReadOnlySpan<int> rows, Span<double> minutes, int within30d, double? mean)
    {
        long five = rows[0], hour = five + rows[1], day = rows[2], over = rows[3], never = rows[4];
        var known = hour + day + over + never;
        var quantiles = Quantiles.Select(minutes, 0.5, 0.75, 0.9);
        double? Quantile(int which) => double.IsNaN(quantiles[which]) ? null : quantiles[which];
        return new(known + rows[5], five, hour, day, over, never, rows[5],
            new(minutes.Length, within30d, mean, Quantile(0), Quantile(1), Quantile(2)),
            new(PrintedShare.From(five, known), PrintedShare.From(hour, known), PrintedShare.From(day, known),
                PrintedShare.From(over, known), PrintedShare.From(never, known)));
    }
}
