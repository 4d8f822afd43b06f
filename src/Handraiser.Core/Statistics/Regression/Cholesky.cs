using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// A symmetric positive definite matrix as a triangle times itself. A column that says nothing beyond those before it
/// is left out and named, and its solution is 0: the rest stays as if it had never been there.
/// </summary>
sealed class Cholesky
{
    /// <summary>The share of a column that the ones before it leave unsaid, below which it says nothing.</summary>
    const double Alike = 1e-10;

    readonly double[,] triangle;
    readonly int size;

    Cholesky(double[,] triangle, bool[] dropped)
    {
        this.triangle = triangle;
        size = dropped.Length;
        Dropped = dropped;
    }

    public bool[] Dropped { get; }

    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var j = 0; j < size; j++) if (!Dropped[j]) sum += 2 * Math.Log(triangle[j, j]);
            return sum;
        }
    }

    /// <summary>Leaves out what says nothing.</summary>
    public static Cholesky Of(double[,] matrix) => Factor(matrix, new bool[matrix.GetLength(0)], Alike)!;

    /// <summary>With what was left out before, and no more; null when that is no longer enough.</summary>
    public static Cholesky? Of(double[,] matrix, bool[] dropped) => Factor(matrix, dropped, null);

    [MethodImpl(RowLoop.Fast)]
    static Cholesky? Factor(double[,] matrix, bool[] dropped, double? alike)
    {
        var size = dropped.Length;
        var triangle = new double[size, size];
        var drops = (bool[])dropped.Clone();
        for (var j = 0; j < size; j++)
        {
            if (drops[j]) continue;
            var pivot = matrix[j, j];
            for (var k = 0; k < j; k++) pivot -= triangle[j, k] * triangle[j, k];
            if (!(pivot > (alike ?? 1e-15) * matrix[j, j]))
            {
                if (alike is null) return null;
                drops[j] = true;
                for (var k = 0; k < j; k++) triangle[j, k] = 0;
                continue;
            }
            triangle[j, j] = Math.Sqrt(pivot);
            for (var i = j + 1; i < size; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= triangle[i, k] * triangle[j, k];
                triangle[i, j] = sum / triangle[j, j];
            }
        }
        return new(triangle, drops);
    }

    [MethodImpl(RowLoop.Fast)]
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var solution = new double[size];
        for (var i = 0; i < size; i++)
        {
            if (Dropped[i]) continue;
            var sum = right[i];
            for (var k = 0; k < i; k++) sum -= triangle[i, k] * solution[k];
            solution[i] = sum / triangle[i, i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            if (Dropped[i]) continue;
            var sum = solution[i];
            for (var k = i + 1; k < size; k++) if (!Dropped[k]) sum -= triangle[k, i] * solution[k];
            solution[i] = sum / triangle[i, i];
        }
        return solution;
    }

    public double[,] Inverse()
    {
        var inverse = new double[size, size];
        var unit = new double[size];
        for (var column = 0; column < size; column++)
        {
            if (Dropped[column]) continue;
            Array.Clear(unit);
            unit[column] = 1;
            var solved = Solve(unit);
            for (var row = 0; row < size; row++) inverse[row, column] = solved[row];
        }
        return inverse;
    }
}
