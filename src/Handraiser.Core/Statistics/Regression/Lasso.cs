namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// Logistic regression that leaves weak columns out: the mean log likelihood less <c>penalty</c> times the sum of the
/// absolute coefficients of standardised columns (R. Tibshirani 1996), found by coordinate descent on each quadratic
/// approximation (Friedman, Hastie and Tibshirani, Journal of Statistical Software 33, 2010). The rows are summed once
/// an approximation, so the descent itself costs nothing. Standard errors after such a choice would mislead: there are
/// none.
/// </summary>
public static class Lasso
{
    const int MostApproximations = 100;
    const int MostSweeps = 10_000;
    const double Small = 1e-10;

    /// <summary>One model for one penalty.</summary>
    public static LogisticFit Fit(Design design, double[] outcome, double penalty, double[]? weights = null) =>
        Path(design, outcome, [penalty], weights)[0];

    /// <summary>A model for each penalty, best from the strongest to the weakest, since each starts from the last.
    /// </summary>
    public static IReadOnlyList<LogisticFit> Path(
        Design design, double[] outcome, IReadOnlyList<double> penalties, double[]? weights = null)
    {
        var task = new LogisticTask(design, outcome, new() { Weights = weights });
        var spreads = Spreads(task);
        var here = Newton.Null(task);
        var fits = new List<LogisticFit>(penalties.Count);
        foreach (var penalty in penalties)
        {
            var (reached, likelihood, rounds) = Search(task, here, spreads, penalty);
            here = reached;
            fits.Add(Report(task, here, likelihood, rounds));
        }
        return fits;
    }

    /// <summary>
    /// Penalties in equal steps of their logarithm, from the smallest that leaves every column out to so small a share
    /// of it.
    /// </summary>
    public static double[] Penalties(
        Design design, double[] outcome, int count = 50, double share = 1e-3, double[]? weights = null)
    {
        var task = new LogisticTask(design, outcome, new() { Weights = weights });
        var spreads = Spreads(task);
        var gradient = task.At(Newton.Null(task)).Gradient;
        var most = 0.0;
        for (var j = 1; j < gradient.Length; j++)
        {
            if (spreads[j] > 0) most = Math.Max(most, Math.Abs(gradient[j]) / (spreads[j] * task.Total));
        }
        var penalties = new double[count];
        for (var i = 0; i < count; i++) penalties[i] = most * Math.Pow(share, i / Math.Max(1.0, count - 1));
        return penalties;
    }

    /// <summary>The standard deviation of each inner column; 0 for the constant.</summary>
    internal static double[] Spreads(LogisticTask task)
    {
        var design = task.Design;
        var block = new RowBlock(design);
        var gram = new Gram(design, block);
        Span<double> weights = stackalloc double[RowBlock.Size];
        for (var start = 0; start < design.Rows; start += RowBlock.Size)
        {
            block.Load(start);
            for (var row = 0; row < block.Count; row++) weights[row] = task.Weight(start + row);
            gram.Add(block, weights, weights);
        }
        var (squares, sums) = (gram.Matrix(), gram.Vector());
        var spreads = new double[design.Width];
        for (var j = 1; j < spreads.Length; j++)
        {
            var mean = sums[j] / task.Total;
            spreads[j] = Math.Sqrt(Math.Max(0, (squares[j, j] / task.Total) - (mean * mean)));
        }
        return spreads;
    }

    static (double[] Place, double LogLikelihood, int Rounds) Search(
        LogisticTask task, double[] start, double[] spreads, double penalty)
    {
        var here = (double[])start.Clone();
        var limits = Array.ConvertAll(spreads, spread => spread * penalty * task.Total);
        for (var round = 1; ; round++)
        {
            var (information, gradient, likelihood) = task.At(here);
            var step = Descend(information, gradient, here, spreads, limits);
            if (step.Max(Math.Abs) <= Small || round > MostApproximations) return (here, likelihood, round);
            for (var j = 0; j < here.Length; j++) here[j] += step[j];
        }
    }

    /// <summary>The step to the minimum of the approximation; the gradient is kept up to date as it goes.</summary>
    static double[] Descend(
        double[,] information, double[] gradient, double[] here, double[] spreads, double[] limits)
    {
        var width = here.Length;
        var (step, rest) = (new double[width], (double[])gradient.Clone());
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var longest = 0.0;
            for (var j = 0; j < width; j++)
            {
                if (information[j, j] <= 0 || (j > 0 && spreads[j] == 0)) continue;
                var now = here[j] + step[j];
                var aim = rest[j] + (information[j, j] * now);
                var next = Math.Sign(aim) * Math.Max(0, Math.Abs(aim) - limits[j]) / information[j, j];
                var change = next - now;
                if (change == 0) continue;
                step[j] += change;
                for (var k = 0; k < width; k++) rest[k] -= information[k, j] * change;
                longest = Math.Max(longest, Math.Abs(change));
            }
            if (longest <= Small / 10) break;
        }
        return step;
    }

    static LogisticFit Report(LogisticTask task, double[] here, double likelihood, int rounds)
    {
        var design = task.Design;
        var none = new double[design.Width, design.Width];
        var left = Array.ConvertAll(here, value => value == 0);
        left[0] = false;
        var table = Coefficient.Table(design, here, none, left, double.PositiveInfinity)
            .Select(one => one with { StandardError = double.NaN }).ToList();
        return new(LogisticMethod.Lasso, table, none, likelihood, task.Rows, task.Events, rounds, [],
            [.. design.Names.Where((_, j) => left[j])])
        {
            Inner = here, InnerCovariance = none, Bread = none,
        };
    }
}
