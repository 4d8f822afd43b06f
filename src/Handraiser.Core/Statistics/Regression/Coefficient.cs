namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// What one more unit of a column goes along with while the other columns stay: so many more units of the outcome in a
/// linear model, so much more log odds in a logistic one. A column that said nothing beyond the others was left out:
/// its value is 0 and its error not a number.
/// </summary>
/// <param name="Name">Of the column, or "category: level" against the reference level.</param>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">In the same unit.</param>
/// <param name="DegreesOfFreedom">Of Student's t for tests and intervals; infinite for the normal distribution.</param>
public sealed record Coefficient(string Name, double Value, double StandardError, double DegreesOfFreedom)
{
    /// <summary>Estimate by standard error.</summary>
    public double Statistic => Value / StandardError;

    /// <summary>How often chance alone is at least as far from 0, on either side.</summary>
    public double P => TestTails.Student(Statistic, DegreesOfFreedom);

    /// <summary>Lower 95 % limit.</summary>
    public double Low => Value - (TestTails.Reach95(DegreesOfFreedom) * StandardError);

    /// <summary>Upper 95 % limit.</summary>
    public double High => Value + (TestTails.Reach95(DegreesOfFreedom) * StandardError);

    internal static Coefficient[] Table(
        Design design, ReadOnlySpan<double> inner, double[,] innerCovariance, bool[] dropped, double freedom)
    {
        var values = design.Outer(inner);
        var covariance = design.OuterCovariance(innerCovariance);
        var table = new Coefficient[values.Length];
        for (var j = 0; j < table.Length; j++)
        {
            var error = dropped[j] ? double.NaN : Math.Sqrt(covariance[j, j]);
            table[j] = new(design.Names[j], values[j], error, freedom);
        }
        return table;
    }

    /// <summary>The constant and coefficients times other rows with the same columns, found by name.</summary>
    internal static double[] Apply(IReadOnlyList<Coefficient> table, int rows, IReadOnlyList<Column> columns)
    {
        var byName = table.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        var result = new double[rows];
        Array.Fill(result, byName["constant"]);
        foreach (var column in columns)
        {
            if (column.Rows != rows) throw new ArgumentException($"{column.Name} has {column.Rows} rows, not {rows}.");
            if (column is NumericColumn number)
            {
                var slope = byName[number.Name];
                for (var i = 0; i < rows; i++) result[i] += slope * number.Values[i];
            }
            else if (column is CategoryColumn category)
            {
                var levels = Array.ConvertAll(category.Levels,
                    level => byName.GetValueOrDefault($"{category.Name}: {level}"));
                for (var i = 0; i < rows; i++) result[i] += levels[category.Codes[i]];
            }
        }
        return result;
    }
}
