using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>
/// Which words of a column get a level of their own in a model: the frequent ones, as many as the data can carry. A
/// level whose leads all ended alike says only that it is small, and would make an odds ratio infinite.
/// </summary>
internal sealed class LevelChoice
{
    const string Other = "other";
    const int RowsPerCoefficient = 8;

    readonly SpeedCohort cohort;
    readonly int[] places;
    readonly int most;
    readonly int least;

    public LevelChoice(SpeedCohort cohort, int[] places)
    {
        (this.cohort, this.places) = (cohort, places);
        long outcomes = 0, quick = 0;
        foreach (var place in places)
        {
            if (cohort.Outcome[place] > 0) outcomes++;
            if (cohort.Quick[place]) quick++;
        }
        var rarest = Math.Min(Math.Min(outcomes, places.Length - outcomes), Math.Min(quick, places.Length - quick));
        var budget = (int)(rarest / RowsPerCoefficient);
        most = Math.Clamp(budget / 8, 2, 40);
        least = Math.Clamp(places.Length / 50, 20, 100);
        Fine = budget >= 150;
    }

    /// <summary>Enough rows for single hours and months.</summary>
    public bool Fine { get; }

    /// <summary>Null when no two levels are left.</summary>
    /// <param name="code">Of a place; negative when it has none.</param>
    /// <param name="atMost">The most levels, whatever the data can carry.</param>
    public CategoryColumn? Column(string name, Func<int, int> code, IReadOnlyList<string> words, int? atMost = null)
    {
        var codes = Array.ConvertAll(places, place => code(place) is >= 0 and var known ? known : words.Count);
        var (counts, outcomes) = Tally(codes, words.Count + 1);
        bool Stands(long count, long with) => count >= least && with > 0 && with < count;
        var kept = Enumerable.Range(0, counts.Length).Where(level => Stands(counts[level], outcomes[level]))
            .OrderByDescending(level => counts[level])
            .ThenBy(level => level < words.Count ? words[level] : "", StringComparer.Ordinal)
            .Take(atMost ?? most).ToList();
        var rest = codes.LongLength - kept.Sum(level => counts[level]);
        var restWith = outcomes.Sum() - kept.Sum(level => outcomes[level]);
        // The rest must stand on its own feet too, or the smallest of the others joins it.
        while (rest > 0 && !Stands(rest, restWith) && kept.Count > 0)
        {
            rest += counts[kept[^1]];
            restWith += outcomes[kept[^1]];
            kept.RemoveAt(kept.Count - 1);
        }
        return kept.Count + (rest > 0 ? 1 : 0) < 2 ? null : Build(name, codes, words, kept, rest > 0);
    }

    [MethodImpl(RowLoop.Fast)]
    (long[] Counts, long[] Outcomes) Tally(int[] codes, int levels)
    {
        var (counts, outcomes) = (new long[levels], new long[levels]);
        for (var i = 0; i < codes.Length; i++)
        {
            counts[codes[i]]++;
            if (cohort.Outcome[places[i]] > 0) outcomes[codes[i]]++;
        }
        return (counts, outcomes);
    }

    static CategoryColumn Build(
        string name, int[] codes, IReadOnlyList<string> words, List<int> kept, bool withRest)
    {
        var renamed = new int[words.Count + 1];
        Array.Fill(renamed, kept.Count);
        for (var i = 0; i < kept.Count; i++) renamed[kept[i]] = i;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = kept.Select(level => Free(level < words.Count ? words[level] : "unknown", taken)).ToList();
        if (withRest) names.Add(Free(Other, taken));
        return new(name, Array.ConvertAll(codes, code => renamed[code]), [.. names]);
    }

    // The export may have words of its own that we use too.
    static string Free(string word, HashSet<string> taken)
    {
        while (!taken.Add(word)) word += "'";
        return word;
    }
}
