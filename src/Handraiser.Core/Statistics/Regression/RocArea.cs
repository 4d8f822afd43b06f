using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// How well a score ranks: the chance that a row with the outcome scores above one without, ties counting half. 0.5 is
/// a coin. The interval assumes independent rows (DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988) and is cut at
/// 0 and 1.
/// </summary>
/// <param name="With">Rows with the outcome.</param>
/// <param name="Without">Rows without.</param>
public sealed record RocArea(double Area, double StandardError, long With, long Without)
{
    /// <summary>Lower 95 % limit.</summary>
    public double Low => Math.Max(0, Area - (TestTails.Z95 * StandardError));

    /// <summary>Upper 95 % limit.</summary>
    public double High => Math.Min(1, Area + (TestTails.Z95 * StandardError));

    /// <summary>By midranks, in the time of a sort. Null when one of the two outcomes never occurs.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static RocArea? Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> outcomes)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var sorted = scores.ToArray();
        Array.Sort(sorted, order);
        var (with, without) = Count(outcomes);
        if (with == 0 || without == 0) return null;
        // Each row's share of the other side that it is on the right side of; equal scores share one value.
        double sumWith = 0, squaresWith = 0, squaresWithout = 0;
        long withBelow = 0, withoutBelow = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            long withHere = 0, withoutHere = 0;
            for (; end < order.Length && sorted[end] == sorted[start]; end++)
            {
                if (outcomes[order[end]]) withHere++;
                else withoutHere++;
            }
            var won = (withoutBelow + (withoutHere / 2.0)) / without;
            var lost = (with - withBelow - withHere + (withHere / 2.0)) / with;
            sumWith += withHere * won;
            squaresWith += withHere * won * won;
            squaresWithout += withoutHere * lost * lost;
            (withBelow, withoutBelow, start) = (withBelow + withHere, withoutBelow + withoutHere, end);
        }
        var area = sumWith / with;
        var spreadWith = with > 1 ? (squaresWith - (with * area * area)) / (with - 1) : 0;
        var spreadWithout = without > 1 ? (squaresWithout - (without * area * area)) / (without - 1) : 0;
        return new(area, Math.Sqrt(Math.Max(0, (spreadWith / with) + (spreadWithout / without))), with, without);
    }

    static (long With, long Without) Count(ReadOnlySpan<bool> outcomes)
    {
        long with = 0;
        foreach (var outcome in outcomes) if (outcome) with++;
        return (with, outcomes.Length - with);
    }
}
