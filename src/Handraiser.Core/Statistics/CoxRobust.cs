using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>
/// Each row's share in the gradient (its score residual), gathered on the walk over the times, and the sandwich made
/// of them (Lin and Wei, 1989; Therneau and Grambsch, 2000, chapter 7).
/// </summary>
internal sealed class CoxRobust(CoxTable table)
{
    readonly int width = table.Width;
    readonly double[] residuals = new double[table.X.Length];
    // What the baseline hazard has come to since the last time, and the same weighed with the mean covariates.
    double hazards;
    readonly double[] means = new double[table.Width];
    // The parts of the time at hand: of those who wait on, of those whose event it is, and the plain mean.
    double now, ownNow;
    int steps;
    readonly double[] meansNow = new double[table.Width];
    readonly double[] ownMeansNow = new double[table.Width];
    readonly double[] plainNow = new double[table.Width];

    public static double[,] Sandwich(CoxTable table, CoxRiskSets likelihood, double[] beta, double[,] covariance,
        int[]? cluster)
    {
        var robust = new CoxRobust(table);
        likelihood.Robust = robust;
        likelihood.Evaluate(beta);
        likelihood.Robust = null;
        return robust.Between(covariance, cluster);
    }

    public void Begin()
    {
        hazards = 0;
        Array.Clear(means);
    }

    /// <summary>A row joins those waiting: what came before (at later times) is not its own.</summary>
    public void Come(int row, double risk) => Take(row, risk, hazards, means);

    /// <summary>A row leaves: what has come up to here is.</summary>
    public void Leave(int row, double risk) => Take(row, -risk, hazards, means);

    public void BeginTime()
    {
        (now, ownNow, steps) = (0, 0, 0);
        Array.Clear(meansNow);
        Array.Clear(ownMeansNow);
        Array.Clear(plainNow);
    }

    [MethodImpl(RowLoop.Fast)]
    public void Step(double step, double faded, ReadOnlySpan<double> mean)
    {
        steps++;
        now += step;
        ownNow += step * (1 - faded);
        for (var a = 0; a < mean.Length; a++)
        {
            meansNow[a] += step * mean[a];
            ownMeansNow[a] += step * (1 - faded) * mean[a];
            plainNow[a] += mean[a];
        }
    }

    [MethodImpl(RowLoop.Fast)]
    public void EndTime(int first, int last, int events, double[] risks)
    {
        for (var i = first; i <= last && events > 0; i++)
        {
            if (!table.Happened[i]) continue;
            for (var a = 0; a < width; a++)
                residuals[(i * width) + a] += table.X[(i * width) + a] - (plainNow[a] / steps);
            // It will be charged with the whole of this time when it leaves, and owes only the faded part.
            Take(i, risks[i], now, meansNow);
            Take(i, -risks[i], ownNow, ownMeansNow);
        }
        hazards += now;
        for (var a = 0; a < width; a++) means[a] += meansNow[a];
    }

    [MethodImpl(RowLoop.Fast)]
    void Take(int row, double risk, double hazard, ReadOnlySpan<double> mean)
    {
        var at = row * width;
        for (var a = 0; a < mean.Length; a++) residuals[at + a] += risk * ((table.X[at + a] * hazard) - mean[a]);
    }

    double[,] Between(double[,] covariance, int[]? cluster)
    {
        var order = table.Order.Rows;
        var groups = cluster is null ? order : [.. order.Select(row => cluster[row])];
        var places = new int[groups.Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        if (cluster is not null) Array.Sort((int[])groups.Clone(), places);
        var (meat, sum) = (new double[width, width], new double[width]);
        for (var i = 0; i < places.Length; i++)
        {
            for (var a = 0; a < width; a++) sum[a] += residuals[(places[i] * width) + a];
            if (i + 1 < places.Length && groups[places[i + 1]] == groups[places[i]]) continue;
            for (var a = 0; a < width; a++)
                for (var b = 0; b < width; b++) meat[a, b] += sum[a] * sum[b];
            Array.Clear(sum);
        }
        return Times(Times(covariance, meat), covariance);
    }

    static double[,] Times(double[,] left, double[,] right)
    {
        var size = left.GetLength(0);
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                for (var k = 0; k < size; k++) product[i, j] += left[i, k] * right[k, j];
        return product;
    }
}
