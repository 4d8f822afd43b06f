using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>The logarithm of a partial likelihood with its first and second derivatives.</summary>
internal abstract class CoxLikelihood(CoxTable table)
{
    protected CoxTable Table { get; } = table;

    protected int Width { get; } = table.Width;

    public double Value { get; protected set; }

    public double[] Gradient { get; } = new double[table.Width];

    /// <summary>The second derivatives with their sign turned.</summary>
    public double[,] Information { get; } = new double[table.Width, table.Width];

    public abstract void Evaluate(ReadOnlySpan<double> beta);

    protected void Begin()
    {
        Value = 0;
        Array.Clear(Gradient);
        Array.Clear(Information);
    }

    /// <summary>Copies the lower half to the upper.</summary>
    protected void Mirror()
    {
        for (var a = 0; a < Width; a++)
            for (var b = 0; b < a; b++) Information[b, a] = Information[a, b];
    }

    [MethodImpl(RowLoop.Fast)]
    protected double Along(ReadOnlySpan<double> beta, int row)
    {
        var x = Table.X.AsSpan(row * Width, Width);
        var sum = 0.0;
        for (var a = 0; a < x.Length; a++) sum += x[a] * beta[a];
        return sum;
    }
}
