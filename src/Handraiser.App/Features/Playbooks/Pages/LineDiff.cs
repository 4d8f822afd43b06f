namespace Handraiser.App.Features.Playbooks.Pages;

public enum LineChange { Same, Added, Removed }

/// <summary>A line of a comparison, with its numbers in the older and the newer text.</summary>
public sealed record DiffLine(LineChange Change, int? Old, int? New, string Text);

/// <summary>What changed between two texts, line by line: the fewest lines taken out and put in.</summary>
public static class LineDiff
{
    /// <summary>The most pairs of lines that are compared. Beyond it the whole middle counts as rewritten.</summary>
    const long MostPairs = 4_000_000;

    public static IReadOnlyList<DiffLine> Of(string older, string newer)
    {
        var (a, b) = (Lines(older), Lines(newer));
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head]) head++;
        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)]) tail++;

        var diff = new List<DiffLine>();
        for (var i = 0; i < head; i++) diff.Add(new(LineChange.Same, i + 1, i + 1, a[i]));
        Middle(a, b, head, tail, diff);
        for (var i = tail; i > 0; i--) diff.Add(new(LineChange.Same, a.Length - i + 1, b.Length - i + 1, a[^i]));
        return diff;
    }

    /// <summary>Only what changed and the lines around it; null stands for lines left out.</summary>
    public static IReadOnlyList<DiffLine?> Shortened(IReadOnlyList<DiffLine> diff, int around = 3)
    {
        var keep = new bool[diff.Count];
        for (var i = 0; i < diff.Count; i++)
        {
            if (diff[i].Change == LineChange.Same) continue;
            var last = Math.Min(diff.Count - 1, i + around);
            for (var near = Math.Max(0, i - around); near <= last; near++) keep[near] = true;
        }
        var shown = new List<DiffLine?>();
        for (var i = 0; i < diff.Count; i++)
        {
            if (keep[i]) shown.Add(diff[i]);
            else if (i == 0 || keep[i - 1]) shown.Add(null);
        }
        return shown;
    }

    static void Middle(string[] a, string[] b, int head, int tail, List<DiffLine> diff)
    {
        var (rows, columns) = (a.Length - head - tail, b.Length - head - tail);
        var common = (long)rows * columns <= MostPairs ? LongestCommon(a, b, head, rows, columns) : null;
        for (int i = 0, j = 0; i < rows || j < columns;)
        {
            if (common is not null && i < rows && j < columns && a[head + i] == b[head + j])
            {
                diff.Add(new(LineChange.Same, head + i + 1, head + j + 1, a[head + i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (i < rows && (j >= columns || common is null || common[i + 1, j] >= common[i, j + 1]))
            {
                diff.Add(new(LineChange.Removed, head + i + 1, null, a[head + i++]));
            }
            else
            {
                diff.Add(new(LineChange.Added, null, head + j + 1, b[head + j++]));
            }
        }
    }

    /// <summary>For each pair of places, how many lines the rests of both texts have in common, in order.</summary>
    static int[,] LongestCommon(string[] a, string[] b, int head, int rows, int columns)
    {
        var common = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                common[i, j] = a[head + i] == b[head + j] ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        return common;
    }

    static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
