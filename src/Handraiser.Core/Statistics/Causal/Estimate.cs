using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>A figure with its uncertainty.</summary>
/// <param name="Value">The best single number.</param>
/// <param name="StandardError">In the same unit; of the logarithm for a ratio.</param>
/// <param name="Low">Lower 95 % limit.</param>
/// <param name="High">Upper 95 % limit.</param>
public sealed record Estimate(double Value, double StandardError, double Low, double High)
{
    /// <summary>With a normal 95 % interval.</summary>
    public static Estimate Of(double value, double standardError) => new(
        value, standardError, value - (TestTails.Z95 * standardError), value + (TestTails.Z95 * standardError));

    /// <summary>Of a ratio: the interval is symmetric in the logarithm.</summary>
    public static Estimate OfRatio(double value, double errorOfLogarithm) => new(value, errorOfLogarithm,
        value * Math.Exp(-TestTails.Z95 * errorOfLogarithm), value * Math.Exp(TestTails.Z95 * errorOfLogarithm));

    internal static Estimate Of(Coefficient coefficient) =>
        new(coefficient.Value, coefficient.StandardError, coefficient.Low, coefficient.High);

    /// <summary>Normal limits of another level, such as 0.8. Not for ratios.</summary>
    public (double Low, double High) Within(double level)
    {
        var reach = TestTails.Reach(level) * StandardError;
        return (Value - reach, Value + reach);
    }

    /// <summary>How often chance alone is at least as far from 0. Not for ratios.</summary>
    public double P => StandardError > 0 ? TestTails.Normal(Value / StandardError) : double.NaN;

    internal Estimate Times(double factor) => Of(Value * factor, StandardError * factor);
}

/// <summary>
/// What would happen to the same rows under a treatment and without it, as far as its method can tell. The treatment is
/// whatever the study calls so; a positive difference speaks for it.
/// </summary>
/// <param name="Treated">The mean outcome with the treatment.</param>
/// <param name="Untreated">The mean outcome without.</param>
/// <param name="Difference">Treated less untreated.</param>
/// <param name="Ratio">Treated by untreated; null when one of them is not positive.</param>
/// <param name="TreatedRows">Rows that had the treatment.</param>
/// <param name="UntreatedRows">Rows that had not.</param>
public sealed record Contrast(
    Estimate Treated, Estimate Untreated, Estimate Difference, Estimate? Ratio, long TreatedRows, long UntreatedRows)
{
    internal static Contrast Of(Study study, Influence treated, Influence untreated)
    {
        var difference = treated.Less(untreated);
        var ratio = treated.Value > 0 && untreated.Value > 0
            ? Estimate.OfRatio(treated.Value / untreated.Value,
                Influence.Log(treated).Less(Influence.Log(untreated)).Error(study.Clusters))
            : null;
        return new(treated.Estimate(study.Clusters), untreated.Estimate(study.Clusters),
            difference.Estimate(study.Clusters), ratio, study.TreatedRows, study.Rows - study.TreatedRows);
    }
}

/// <summary>
/// A mean and how much each row moves it: the estimate less the truth is about the mean of the rows' influences. Errors
/// of differences, ratios and clusters follow without a bootstrap (F. Hampel 1974; Tsiatis, Semiparametric Theory).
/// </summary>
sealed record Influence(double Value, double[] Rows)
{
    public Influence Less(Influence other)
    {
        var rows = new double[Rows.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = Rows[i] - other.Rows[i];
        return new(Value - other.Value, rows);
    }

    public static Influence Log(Influence one) => new(Math.Log(one.Value), Array.ConvertAll(one.Rows, row => row / one.Value));

    /// <summary>Rows are independent, or clusters are; each with its n / (n - 1).</summary>
    public double Error(Clusters? clusters)
    {
        var parts = clusters is null ? Rows : clusters.Sums(Rows);
        var sum = 0.0;
        foreach (var part in parts) sum += part * part;
        return Math.Sqrt(sum * parts.Length / (parts.Length - 1.0)) / Rows.Length;
    }

    public Estimate Estimate(Clusters? clusters) => Causal.Estimate.Of(Value, Error(clusters));
}
