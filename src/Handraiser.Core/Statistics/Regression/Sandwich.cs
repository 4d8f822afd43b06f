using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// Covariances that do not believe the model's own (H. White 1980; Liang and Zeger 1986): the inverse information on
/// both sides of what the scores really did. All in the design's inner units.
/// </summary>
static class Sandwich
{
    // Sums of clusters are kept for so many numbers at a time; more clusters take more passes over the rows.
    const int MostSums = 1 << 22;

    /// <summary>Rows as strangers; the squares are those of the rows' scores.</summary>
    public static double[,] Robust(Design design, Cholesky information, double[] squares, double rows, int rank)
    {
        var block = new RowBlock(design);
        var gram = new Gram(design, block);
        for (var start = 0; start < design.Rows; start += RowBlock.Size)
        {
            block.Load(start);
            var weights = squares.AsSpan(start, block.Count);
            gram.Add(block, weights, weights);
        }
        return Around(information, gram.Matrix(), rows / (rows - rank));
    }

    /// <summary>Rows by cluster; the scores are what each row's columns are multiplied by.</summary>
    public static double[,] Clustered(
        Design design, Cholesky information, double[] scores, Clusters clusters, double rows, int rank)
    {
        var meat = new double[design.Width, design.Width];
        var block = new RowBlock(design);
        var most = Math.Clamp(MostSums / design.Wide, 1, Math.Max(1, clusters.Count));
        var sums = new double[most * design.Wide];
        for (var first = 0; first < clusters.Count; first += most)
        {
            Array.Clear(sums);
            for (var start = 0; start < design.Rows; start += RowBlock.Size)
            {
                block.Load(start);
                AddScores(design, block, scores, clusters, first, sums);
            }
            for (var g = 0; g < Math.Min(most, clusters.Count - first); g++)
            {
                AddSquare(meat, design.Narrowed(sums.AsSpan(g * design.Wide, design.Wide)));
            }
        }
        var groups = (double)clusters.Count;
        return Around(information, meat, groups / (groups - 1) * (rows - 1) / (rows - rank));
    }

    [MethodImpl(RowLoop.Fast)]
    static void AddScores(
        Design design, RowBlock block, double[] scores, Clusters clusters, int first, double[] sums)
    {
        for (var row = 0; row < block.Count; row++)
        {
            var at = (clusters.Ids[block.Start + row] - first) * design.Wide;
            if ((uint)at >= (uint)sums.Length) continue;
            var line = block.Row(row);
            var score = scores[block.Start + row];
            for (var j = 0; j < design.Dense; j++) sums[at + j] += line[j] * score;
            for (var c = 0; c < design.Categories.Length; c++)
            {
                sums[at + design.Offsets[c] + design.Categories[c].Codes[block.Start + row]] += score;
            }
        }
    }

    [MethodImpl(RowLoop.Fast)]
    static void AddSquare(double[,] meat, double[] score)
    {
        for (var j = 0; j < score.Length; j++)
        {
            if (score[j] == 0) continue;
            for (var k = 0; k < score.Length; k++) meat[j, k] += score[j] * score[k];
        }
    }

    static double[,] Around(Cholesky information, double[,] meat, double factor)
    {
        var bread = information.Inverse();
        var whole = Times(Times(bread, meat), bread);
        for (var j = 0; j < whole.GetLength(0); j++)
        {
            for (var k = 0; k < whole.GetLength(1); k++) whole[j, k] *= factor;
        }
        return whole;
    }

    [MethodImpl(RowLoop.Fast)]
    static double[,] Times(double[,] left, double[,] right)
    {
        var size = left.GetLength(0);
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < size; k++)
            {
                var factor = left[i, k];
                if (factor == 0) continue;
                for (var j = 0; j < size; j++) product[i, j] += factor * right[k, j];
            }
        }
        return product;
    }
}
