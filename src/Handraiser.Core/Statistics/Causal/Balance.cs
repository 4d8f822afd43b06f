using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// How alike the arms are in one covariate. The distance is the difference of means by the pooled standard deviation of
/// the unweighted arms; below 0.1 either way is the usual wish.
/// </summary>
/// <param name="Name">Of the number, or "category: level".</param>
/// <param name="Treated">Mean or share among the treated, unweighted.</param>
/// <param name="Untreated">The same among the untreated.</param>
/// <param name="Before">The standardised distance, unweighted.</param>
/// <param name="After">The same with weights; equal to <paramref name="Before"/> when there are none.</param>
public sealed record BalanceRow(string Name, double Treated, double Untreated, double Before, double After);

/// <summary>Tables of balance. They describe and assume nothing.</summary>
public static class Balance
{
    /// <summary>Every number and every level, references included.</summary>
    public static IReadOnlyList<BalanceRow> Of(
        bool[] treated, IReadOnlyList<Column> covariates, double[]? weights = null)
    {
        var rows = new List<BalanceRow>();
        foreach (var column in covariates)
        {
            if (column is NumericColumn number) rows.Add(Number(treated, number, weights));
            else if (column is CategoryColumn category) rows.AddRange(Levels(treated, category, weights));
        }
        return rows;
    }

    static BalanceRow Number(bool[] treated, NumericColumn column, double[]? weights)
    {
        var values = column.Values;
        var (first, second) = (Mean(treated, values, true, null), Mean(treated, values, false, null));
        var spread = (Variance(treated, values, true, first) + Variance(treated, values, false, second)) / 2;
        var before = Distance(first - second, spread);
        var after = weights is null
            ? before
            : Distance(Mean(treated, values, true, weights) - Mean(treated, values, false, weights), spread);
        return new(column.Name, first, second, before, after);
    }

    static IEnumerable<BalanceRow> Levels(bool[] treated, CategoryColumn column, double[]? weights)
    {
        var plain = Shares(treated, column, null);
        var weighted = weights is null ? plain : Shares(treated, column, weights);
        for (var level = 0; level < column.Levels.Length; level++)
        {
            var (first, second) = (plain.Treated[level], plain.Untreated[level]);
            var spread = ((first * (1 - first)) + (second * (1 - second))) / 2;
            yield return new($"{column.Name}: {column.Levels[level]}", first, second, Distance(first - second, spread),
                Distance(weighted.Treated[level] - weighted.Untreated[level], spread));
        }
    }

    [MethodImpl(RowLoop.Fast)]
    static (double[] Treated, double[] Untreated) Shares(bool[] treated, CategoryColumn column, double[]? weights)
    {
        var (first, second) = (new double[column.Levels.Length], new double[column.Levels.Length]);
        double firstTotal = 0, secondTotal = 0;
        for (var i = 0; i < treated.Length; i++)
        {
            var weight = weights is null ? 1 : weights[i];
            if (treated[i]) firstTotal += weight;
            else secondTotal += weight;
            (treated[i] ? first : second)[column.Codes[i]] += weight;
        }
        return (Array.ConvertAll(first, sum => sum / firstTotal), Array.ConvertAll(second, sum => sum / secondTotal));
    }

    static double Distance(double difference, double variance) => variance > 0
        ? difference / Math.Sqrt(variance)
        : difference == 0 ? 0 : double.PositiveInfinity * Math.Sign(difference);

    [MethodImpl(RowLoop.Fast)]
    static double Mean(bool[] treated, double[] values, bool arm, double[]? weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (treated[i] != arm) continue;
            var weight = weights is null ? 1 : weights[i];
            sum += weight * values[i];
            total += weight;
        }
        return sum / total;
    }

    [MethodImpl(RowLoop.Fast)]
    static double Variance(bool[] treated, double[] values, bool arm, double mean)
    {
        double sum = 0;
        long count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (treated[i] != arm) continue;
            sum += (values[i] - mean) * (values[i] - mean);
            count++;
        }
        return count > 1 ? sum / (count - 1) : 0;
    }
}
