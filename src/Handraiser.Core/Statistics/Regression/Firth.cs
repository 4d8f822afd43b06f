namespace Handraiser.Core.Statistics.Regression;

/// <summary>
/// D. Firth's bias reduction (Biometrika 80, 1993; Heinze and Schemper, Statistics in Medicine 21, 2002): the
/// likelihood times the square root of the information's determinant. As if each row had told half an outcome both
/// ways, in proportion to how much the row alone decides; so it is finite when wins are few or columns separate them.
/// </summary>
static class Firth
{
    const int Most = 200;
    const double LongestStep = 5;
    const double Small = 1e-10;

    public static LogisticAnswer Search(LogisticTask task)
    {
        var here = Newton.Null(task);
        var (information, _, likelihood) = task.At(here);
        var factor = Cholesky.Of(information);
        var dropped = factor.Dropped;
        for (var iteration = 1; ; iteration++)
        {
            var step = factor.Solve(Gradient(task, here, factor.Inverse()));
            var longest = step.Max(Math.Abs);
            if (longest <= Small * Math.Max(1, here.Max(Math.Abs)) || iteration > Most)
            {
                return new(here, factor, likelihood, iteration, iteration <= Most, []);
            }
            var scale = Math.Min(1, LongestStep / longest);
            var goal = likelihood + (factor.LogDeterminant / 2);
            while (true)
            {
                var next = new double[here.Length];
                for (var j = 0; j < next.Length; j++) next[j] = here[j] + (scale * step[j]);
                var (reached, _, reachedLikelihood) = task.At(next);
                var following = Cholesky.Of(reached, dropped);
                var better = following is not null
                    && reachedLikelihood + (following.LogDeterminant / 2) >= goal - (1e-9 * Math.Abs(goal));
                scale /= 2;
                if (!better && scale > 1e-4) continue;
                if (following is null) return new(here, factor, likelihood, iteration, false, []);
                (here, factor, likelihood) = (next, following, reachedLikelihood);
                break;
            }
        }
    }

    static double[] Gradient(LogisticTask task, double[] inner, double[,] inverse)
    {
        var design = task.Design;
        var scores = task.Scores(inner);
        var logOdds = design.Times(inner);
        var lever = new Lever(design, inverse);
        for (var start = 0; start < design.Rows; start += RowBlock.Size)
        {
            lever.Load(start);
            for (var i = start; i < start + lever.Count; i++)
            {
                var probability = Logistic.Probability(logOdds[i] + (task.Options.Offset?[i] ?? 0));
                var decides = probability * (1 - probability) * lever.Of(i - start);
                scores[i] += task.Weight(i) * decides * (0.5 - probability);
            }
        }
        return design.TransposeTimes(scores);
    }
}

/// <summary>Of each row, its columns on both sides of a matrix.</summary>
sealed class Lever
{
    readonly Design design;
    readonly RowBlock block;
    readonly double[] matrix;
    readonly int[] levels;

    public Lever(Design design, double[,] inverse)
    {
        this.design = design;
        block = new(design);
        levels = new int[design.Categories.Length];
        var wide = design.Wide;
        matrix = new double[wide * wide];
        for (var i = 0; i < wide; i++)
        {
            for (var j = 0; j < wide; j++)
            {
                var (row, column) = (design.Narrow[i], design.Narrow[j]);
                if (row >= 0 && column >= 0) matrix[(i * wide) + j] = inverse[row, column];
            }
        }
    }

    public int Count => block.Count;

    public void Load(int start) => block.Load(start);

    public double Of(int row)
    {
        var wide = design.Wide;
        for (var c = 0; c < levels.Length; c++)
        {
            levels[c] = design.Offsets[c] + design.Categories[c].Codes[block.Start + row];
        }
        var line = block.Row(row);
        var sum = 0.0;
        for (var j = 0; j < design.Dense; j++)
        {
            var weights = matrix.AsSpan(j * wide, wide);
            var inner = weights[j] * line[j];
            for (var k = j + 1; k < design.Dense; k++) inner += 2 * weights[k] * line[k];
            foreach (var level in levels) inner += 2 * weights[level];
            sum += line[j] * inner;
        }
        foreach (var first in levels)
        {
            foreach (var second in levels) sum += matrix[(first * wide) + second];
        }
        return sum;
    }
}
