namespace Handraiser.Core.Statistics.Regression;

/// <summary>One thing known of every row, such as the size of a company or its country.</summary>
/// <param name="Name">As it is shown beside the coefficient.</param>
public abstract record Column(string Name)
{
    /// <summary>How many rows it has.</summary>
    public abstract int Rows { get; }
}

/// <summary>A number on every row. None may be missing: say that it is missing with a column of categories.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Values">One a row; never changed here.</param>
public sealed record NumericColumn(string Name, double[] Values) : Column(Name)
{
    public override int Rows => Values.Length;

    /// <summary>1 where something is so, and 0 elsewhere.</summary>
    public static NumericColumn Of(string name, ReadOnlySpan<bool> flags)
    {
        var values = new double[flags.Length];
        for (var i = 0; i < flags.Length; i++) values[i] = flags[i] ? 1 : 0;
        return new(name, values);
    }
}

/// <summary>
/// One of a few names on every row. A model measures each level against the reference and has no coefficient for it.
/// </summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Codes">One a row: the index in <paramref name="Levels"/>; never changed here.</param>
/// <param name="Levels">The names.</param>
/// <param name="Reference">The level that the others are measured against.</param>
public sealed record CategoryColumn(string Name, int[] Codes, string[] Levels, int Reference = 0) : Column(Name)
{
    public override int Rows => Codes.Length;

    /// <summary>
    /// From texts: levels in ordinal order, the most frequent one as the reference (the earlier of two as frequent).
    /// </summary>
    public static CategoryColumn Of(string name, IReadOnlyList<string> values)
    {
        var levels = values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var level = 0; level < levels.Length; level++) index[levels[level]] = level;
        var codes = new int[values.Count];
        var counts = new int[levels.Length];
        for (var i = 0; i < codes.Length; i++) counts[codes[i] = index[values[i]]]++;
        return new(name, codes, levels, levels.Length == 0 ? 0 : Array.IndexOf(counts, counts.Max()));
    }

    /// <summary>
    /// Levels on fewer rows than <paramref name="least"/> become one, for a level on three rows says nothing by itself
    /// and can separate the outcomes. The order of the others stays; the joint level comes last, and is left out when
    /// no level is rare.
    /// </summary>
    public CategoryColumn WithRareTogether(int least, string together = "other")
    {
        var counts = new int[Levels.Length];
        foreach (var code in Codes) counts[code]++;
        var kept = Enumerable.Range(0, Levels.Length).Where(level => counts[level] >= least).ToList();
        if (kept.Count == Levels.Length) return this;
        var renamed = new int[Levels.Length];
        for (var level = 0; level < renamed.Length; level++)
        {
            var place = kept.IndexOf(level);
            renamed[level] = place < 0 ? kept.Count : place;
        }
        var reference = counts[Reference] >= least
            ? renamed[Reference]
            : kept.Count == 0 ? 0 : renamed[kept.MaxBy(level => counts[level])];
        return new(Name, Array.ConvertAll(Codes, code => renamed[code]),
            [.. kept.Select(level => Levels[level]), together], reference);
    }
}

static class Columns
{
    /// <summary>The same columns on some of the rows.</summary>
    public static IReadOnlyList<Column> Take(IReadOnlyList<Column> columns, int[] rows) => [.. columns.Select(column =>
        column switch
        {
            NumericColumn number => (Column)(number with { Values = Take(number.Values, rows) }),
            CategoryColumn category => category with { Codes = Array.ConvertAll(rows, row => category.Codes[row]) },
            _ => throw new ArgumentException($"{column.Name} is neither number nor category."),
        })];

    public static double[] Take(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
