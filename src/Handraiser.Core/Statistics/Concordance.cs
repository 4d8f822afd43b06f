namespace Handraiser.Core.Statistics;

/// <summary>
/// How often, of two waits of which it is known which ended first, the one with the higher risk did; equal risks count
/// half (F. Harrell, JAMA 247, 1982). 0.5 is chance.
/// </summary>
/// <param name="StandardError">By the infinitesimal jackknife over rows, or over clusters where there are any (Therneau
/// and Watson, "The concordance statistic and the Cox model", 2015).</param>
/// <param name="Pairs">How many pairs could be compared.</param>
public readonly record struct Concordance(double Value, double StandardError, double Pairs)
{
    /// <summary>Of any risk, higher for what is expected to end sooner. Pairs are compared within strata and only while
    /// both are under observation.</summary>
    public static Concordance Of(CoxRows rows, double[] risk)
    {
        rows.Check();
        Lengths.Same(rows.Stop.Length, risk.Length);
        var order = SurvivalOrder.Of(rows.Stop, rows.Start, rows.Stratum);
        var walk = new ConcordanceWalk(rows, order, risk);
        foreach (var (from, to) in order.Segments) walk.Walk(from, to);
        return walk.Result(rows.Cluster);
    }
}

/// <summary>Counts pairs from the last time to the first: those still waiting, and the events so far, by risk.
/// </summary>
internal sealed class ConcordanceWalk
{
    readonly CoxRows rows;
    readonly SurvivalOrder order;
    readonly int[] ranks;
    readonly double[] right;
    readonly double[] pairs;
    readonly RankCounts waiting;
    readonly RankCounts events;

    public ConcordanceWalk(CoxRows rows, SurvivalOrder order, double[] risk)
    {
        (this.rows, this.order) = (rows, order);
        var (sorted, by) = ((double[])risk.Clone(), new int[risk.Length]);
        for (var i = 0; i < by.Length; i++) by[i] = i;
        Array.Sort(sorted, by);
        ranks = new int[risk.Length];
        var rank = 0;
        for (var i = 0; i < by.Length; i++)
        {
            if (i > 0 && sorted[i] != sorted[i - 1]) rank++;
            ranks[by[i]] = rank;
        }
        (right, pairs) = (new double[risk.Length], new double[risk.Length]);
        (waiting, events) = (new(rank + 1), new(rank + 1));
    }

    public void Walk(int from, int to)
    {
        var left = to - 1;
        for (var i = to - 1; i >= from;)
        {
            var (last, time) = (i, rows.Stop[order.Rows[i]]);
            while (i >= from && rows.Stop[order.Rows[i]] == time) i--;
            // Who was last seen at this time has outlasted those whose event it is.
            for (var j = last; j > i; j--) if (!rows.Happened[order.Rows[j]]) Come(order.Rows[j]);
            for (; rows.Start is not null && left >= from && rows.Start[Row(left)] >= time; left--) Go(Row(left));
            for (var j = last; j > i; j--) if (rows.Happened[order.Rows[j]]) Meet(order.Rows[j]);
            // Events of one time are no pairs of one another: all are counted before any of them joins.
            for (var j = last; j > i; j--) if (rows.Happened[order.Rows[j]]) events.Add(ranks[order.Rows[j]], 1);
            for (var j = last; j > i; j--) if (rows.Happened[order.Rows[j]]) Come(order.Rows[j]);
        }
        for (; left >= from; left--) Go(Row(left));
        for (var i = from; i < to; i++) if (rows.Happened[order.Rows[i]]) events.Add(ranks[order.Rows[i]], -1);
    }

    public Concordance Result(int[]? cluster)
    {
        double good = right.Sum() / 2, all = pairs.Sum() / 2;
        if (all == 0) return new(double.NaN, double.NaN, 0);
        var value = good / all;
        var (groups, moves) = (cluster is null ? order.Rows : (int[])cluster.Clone(), new double[right.Length]);
        for (var i = 0; i < moves.Length; i++) moves[i] = (right[i] - (value * pairs[i])) / all;
        if (cluster is not null) Array.Sort(groups, moves);
        double variance = 0, sum = 0;
        for (var i = 0; i < moves.Length; i++)
        {
            sum += moves[i];
            if (i + 1 < moves.Length && groups[i + 1] == groups[i]) continue;
            variance += sum * sum;
            sum = 0;
        }
        return new(value, Math.Sqrt(variance), all);
    }

    int Row(int place) => order.Rows[rows.Start is null ? place : order.Entries[place]];

    void Come(int row)
    {
        waiting.Add(ranks[row], 1);
        Seen(row, -1);
    }

    void Go(int row)
    {
        waiting.Add(ranks[row], -1);
        Seen(row, 1);
    }

    // An event against all who wait on: right with those of lower risk.
    void Meet(int row)
    {
        var (lower, same, all) = waiting.Around(ranks[row]);
        right[row] += lower + (same / 2.0);
        pairs[row] += all;
    }

    // The events that a row has outlasted are those seen up to its leaving less those seen before its coming.
    void Seen(int row, int sign)
    {
        var (lower, same, all) = events.Around(ranks[row]);
        right[row] += sign * (all - lower - (same / 2.0));
        pairs[row] += sign * all;
    }
}

/// <summary>How many there are of each rank and below (P. Fenwick's tree, 1994).</summary>
internal sealed class RankCounts(int ranks)
{
    readonly int[] tree = new int[ranks + 1];
    readonly int[] own = new int[ranks];
    int all;

    public void Add(int rank, int change)
    {
        own[rank] += change;
        all += change;
        for (var i = rank + 1; i < tree.Length; i += i & -i) tree[i] += change;
    }

    public (int Lower, int Same, int All) Around(int rank)
    {
        var lower = 0;
        for (var i = rank; i > 0; i -= i & -i) lower += tree[i];
        return (lower, own[rank], all);
    }
}
