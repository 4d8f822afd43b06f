namespace Handraiser.Core.Statistics;

/// <summary>Whether a sample can come from a known distribution, by the largest distance between the two curves.
/// </summary>
public static class KolmogorovSmirnov
{
    const int MostExact = 100;

    /// <summary>
    /// Of values that were already turned into probabilities by the distribution in question, which are uniform from 0
    /// to 1 if it is the right one. Exact below 100 values (Marsaglia, Tsang and Wang, "Evaluating Kolmogorov's
    /// distribution", Journal of Statistical Software 8, 2003), the limiting distribution from there on.
    /// </summary>
    public static SignificanceTest Uniform(ReadOnlySpan<double> probabilities)
    {
        var sorted = probabilities.ToArray();
        Array.Sort(sorted);
        double n = sorted.Length, distance = 0;
        for (var i = 0; i < sorted.Length; i++)
            distance = Math.Max(distance, Math.Max(((i + 1) / n) - sorted[i], sorted[i] - (i / n)));
        return new(distance, 0, n < MostExact ? 1 - Below(sorted.Length, distance) : Limit(Math.Sqrt(n) * distance));
    }

    static double Limit(double scaled)
    {
        var sum = 0.0;
        for (var k = 100; k > 0; k--) sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * scaled * scaled);
        return Math.Clamp(scaled < 0.2 ? 1 : sum, 0, 1);
    }

    // P(distance < d): n!/n^n times the middle entry of the nth power of a matrix of the size of 2nd.
    static double Below(int n, double d)
    {
        var k = (int)(n * d) + 1;
        var h = k - (n * d);
        var step = Step(k, h);
        var row = new double[step.GetLength(0)];
        row[k - 1] = 1;
        for (var i = 1; i <= n; i++)
        {
            var next = new double[row.Length];
            for (var to = 0; to < row.Length; to++)
            {
                for (var from = 0; from < row.Length; from++) next[to] += row[from] * step[from, to];
                next[to] *= i / (double)n;
            }
            row = next;
        }
        return row[k - 1];
    }

    static double[,] Step(int k, double h)
    {
        var m = (2 * k) - 1;
        var step = new double[m, m];
        for (var i = 0; i < m; i++)
            for (var j = 0; j <= Math.Min(m - 1, i + 1); j++) step[i, j] = 1;
        for (var i = 0; i < m; i++)
        {
            step[i, 0] -= Math.Pow(h, i + 1);
            step[m - 1, i] -= Math.Pow(h, m - i);
        }
        step[m - 1, 0] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, m) : 0;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < i + 1; j++)
                for (var g = 1; g <= i - j + 1; g++) step[i, j] /= g;
        return step;
    }
}
