using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>
/// Quantiles of type 7 (Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50,
/// 1996): the default of R, of NumPy and of spreadsheets. There must be no NaN among the values; of no values the
/// quantile is NaN.
/// </summary>
public static class Quantiles
{
    /// <summary>The quantile of values that are sorted already.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty) return double.NaN;
        var place = Place(sorted.Length, probability);
        var at = (int)place;
        return Between(sorted[at], at + 1 < sorted.Length ? sorted[at + 1] : sorted[at], place - at);
    }

    /// <summary>
    /// Several quantiles of unsorted values without sorting them, which takes time in proportion to their number. The
    /// values are left in another order. The probabilities are in ascending order.
    /// </summary>
    public static double[] Select(Span<double> values, params ReadOnlySpan<double> probabilities)
    {
        var found = new double[probabilities.Length];
        var done = 0;
        for (var i = 0; i < found.Length; i++)
        {
            if (values.IsEmpty)
            {
                found[i] = double.NaN;
                continue;
            }
            var place = Place(values.Length, probabilities[i]);
            var at = (int)place;
            // What lies before a value that is in its place is no larger, so the next search can begin there.
            Settle(values[done..], at - done);
            done = at;
            found[i] = Between(values[at], at + 1 < values.Length ? Least(values[(at + 1)..]) : values[at], place - at);
        }
        return found;
    }

    /// <summary>The geometric mean of positive values, NaN of none: the middle of what spreads over magnitudes.
    /// </summary>
    public static double GeometricMean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += Math.Log(value);
        return Math.Exp(sum / values.Length);
    }

    static double Place(int count, double probability) => (count - 1) * Math.Clamp(probability, 0, 1);

    // Equal neighbours are the answer, even when they are infinite.
    static double Between(double low, double high, double share) =>
        share == 0 || low == high ? low : low + (share * (high - low));

    [MethodImpl(RowLoop.Fast)]
    static double Least(ReadOnlySpan<double> values)
    {
        var least = values[0];
        foreach (var value in values) least = Math.Min(least, value);
        return least;
    }

    // C. A. R. Hoare's FIND with the middle of three. Bad luck for too long is answered by sorting what is left.
    [MethodImpl(RowLoop.Fast)]
    static void Settle(Span<double> values, int place)
    {
        for (var patience = 64; values.Length > 16 && patience > 0; patience--)
        {
            var pivot = Middle(values[0], values[values.Length / 2], values[^1]);
            int low = 0, high = values.Length - 1;
            while (low <= high)
            {
                while (values[low] < pivot) low++;
                while (values[high] > pivot) high--;
                if (low > high) break;
                (values[low], values[high]) = (values[high], values[low]);
                low++;
                high--;
            }
            if (place <= high) values = values[..(high + 1)];
            else if (place >= low)
            {
                values = values[low..];
                place -= low;
            }
            else return;
        }
        values.Sort();
    }

    static double Middle(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
