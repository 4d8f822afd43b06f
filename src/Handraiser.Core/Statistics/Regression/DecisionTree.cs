using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>How a branch of a tree asks: a number at most a limit, or a category among some levels.</summary>
/// <param name="Column">By name.</param>
/// <param name="AtMost">For a number: rows with at most this go left.</param>
/// <param name="Levels">For a category: rows with one of these go left. Empty for a number.</param>
public sealed record TreeQuestion(string Column, double AtMost, IReadOnlyList<string> Levels);

/// <summary>Rows that answered alike so far.</summary>
/// <param name="Rate">Their share with the outcome.</param>
/// <param name="Question">What divides them further; null at a leaf.</param>
/// <param name="Left">Those for whom the answer is yes.</param>
/// <param name="Right">Those for whom it is no.</param>
public sealed record TreeNode(
    long Rows, long Events, double Rate, TreeQuestion? Question, TreeNode? Left, TreeNode? Right);

/// <summary>How far a tree may grow.</summary>
/// <param name="Depth">Questions from the root to a leaf, at most.</param>
/// <param name="LeastRows">In a leaf.</param>
/// <param name="LeastGain">The fall of Gini impurity that a question must bring, as a share of the root's.</param>
public sealed record TreeLimits(int Depth = 3, int LeastRows = 50, double LeastGain = 0.005);

/// <summary>
/// A picture of who has the outcome: a classification tree by Gini impurity (Breiman, Friedman, Olshen and Stone
/// 1984). It describes the rows it was grown on and gives no interval; judge it on others. The same rows give the same
/// tree: of two questions as good, the earlier column and the lower limit win.
/// </summary>
public static class DecisionTree
{
    // A number with more different values than this is asked about at as many of its quantiles.
    const int MostLimits = 255;

    /// <summary>Grows a tree.</summary>
    public static TreeNode Grow(bool[] outcomes, IReadOnlyList<Column> columns, TreeLimits? limits = null)
    {
        limits ??= new();
        var steps = columns.Select(Step).ToArray();
        var rows = Enumerable.Range(0, outcomes.Length).ToArray();
        var events = outcomes.Count(outcome => outcome);
        var least = limits.LeastGain * Impurity(outcomes.Length, events);
        return Node(new(outcomes, columns, steps, limits, least), rows, limits.Depth);
    }

    /// <summary>Each row's leaf rate.</summary>
    public static double[] Predict(TreeNode tree, int rows, IReadOnlyList<Column> columns)
    {
        var byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var result = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            var node = tree;
            while (node.Question is { } question)
            {
                node = Yes(question, byName[question.Column], i) ? node.Left! : node.Right!;
            }
            result[i] = node.Rate;
        }
        return result;
    }

    static bool Yes(TreeQuestion question, Column column, int row) => column switch
    {
        NumericColumn number => number.Values[row] <= question.AtMost,
        CategoryColumn category => question.Levels.Contains(category.Levels[category.Codes[row]]),
        _ => throw new ArgumentException($"{column.Name} is neither number nor category."),
    };

    sealed record Garden(
        bool[] Outcomes, IReadOnlyList<Column> Columns, Steps[] Steps, TreeLimits Limits, double Least);

    /// <summary>Each row's place among the limits that a column may be asked about.</summary>
    sealed record Steps(int[] Places, double[] Tops, int Count);

    readonly record struct Split(double Gain, int Column, bool[] Left, double AtMost);

    static TreeNode Node(Garden garden, int[] rows, int depth)
    {
        long events = rows.Count(row => garden.Outcomes[row]);
        var rate = rows.Length == 0 ? 0 : (double)events / rows.Length;
        var leaf = new TreeNode(rows.Length, events, rate, null, null, null);
        if (depth == 0 || events == 0 || events == rows.Length) return leaf;
        var best = default(Split);
        for (var c = 0; c < garden.Columns.Count; c++)
        {
            var found = Best(garden, rows, c, events);
            if (found.Gain > best.Gain * (1 + 1e-12)) best = found;
        }
        if (best.Left is null || best.Gain < garden.Least) return leaf;
        var places = garden.Steps[best.Column].Places;
        var column = garden.Columns[best.Column];
        var question = column is CategoryColumn category
            ? new TreeQuestion(column.Name, double.NaN, [.. category.Levels.Where((_, level) => best.Left[level])])
            : new TreeQuestion(column.Name, best.AtMost, []);
        return leaf with
        {
            Question = question,
            Left = Node(garden, Array.FindAll(rows, row => best.Left[places[row]]), depth - 1),
            Right = Node(garden, Array.FindAll(rows, row => !best.Left[places[row]]), depth - 1),
        };
    }

    [MethodImpl(RowLoop.Fast)]
    static Split Best(Garden garden, int[] rows, int column, long allEvents)
    {
        var steps = garden.Steps[column];
        var (counts, events) = (new long[steps.Count], new long[steps.Count]);
        foreach (var row in rows)
        {
            counts[steps.Places[row]]++;
            if (garden.Outcomes[row]) events[steps.Places[row]]++;
        }
        // For two outcomes the best set of levels is always a beginning of the levels in the order of their rates.
        var order = Enumerable.Range(0, steps.Count).Where(step => counts[step] > 0);
        if (steps.Tops.Length == 0)
        {
            order = order.OrderBy(step => (double)events[step] / counts[step]).ThenBy(step => step);
        }
        var path = order.ToArray();
        var whole = Impurity(rows.Length, allEvents);
        var (bestGain, bestAt, leftRows, leftEvents) = (0.0, -1, 0L, 0L);
        for (var i = 0; i + 1 < path.Length; i++)
        {
            leftRows += counts[path[i]];
            leftEvents += events[path[i]];
            var rightRows = rows.Length - leftRows;
            if (leftRows < garden.Limits.LeastRows || rightRows < garden.Limits.LeastRows) continue;
            var gain = whole - Impurity(leftRows, leftEvents) - Impurity(rightRows, allEvents - leftEvents);
            if (gain > bestGain * (1 + 1e-12)) (bestGain, bestAt) = (gain, i);
        }
        if (bestAt < 0) return default;
        var left = new bool[steps.Count];
        foreach (var step in path.AsSpan(0, bestAt + 1)) left[step] = true;
        if (steps.Tops.Length == 0) return new(bestGain, column, left, double.NaN);
        // Limits without rows here go with the last one that has some, so that the question says the same of all rows.
        for (var step = 0; step <= path[bestAt]; step++) left[step] = true;
        return new(bestGain, column, left, steps.Tops[path[bestAt]]);
    }

    static double Impurity(double rows, double events) => rows == 0 ? 0 : 2 * events * (rows - events) / rows;

    static Steps Step(Column column)
    {
        if (column is CategoryColumn category) return new(category.Codes, [], category.Levels.Length);
        var values = ((NumericColumn)column).Values;
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var tops = sorted.Distinct().ToArray();
        if (tops.Length > MostLimits)
        {
            tops = [.. Enumerable.Range(1, MostLimits)
                .Select(i => sorted[(int)((sorted.Length - 1) * (long)i / MostLimits)]).Distinct()];
        }
        var places = Array.ConvertAll(values, value =>
        {
            var at = Array.BinarySearch(tops, value);
            return at < 0 ? ~at : at;
        });
        return new(places, tops, tops.Length);
    }
}
