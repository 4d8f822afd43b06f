namespace Handraiser.Core.Playbooks;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class Nearest
{
    const int LongestWord = 64;

    /// <summary>The nearest of the known words, or null when none is near. Of equals, the first.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord) return null;
        string? best = null;
        var bestDistance = Math.Max(1, (word.Length + 1) / 3) + 1;
        foreach (var candidate in known)
        {
            // "Oslo" means Europe/Oslo, "employees" means company.employees.
            if (EndsWithPart(candidate, word)) return candidate;
            if (Math.Abs(candidate.Length - word.Length) >= bestDistance) continue;
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    static bool EndsWithPart(string candidate, string word) =>
        candidate.Length > word.Length && candidate[^(word.Length + 1)] is '/' or '.'
        && candidate.EndsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost 1 each.
    /// </summary>
    static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                rows[i, j] = swapped ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
            }
        }
        return rows[left.Length, right.Length];
    }
}
