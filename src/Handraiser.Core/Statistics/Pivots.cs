namespace Handraiser.Core.Statistics;

/// <summary>
/// The inverse of a symmetric matrix that must not have negative directions, such as an information matrix. A
/// direction that says nothing beyond those before it (a column that follows from the others) is left out: its rows of
/// the inverse are zero.
/// </summary>
internal sealed class Pivots
{
    // The limit of R's coxph, the machine's precision to the power of 3/4, against the diagonal as it was.
    const double Nothing = 1.8189894035458565e-12;

    Pivots(double[,] inverse, bool[] kept) => (Inverse, Kept) = (inverse, kept);

    public double[,] Inverse { get; }

    public bool[] Kept { get; }

    public int Rank => Kept.Count(kept => kept);

    /// <summary>Gauss-Jordan sweeps along the diagonal.</summary>
    public static Pivots Of(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var swept = (double[,])matrix.Clone();
        var kept = new bool[size];
        for (var k = 0; k < size; k++)
        {
            kept[k] = swept[k, k] > Nothing * Math.Abs(matrix[k, k]);
            if (kept[k]) Sweep(swept, k);
        }
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++) swept[i, j] = kept[i] && kept[j] ? -swept[i, j] : 0;
        return new(swept, kept);
    }

    /// <summary>The inverse times a vector.</summary>
    public double[] Times(ReadOnlySpan<double> vector)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < product.Length; i++)
            for (var j = 0; j < product.Length; j++) product[i] += Inverse[i, j] * vector[j];
        return product;
    }

    /// <summary>The vector times the inverse times the vector.</summary>
    public double Form(ReadOnlySpan<double> vector)
    {
        var product = Times(vector);
        var sum = 0.0;
        for (var i = 0; i < product.Length; i++) sum += product[i] * vector[i];
        return sum;
    }

    // J. H. Goodnight, "A tutorial on the SWEEP operator", The American Statistician 33, 1979.
    static void Sweep(double[,] matrix, int k)
    {
        var size = matrix.GetLength(0);
        var pivot = matrix[k, k];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                if (i != k && j != k) matrix[i, j] -= matrix[i, k] * matrix[k, j] / pivot;
        for (var i = 0; i < size; i++)
        {
            if (i == k) continue;
            matrix[i, k] /= pivot;
            matrix[k, i] /= pivot;
        }
        matrix[k, k] = -1 / pivot;
    }
}
