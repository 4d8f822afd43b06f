namespace Handraiser.Core.Statistics;

/// <summary>
/// How many of the successes fall into the first of two groups when both margins are given. The weights are built by
/// ratios of neighbours outward from the likeliest count, so no large logarithms are subtracted from one another.
/// </summary>
internal sealed class Hypergeometric
{
    // R's fisher.test counts tables as equally likely up to this relative difference.
    const double SameLikelihood = 1e-7;
    readonly long low;
    readonly double[] weights;

    Hypergeometric(long low, double[] weights) => (this.low, this.weights) = (low, weights);

    public static Hypergeometric Of(TwoShares table)
    {
        long m = table.First.Of, n = table.Second.Of, k = table.First.Count + table.Second.Count;
        long low = Math.Max(0, k - n), high = Math.Min(k, m);
        var weights = new double[high - low + 1];
        var mode = Math.Clamp((long)((k + 1.0) * (m + 1) / (m + n + 2)), low, high);
        weights[mode - low] = 1;
        for (var x = mode; x < high; x++) weights[x + 1 - low] = weights[x - low] * Up(x);
        for (var x = mode; x > low; x--) weights[x - 1 - low] = weights[x - low] / Up(x - 1);
        return new(low, weights);

        double Up(long x) => (double)(m - x) / (x + 1) * ((double)(k - x) / (n - k + x + 1));
    }

    public double NoLikelierThan(long count)
    {
        var most = weights[count - low] * (1 + SameLikelihood);
        double total = 0, rare = 0;
        foreach (var weight in weights)
        {
            total += weight;
            if (weight <= most) rare += weight;
        }
        return Math.Min(1, rare / total);
    }

    public double LikeliestOddsRatio(long count)
    {
        if (weights.Length == 1) return double.NaN;
        if (count == low) return 0;
        if (count == low + weights.Length - 1) return double.PositiveInfinity;
        double below = -1, above = 1;
        while (Mean(below) > count) below *= 2;
        while (Mean(above) < count) above *= 2;
        for (var round = 0; round < 200 && above - below > 1e-15 * Math.Max(1, Math.Abs(above)); round++)
        {
            var middle = (below + above) / 2;
            if (Mean(middle) < count) below = middle;
            else above = middle;
        }
        return Math.Exp((below + above) / 2);
    }

    // The mean count when the log of the odds ratio is this.
    double Mean(double logOdds)
    {
        var most = double.NegativeInfinity;
        for (var i = 0; i < weights.Length; i++) most = Math.Max(most, Math.Log(weights[i]) + (i * logOdds));
        double total = 0, sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = Math.Exp(Math.Log(weights[i]) + (i * logOdds) - most);
            total += weight;
            sum += weight * (low + i);
        }
        return sum / total;
    }
}
