using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// A smooth curve of one number that is a straight line before its first and after its last knot (restricted cubic
/// spline; F. Harrell, Regression Modeling Strategies, section 2.4.5): as many columns as knots less one. The cubic
/// columns are divided by the square of the distance between the outer knots, so that they are in the number's unit.
/// </summary>
public sealed class CubicSpline
{
    static readonly double[][] Shares =
    [
        [0.10, 0.50, 0.90],
        [0.05, 0.35, 0.65, 0.95],
        [0.05, 0.275, 0.50, 0.725, 0.95],
        [0.05, 0.23, 0.41, 0.59, 0.77, 0.95],
        [0.025, 1.1 / 6, 2.05 / 6, 0.50, 3.95 / 6, 4.9 / 6, 0.975],
    ];

    CubicSpline(double[] knots) => Knots = knots;

    /// <summary>Ascending and different; fewer than three mean a straight line.</summary>
    public IReadOnlyList<double> Knots { get; }

    /// <summary>How many columns the curve needs.</summary>
    public int Width => Math.Max(1, Knots.Count - 1);

    /// <summary>With knots of one's own.</summary>
    public static CubicSpline With(params IEnumerable<double> knots) => new([.. knots.Distinct().Order()]);

    /// <summary>
    /// Harrell's knots: 3 to 7, at fixed quantiles (type 7) of the values; with fewer than 100 values the outer ones
    /// are the fifth smallest and the fifth largest. Knots that fall together, as they do when most waits are equal,
    /// become one.
    /// </summary>
    public static CubicSpline At(IReadOnlyList<double> values, int knots = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(knots, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(knots, 7);
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) return new([]);
        var places = Shares[knots - 3].Select(share => Quantile(sorted, share)).ToArray();
        if (sorted.Length is >= 10 and < 100) (places[0], places[^1]) = (sorted[4], sorted[^5]);
        return With(places);
    }

    /// <summary>The columns for one value: the value itself, then the cubic ones.</summary>
    [MethodImpl(RowLoop.Fast)]
    public void Expand(double value, Span<double> into)
    {
        into[0] = value;
        if (Knots.Count < 3) return;
        var (last, before) = (Knots[^1], Knots[^2]);
        var unit = (last - Knots[0]) * (last - Knots[0]);
        for (var j = 0; j < Knots.Count - 2; j++)
        {
            var knot = Knots[j];
            var bend = Cube(value - knot)
                - (Cube(value - before) * (last - knot) / (last - before))
                + (Cube(value - last) * (before - knot) / (last - before));
            into[j + 1] = bend / unit;
        }
    }

    /// <summary>The columns for all values, named "name", "name'", "name''" and so on.</summary>
    public NumericColumn[] Columns(string name, IReadOnlyList<double> values)
    {
        var columns = new NumericColumn[Width];
        for (var j = 0; j < columns.Length; j++) columns[j] = new(name + new string('\'', j), new double[values.Count]);
        Span<double> one = stackalloc double[Width];
        for (var i = 0; i < values.Count; i++)
        {
            Expand(values[i], one);
            for (var j = 0; j < columns.Length; j++) columns[j].Values[i] = one[j];
        }
        return columns;
    }

    static double Cube(double value) => value > 0 ? value * value * value : 0;

    static double Quantile(double[] sorted, double share)
    {
        var at = (sorted.Length - 1) * share;
        var low = (int)Math.Floor(at);
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((at - low) * (sorted[high] - sorted[low]));
    }
}
