using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>
/// The rows of a model in the order in which they leave observation, with covariates centred and in units of their
/// spread: exponentials stay moderate and Newton's steps comparable.
/// </summary>
internal sealed class CoxTable
{
    readonly double[] spreads;

    CoxTable(CoxRows rows, SurvivalOrder order)
    {
        Order = order;
        Width = rows.Covariates.Length;
        var count = rows.Stop.Length;
        (Stop, Happened, X) = (new double[count], new bool[count], new double[count * Width]);
        for (var i = 0; i < count; i++)
            (Stop[i], Happened[i]) = (rows.Stop[order.Rows[i]], rows.Happened[order.Rows[i]]);
        Start = rows.Start is null ? [] : [.. order.Rows.Select(row => rows.Start[row])];
        spreads = new double[Width];
        for (var a = 0; a < Width; a++) spreads[a] = Fill(rows.Covariates[a], a);
    }

    public SurvivalOrder Order { get; }

    /// <summary>The number of covariates.</summary>
    public int Width { get; }

    public double[] Stop { get; }

    /// <summary>Empty when all entered at the beginning.</summary>
    public double[] Start { get; }

    public bool[] Happened { get; }

    /// <summary>Row by row.</summary>
    public double[] X { get; }

    public static CoxTable Of(CoxRows rows) => new(rows, SurvivalOrder.Of(rows.Stop, rows.Start, rows.Stratum));

    /// <summary>Coefficients of the covariates as they were given.</summary>
    public double[] ToUnits(double[] beta) => [.. beta.Select((one, a) => one / spreads[a])];

    public double[] FromUnits(double[] beta) => [.. beta.Select((one, a) => one * spreads[a])];

    public double[,] ToUnits(double[,] covariance)
    {
        var own = new double[Width, Width];
        for (var a = 0; a < Width; a++)
            for (var b = 0; b < Width; b++) own[a, b] = covariance[a, b] / (spreads[a] * spreads[b]);
        return own;
    }

    [MethodImpl(RowLoop.Fast)]
    double Fill(double[] column, int a)
    {
        double mean = 0, square = 0;
        foreach (var value in column) mean += value / column.Length;
        foreach (var value in column) square += (value - mean) * (value - mean) / column.Length;
        // A constant column has no spread to speak of; the pivots leave it out.
        var spread = square > 1e-24 * mean * mean ? Math.Sqrt(square) : 0;
        var (scale, rows) = (spread == 0 ? 0 : 1 / spread, Order.Rows);
        for (var i = 0; i < rows.Length; i++) X[(i * Width) + a] = (column[rows[i]] - mean) * scale;
        return spread == 0 ? 1 : spread;
    }
}
