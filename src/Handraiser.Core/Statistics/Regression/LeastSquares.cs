namespace Handraiser.Core.Statistics.Regression;

/// <summary>How to weigh rows and what errors to allow for.</summary>
public sealed record LeastSquaresOptions
{
    /// <summary>One a row, at least 0: the inverse of each row's variance. Null for all alike.</summary>
    public double[]? Weights { get; init; }

    /// <summary>Needed for <see cref="ErrorKind.Clustered"/>.</summary>
    public Clusters? Clusters { get; init; }

    public ErrorKind Errors { get; init; } = ErrorKind.Classical;
}

/// <summary>
/// A linear model. Classical errors assume equal variance and independent rows; robust ones only independent rows;
/// clustered ones only independent clusters. Intervals use Student's t with n - k degrees of freedom, or one less than
/// the clusters.
/// </summary>
/// <param name="Rows">Rows with a weight.</param>
/// <param name="ResidualDeviation">What the model leaves unexplained, in units of the outcome.</param>
/// <param name="RSquared">The share of the outcome's variance that the columns account for.</param>
/// <param name="Dropped">Columns that said nothing beyond the others.</param>
public sealed record LinearFit(
    IReadOnlyList<Coefficient> Coefficients, double[,] Covariance, int Rows, int DegreesOfFreedom,
    double ResidualDeviation, double RSquared, IReadOnlyList<string> Dropped)
{
    internal double[] Inner { get; init; } = [];

    internal double[,] InnerCovariance { get; init; } = new double[0, 0];

    internal Cholesky Information { get; init; } = null!;

    /// <summary>Outcome less prediction, one a row.</summary>
    internal double[] Residuals { get; init; } = [];

    /// <summary>What the model expects of other rows with the same columns. A level it never saw counts as the
    /// reference.</summary>
    public double[] Predict(int rows, params IReadOnlyList<Column> columns) =>
        Coefficient.Apply(Coefficients, rows, columns);

    /// <summary>The coefficient of a name.</summary>
    public Coefficient this[string name] => Coefficients.Single(one => one.Name == name);
}

/// <summary>Ordinary and weighted least squares.</summary>
public static class LeastSquares
{
    /// <summary>
    /// Solves the normal equations of the centred columns, then once more for what rounding left over.
    /// </summary>
    public static LinearFit Fit(Design design, ReadOnlySpan<double> outcome, LeastSquaresOptions? options = null)
    {
        options ??= new();
        if (outcome.Length != design.Rows) throw new ArgumentException("An outcome on every row is needed.");
        var weights = options.Weights;
        var middle = Mean(outcome, weights);
        var (factor, solution) = Solve(design, outcome, weights, middle);
        var residuals = Residuals(design, outcome, middle, solution);
        var rest = factor.Solve(design.TransposeTimes(Weighted(residuals, weights)));
        for (var j = 0; j < rest.Length; j++) solution[j] += rest[j];
        residuals = Residuals(design, outcome, middle, solution);
        solution[0] += middle;
        return Report(design, factor, solution, residuals, Total(outcome, weights, middle), options);
    }

    static LinearFit Report(
        Design design, Cholesky factor, double[] solution, double[] residuals, double total,
        LeastSquaresOptions options)
    {
        var weights = options.Weights;
        var scores = Weighted(residuals, weights);
        double squares = 0, rows = 0;
        for (var i = 0; i < residuals.Length; i++)
        {
            squares += scores[i] * residuals[i];
            if (weights is null || weights[i] > 0) rows++;
        }
        var rank = factor.Dropped.Count(dropped => !dropped);
        var freedom = rows - rank;
        var covariance = Covariance(design, factor, residuals, options, rows);
        var testFreedom = options.Errors == ErrorKind.Clustered ? options.Clusters!.Count - 1 : freedom;
        return new(
            Coefficient.Table(design, solution, covariance, factor.Dropped, testFreedom),
            design.OuterCovariance(covariance), (int)rows, (int)freedom, Math.Sqrt(squares / freedom),
            total > 0 ? 1 - (squares / total) : 0, [.. design.Names.Where((_, j) => factor.Dropped[j])])
        {
            Inner = solution, InnerCovariance = covariance, Information = factor, Residuals = residuals,
        };
    }

    /// <summary>Of inner coefficients whose true residuals are these, for so many rows with a weight.</summary>
    internal static double[,] Covariance(
        Design design, Cholesky factor, double[] residuals, LeastSquaresOptions options, double rows)
    {
        var scores = Weighted(residuals, options.Weights);
        var rank = factor.Dropped.Count(dropped => !dropped);
        if (options.Errors == ErrorKind.Robust)
        {
            return Sandwich.Robust(design, factor, Array.ConvertAll(scores, score => score * score), rows, rank);
        }
        if (options.Errors == ErrorKind.Clustered)
        {
            var clusters = options.Clusters ?? throw new ArgumentException("Clusters are needed.");
            return Sandwich.Clustered(design, factor, scores, clusters, rows, rank);
        }
        var squares = 0.0;
        for (var i = 0; i < scores.Length; i++) squares += scores[i] * residuals[i];
        return Scaled(factor.Inverse(), squares / (rows - rank));
    }

    static (Cholesky Factor, double[] Solution) Solve(
        Design design, ReadOnlySpan<double> outcome, double[]? weights, double middle)
    {
        var block = new RowBlock(design);
        var gram = new Gram(design, block);
        Span<double> weight = stackalloc double[RowBlock.Size];
        Span<double> value = stackalloc double[RowBlock.Size];
        for (var start = 0; start < design.Rows; start += RowBlock.Size)
        {
            block.Load(start);
            for (var row = 0; row < block.Count; row++)
            {
                weight[row] = weights is null ? 1 : weights[start + row];
                value[row] = weight[row] * (outcome[start + row] - middle);
            }
            gram.Add(block, weight, value);
        }
        var factor = Cholesky.Of(gram.Matrix());
        return (factor, factor.Solve(gram.Vector()));
    }

    static double[] Residuals(Design design, ReadOnlySpan<double> outcome, double middle, double[] solution)
    {
        var residuals = design.Times(solution);
        for (var i = 0; i < residuals.Length; i++) residuals[i] = outcome[i] - middle - residuals[i];
        return residuals;
    }

    static double[] Weighted(double[] values, double[]? weights)
    {
        if (weights is null) return values;
        var product = new double[values.Length];
        for (var i = 0; i < product.Length; i++) product[i] = values[i] * weights[i];
        return product;
    }

    static double Mean(ReadOnlySpan<double> outcome, double[]? weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < outcome.Length; i++)
        {
            var weight = weights is null ? 1 : weights[i];
            sum += weight * outcome[i];
            total += weight;
        }
        return total > 0 ? sum / total : throw new ArgumentException("Some row must have a weight.");
    }

    static double Total(ReadOnlySpan<double> outcome, double[]? weights, double middle)
    {
        var sum = 0.0;
        for (var i = 0; i < outcome.Length; i++)
        {
            sum += (weights is null ? 1 : weights[i]) * (outcome[i] - middle) * (outcome[i] - middle);
        }
        return sum;
    }

    static double[,] Scaled(double[,] matrix, double factor)
    {
        for (var j = 0; j < matrix.GetLength(0); j++)
        {
            for (var k = 0; k < matrix.GetLength(1); k++) matrix[j, k] *= factor;
        }
        return matrix;
    }
}
