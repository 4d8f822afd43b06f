namespace Handraiser.Core.Statistics;

/// <summary>Probabilities adjusted for having tested many things at once, in the order in which they were given.
/// </summary>
public static class ManyTests
{
    /// <summary>Keeps the chance of even one false finding below the level: S. Holm, Scandinavian Journal of Statistics
    /// 6, 1979.</summary>
    public static double[] Holm(ReadOnlySpan<double> p)
    {
        var (order, adjusted) = (Order(p), new double[p.Length]);
        var most = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            most = Math.Max(most, (p.Length - i) * p[order[i]]);
            adjusted[order[i]] = Math.Min(1, most);
        }
        return adjusted;
    }

    /// <summary>Keeps the share of false ones among the findings below the level: Benjamini and Hochberg, JRSS B 57,
    /// 1995.</summary>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p)
    {
        var (order, adjusted) = (Order(p), new double[p.Length]);
        var least = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, p.Length * p[order[i]] / (i + 1));
            adjusted[order[i]] = least;
        }
        return adjusted;
    }

    static int[] Order(ReadOnlySpan<double> p)
    {
        var order = new int[p.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(p.ToArray(), order);
        return order;
    }
}
