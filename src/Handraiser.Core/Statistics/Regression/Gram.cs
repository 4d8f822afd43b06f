using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// The sums that every least-squares step needs: over rows, weight times column times column, and a second value times
/// column. Collected block by block. A level adds only to its own line, so a category costs as much as one number,
/// however many levels it has. Vectors of four, whatever the machine has, so that sums are the same everywhere.
/// </summary>
sealed class Gram
{
    readonly Design design;
    readonly int stride;
    readonly double[] dense;
    readonly double[] levels;
    readonly double[][] pairs;
    readonly double[] weighted;

    public Gram(Design design, RowBlock block)
    {
        this.design = design;
        stride = block.Stride;
        dense = new double[design.Dense * stride];
        levels = new double[(design.Wide - design.Dense) * stride];
        weighted = new double[RowBlock.Size * stride];
        var categories = design.Categories;
        pairs = new double[categories.Length * categories.Length][];
        for (var a = 0; a < categories.Length; a++)
        {
            for (var b = a + 1; b < categories.Length; b++)
            {
                var cells = categories[a].Levels.Length * categories[b].Levels.Length;
                pairs[(a * categories.Length) + b] = new double[cells];
            }
        }
    }

    public void Clear()
    {
        Array.Clear(dense);
        Array.Clear(levels);
        foreach (var pair in pairs) if (pair is not null) Array.Clear(pair);
    }

    /// <summary>Adds the block with a weight and a second value for each of its rows.</summary>
    [MethodImpl(RowLoop.Fast)]
    public void Add(RowBlock block, ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
    {
        Weigh(block, weights, values);
        AddDense(block);
        for (var c = 0; c < design.Categories.Length; c++) AddLevels(block, c);
        var count = design.Categories.Length;
        for (var a = 0; a < count; a++)
        {
            for (var b = a + 1; b < count; b++)
            {
                AddPairs(block.Codes(a), block.Codes(b), design.Categories[b].Levels.Length, weights,
                    pairs[(a * count) + b]);
            }
        }
    }

    /// <summary>The weighted cross-products of the model's columns, both halves.</summary>
    public double[,] Matrix()
    {
        var matrix = new double[design.Width, design.Width];
        var narrow = design.Narrow;
        for (var j = 0; j < design.Dense; j++)
        {
            for (var k = j; k < design.Dense; k++) matrix[j, k] = matrix[k, j] = dense[(j * stride) + k];
        }
        for (var wide = design.Dense; wide < design.Wide; wide++)
        {
            if (narrow[wide] < 0) continue;
            var line = levels.AsSpan((wide - design.Dense) * stride, stride);
            for (var j = 0; j < design.Dense; j++) matrix[narrow[wide], j] = matrix[j, narrow[wide]] = line[j];
            matrix[narrow[wide], narrow[wide]] = line[0];
        }
        FillPairs(matrix);
        return matrix;
    }

    /// <summary>The second value times each of the model's columns.</summary>
    public double[] Vector()
    {
        var wide = new double[design.Wide];
        for (var j = 0; j < design.Dense; j++) wide[j] = dense[(j * stride) + design.Dense];
        for (var i = design.Dense; i < wide.Length; i++)
        {
            wide[i] = levels[((i - design.Dense) * stride) + design.Dense];
        }
        return design.Narrowed(wide);
    }

    /// <summary>The summed weight and second value of each level, references included.</summary>
    public (double Weight, double Value) Level(int category, int level)
    {
        var at = (design.Offsets[category] - design.Dense + level) * stride;
        return (levels[at], levels[at + design.Dense]);
    }

    [MethodImpl(RowLoop.Fast)]
    void Weigh(RowBlock block, ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
    {
        for (var row = 0; row < block.Count; row++)
        {
            var source = MemoryMarshal.Cast<double, Vector256<double>>(block.Row(row));
            var target = MemoryMarshal.Cast<double, Vector256<double>>(weighted.AsSpan(row * stride, stride));
            var weight = Vector256.Create(weights[row]);
            for (var k = 0; k < source.Length; k++) target[k] = source[k] * weight;
            weighted[(row * stride) + design.Dense] = values[row];
        }
        weighted.AsSpan(block.Count * stride).Clear();
    }

    [MethodImpl(RowLoop.Fast)]
    void AddDense(RowBlock block)
    {
        var rows = block.Rows;
        for (var row = 0; row < block.Count; row += 4)
        {
            var at = row * stride;
            var x0 = rows.Slice(at, stride);
            var w0 = Weighted(at);
            var x1 = rows.Slice(at + stride, stride);
            var w1 = Weighted(at + stride)[..w0.Length];
            var x2 = rows.Slice(at + (2 * stride), stride);
            var w2 = Weighted(at + (2 * stride))[..w0.Length];
            var x3 = rows.Slice(at + (3 * stride), stride);
            var w3 = Weighted(at + (3 * stride))[..w0.Length];
            for (var j = 0; j < design.Dense; j++)
            {
                var sums = MemoryMarshal.Cast<double, Vector256<double>>(dense.AsSpan(j * stride, stride))[..w0.Length];
                var (a0, a1) = (Vector256.Create(x0[j]), Vector256.Create(x1[j]));
                var (a2, a3) = (Vector256.Create(x2[j]), Vector256.Create(x3[j]));
                for (var k = j >> 2; k < w0.Length; k++)
                {
                    sums[k] += ((a0 * w0[k]) + (a1 * w1[k])) + ((a2 * w2[k]) + (a3 * w3[k]));
                }
            }
        }
    }

    Span<Vector256<double>> Weighted(int at) =>
        MemoryMarshal.Cast<double, Vector256<double>>(weighted.AsSpan(at, stride));

    [MethodImpl(RowLoop.Fast)]
    void AddLevels(RowBlock block, int category)
    {
        var codes = block.Codes(category);
        var first = design.Offsets[category] - design.Dense;
        for (var row = 0; row < codes.Length; row++)
        {
            var source = MemoryMarshal.Cast<double, Vector256<double>>(weighted.AsSpan(row * stride, stride));
            var target = MemoryMarshal.Cast<double, Vector256<double>>(
                levels.AsSpan((first + codes[row]) * stride, stride))[..source.Length];
            for (var k = 0; k < source.Length; k++) target[k] += source[k];
        }
    }

    [MethodImpl(RowLoop.Fast)]
    static void AddPairs(
        ReadOnlySpan<int> first, ReadOnlySpan<int> second, int width, ReadOnlySpan<double> weights, double[] sums)
    {
        for (var row = 0; row < first.Length; row++) sums[(first[row] * width) + second[row]] += weights[row];
    }

    void FillPairs(double[,] matrix)
    {
        var count = design.Categories.Length;
        var narrow = design.Narrow;
        for (var a = 0; a < count; a++)
        {
            for (var b = a + 1; b < count; b++)
            {
                var sums = pairs[(a * count) + b];
                var width = design.Categories[b].Levels.Length;
                for (var at = 0; at < sums.Length; at++)
                {
                    var row = narrow[design.Offsets[a] + (at / width)];
                    var column = narrow[design.Offsets[b] + (at % width)];
                    if (row >= 0 && column >= 0) matrix[row, column] = matrix[column, row] = sums[at];
                }
            }
        }
    }
}
