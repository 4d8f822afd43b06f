using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>Where a search for coefficients ended, in the design's inner units.</summary>
/// <param name="Information">At the coefficients, with any penalty.</param>
/// <param name="Moving">Columns whose coefficients were still on their way when it gave up.</param>
sealed record LogisticAnswer(
    double[] Inner, Cholesky Information, double LogLikelihood, int Iterations, bool Converged,
    IReadOnlyList<string> Moving);

/// <summary>A logistic model to fit: its sums over all rows, or over every so-manieth block of them.</summary>
sealed class LogisticTask
{
    readonly double[] outcome;
    readonly int every;
    readonly RowBlock block;
    readonly Gram gram;

    public LogisticTask(Design design, double[] outcome, LogisticOptions options, int every = 1)
    {
        (Design, this.outcome, Options, this.every) = (design, outcome, options, every);
        block = new(design);
        gram = new(design, block);
        for (var i = 0; i < outcome.Length; i++)
        {
            var weight = Weight(i);
            if (!(weight >= 0) || !(outcome[i] is >= 0 and <= 1))
            {
                throw new ArgumentException($"Row {i} has weight {weight} and outcome {outcome[i]}.");
            }
            if (weight > 0) Rows++;
            Total += weight;
            Events += weight * outcome[i];
        }
        if (Rows == 0) throw new ArgumentException("Some row must have a weight.");
    }

    public Design Design { get; }

    public LogisticOptions Options { get; }

    /// <summary>Rows with a weight.</summary>
    public int Rows { get; }

    public double Total { get; }

    public double Events { get; }

    public LogisticTask Every(int blocks) => new(Design, outcome, Options, blocks);

    public double Weight(int row) => Options.Weights is null ? 1 : Options.Weights[row];

    /// <summary>What the small-sample corrections count.</summary>
    public double WeightOrRows() => Options.WeightKind == WeightKind.Frequency ? Total : Rows;

    /// <summary>One pass: the information, the gradient and the log likelihood at some coefficients.</summary>
    [MethodImpl(RowLoop.Fast)]
    public (double[,] Information, double[] Gradient, double LogLikelihood) At(ReadOnlySpan<double> inner)
    {
        gram.Clear();
        var wide = Design.Widen(inner);
        Span<double> curvature = stackalloc double[RowBlock.Size];
        Span<double> score = stackalloc double[RowBlock.Size];
        var likelihood = 0.0;
        for (var start = 0; start < Design.Rows; start += RowBlock.Size * every)
        {
            block.Load(start);
            block.Predict(wide, score);
            for (var row = 0; row < block.Count; row++)
            {
                var i = start + row;
                var logOdds = score[row] + (Options.Offset is null ? 0 : Options.Offset[i]);
                var weight = Weight(i);
                var small = Math.Exp(-Math.Abs(logOdds));
                var probability = logOdds >= 0 ? 1 / (1 + small) : small / (1 + small);
                likelihood += weight * ((outcome[i] * logOdds) - Math.Max(logOdds, 0) - Math.Log(1 + small));
                curvature[row] = weight * small / ((1 + small) * (1 + small));
                score[row] = weight * (outcome[i] - probability);
            }
            gram.Add(block, curvature, score);
        }
        return (gram.Matrix(), gram.Vector(), likelihood);
    }

    /// <summary>What each row's columns are multiplied by in the gradient.</summary>
    [MethodImpl(RowLoop.Fast)]
    public double[] Scores(double[] inner)
    {
        var scores = Design.Times(inner);
        for (var i = 0; i < scores.Length; i++)
        {
            var logOdds = scores[i] + (Options.Offset is null ? 0 : Options.Offset[i]);
            scores[i] = Weight(i) * (outcome[i] - Logistic.Probability(logOdds));
        }
        return scores;
    }

    /// <summary>The squares of the scores, once for each row that a frequency stands for.</summary>
    public double[] ScoreSquares(double[] inner)
    {
        var squares = Scores(inner);
        for (var i = 0; i < squares.Length; i++)
        {
            var copies = Options.WeightKind == WeightKind.Frequency ? Weight(i) : 1;
            squares[i] = copies > 0 ? squares[i] * squares[i] / copies : 0;
        }
        return squares;
    }

    /// <summary>Levels that nobody with the outcome has, or nobody without: their odds ratio is infinite.</summary>
    [MethodImpl(RowLoop.Fast)]
    public List<string> LevelsWithOneOutcome()
    {
        var found = new List<string>();
        for (var c = 0; c < Design.Categories.Length; c++)
        {
            var category = Design.Categories[c];
            var (weights, events) = (new double[category.Levels.Length], new double[category.Levels.Length]);
            for (var i = 0; i < outcome.Length; i++)
            {
                var weight = Weight(i);
                weights[category.Codes[i]] += weight;
                events[category.Codes[i]] += weight * outcome[i];
            }
            for (var level = 0; level < weights.Length; level++)
            {
                if (weights[level] > 0 && (events[level] <= 0 || events[level] >= weights[level]))
                {
                    found.Add($"{category.Name}: {category.Levels[level]}");
                }
            }
        }
        return found;
    }
}
