using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// The order that <see cref="TouchColumns"/> promises: by lead, then by time, those of no known lead last. Touches of
/// one lead at one instant keep the order in which they came.
/// </summary>
/// <param name="Rows">For each place in the new order the row that belongs there.</param>
/// <param name="FirstOfLead">See <see cref="TouchColumns.FirstOfLead"/>.</param>
public sealed record TouchOrder(int[] Rows, int[] FirstOfLead)
{
    const int ShortRun = 24;

    /// <param name="lead">Row of the lead of each touch, or <see cref="Unknown.Row"/>.</param>
    /// <param name="at">When each touch happened.</param>
    /// <param name="leads">How many leads there are.</param>
    [MethodImpl(RowLoop.Fast)]
    public static TouchOrder Of(int[] lead, long[] at, int leads)
    {
        var first = new int[leads + 2];
        foreach (var one in lead) first[(one < 0 ? leads : one) + 1]++;
        for (var i = 1; i < first.Length; i++) first[i] += first[i - 1];
        var next = first.AsSpan(0, leads + 1).ToArray();
        var rows = new int[lead.Length];
        for (var row = 0; row < lead.Length; row++) rows[next[lead[row] < 0 ? leads : lead[row]]++] = row;
        var times = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++) times[i] = at[rows[i]];
        for (var one = 0; one <= leads; one++) Sort(times, rows, first[one], first[one + 1]);
        return new TouchOrder(rows, first[..^1]);
    }

    /// <summary>A column in the new order.</summary>
    public T[] Take<T>(T[] column)
    {
        var taken = new T[Rows.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = column[Rows[i]];
        return taken;
    }

    [MethodImpl(RowLoop.Fast)]
    static void Sort(long[] times, int[] rows, int from, int to)
    {
        if (to - from > ShortRun && !IsSorted(times.AsSpan(from, to - from)))
        {
            var keys = new (long At, int Row)[to - from];
            for (var i = from; i < to; i++) keys[i - from] = (times[i], rows[i]);
            Array.Sort(keys);
            for (var i = from; i < to; i++) (times[i], rows[i]) = keys[i - from];
            return;
        }
        for (var i = from + 1; i < to; i++)
        {
            var (time, row, place) = (times[i], rows[i], i);
            for (; place > from && times[place - 1] > time; place--)
            {
                (times[place], rows[place]) = (times[place - 1], rows[place - 1]);
            }
            (times[place], rows[place]) = (time, row);
        }
    }

    static bool IsSorted(ReadOnlySpan<long> times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1]) return false;
        }
        return true;
    }
}
