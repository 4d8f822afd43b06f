using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// Some rows of a design, small enough for the processor's nearest memory: the constant and the numbers side by side,
/// padded to whole vectors with zeros; levels stay codes.
/// </summary>
sealed class RowBlock
{
    public const int Size = 128;

    readonly Design design;
    readonly double[] values;

    public RowBlock(Design design)
    {
        this.design = design;
        // One place more than the columns, for what is summed beside them.
        Stride = (design.Dense + 4) & ~3;
        values = new double[Size * Stride];
    }

    public int Stride { get; }

    public int Start { get; private set; }

    public int Count { get; private set; }

    public ReadOnlySpan<double> Row(int row) => values.AsSpan(row * Stride, Stride);

    public ReadOnlySpan<double> Rows => values;

    public ReadOnlySpan<int> Codes(int category) => design.Categories[category].Codes.AsSpan(Start, Count);

    [MethodImpl(RowLoop.Fast)]
    public void Load(int start)
    {
        Start = start;
        Count = Math.Min(Size, design.Rows - start);
        var stride = Stride;
        for (var row = 0; row < Count; row++) values[row * stride] = 1;
        // Rows are taken by fours: those past the end must not say anything.
        values.AsSpan(Count * stride).Clear();
        for (var j = 1; j < design.Dense; j++)
        {
            var source = design.Numbers[j - 1].Values.AsSpan(start, Count);
            var (centre, inverse) = (design.Centres[j], 1 / design.Scales[j]);
            ref var target = ref values[j];
            for (var row = 0; row < source.Length; row++)
            {
                System.Runtime.CompilerServices.Unsafe.Add(ref target, row * stride) = (source[row] - centre) * inverse;
            }
        }
    }

    /// <summary>The linear predictor of each row of the block.</summary>
    [MethodImpl(RowLoop.Fast)]
    public void Predict(ReadOnlySpan<double> wide, Span<double> into)
    {
        Span<double> dense = stackalloc double[Stride <= 512 ? Stride : 0];
        if (dense.Length == 0) dense = new double[Stride];
        dense.Clear();
        wide[..design.Dense].CopyTo(dense);
        var weights = MemoryMarshal.Cast<double, Vector256<double>>(dense);
        for (var row = 0; row < Count; row++)
        {
            var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values.AsSpan(row * Stride, Stride));
            var sum = Vector256<double>.Zero;
            for (var k = 0; k < vectors.Length; k++) sum += vectors[k] * weights[k];
            into[row] = Vector256.Sum(sum);
        }
        for (var c = 0; c < design.Categories.Length; c++)
        {
            var levels = wide.Slice(design.Offsets[c], design.Categories[c].Levels.Length);
            var codes = Codes(c);
            for (var row = 0; row < codes.Length; row++) into[row] += levels[codes[row]];
        }
    }

    /// <summary>Adds value times column, over the rows of the block, to wide sums.</summary>
    [MethodImpl(RowLoop.Fast)]
    public void AddTo(Span<double> sums, ReadOnlySpan<double> weights)
    {
        for (var row = 0; row < Count; row++)
        {
            var line = Row(row);
            for (var j = 0; j < design.Dense; j++) sums[j] += line[j] * weights[row];
        }
        for (var c = 0; c < design.Categories.Length; c++)
        {
            var levels = sums.Slice(design.Offsets[c], design.Categories[c].Levels.Length);
            var codes = Codes(c);
            for (var row = 0; row < codes.Length; row++) levels[codes[row]] += weights[row];
        }
    }
}
