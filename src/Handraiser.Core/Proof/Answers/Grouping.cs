using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// Leads by a word of theirs: the largest groups first, the further ones together, and those without a word last.
/// The order of the rows plays no part.
/// </summary>
internal sealed class Grouping
{
    Grouping(int[] codes, string?[] names, int[] rest) => (Codes, Names, Rest) = (codes, names, rest);

    /// <summary>The group of each lead.</summary>
    public int[] Codes { get; }

    /// <summary>Null for the further ones and for those without a word.</summary>
    public string?[] Names { get; }

    /// <summary>How many further groups each holds together; 0 for a group of its own.</summary>
    public int[] Rest { get; }

    public int Count => Names.Length;

    /// <summary>How many are groups of their own: they come first.</summary>
    public int Named => Names.Count(name => name is not null);

    /// <param name="most">The most groups to keep apart.</param>
    [MethodImpl(RowLoop.Fast)]
    public static Grouping Of(CodeColumn column, int most = 50)
    {
        var sizes = new int[column.Words.Count];
        var without = 0;
        foreach (var code in column.Codes)
        {
            if (code < 0) without++;
            else sizes[code]++;
        }
        var order = Enumerable.Range(0, sizes.Length).Where(code => sizes[code] > 0)
            .OrderByDescending(code => sizes[code]).ThenBy(code => column.Words[code], StringComparer.Ordinal)
            .ToArray();
        var kept = Math.Min(most, order.Length);
        var further = order.Length - kept;
        var (names, rest) = (order.Take(kept).Select(code => (string?)column.Words[code]).ToList(), new List<int>());
        rest.AddRange(Enumerable.Repeat(0, kept));
        var last = kept + (further > 0 ? 1 : 0);
        var places = new int[sizes.Length];
        for (var i = 0; i < order.Length; i++) places[order[i]] = Math.Min(i, kept);
        if (further > 0) (names, rest) = ([.. names, null], [.. rest, further]);
        if (without > 0) (names, rest) = ([.. names, null], [.. rest, 0]);
        var codes = new int[column.Codes.Length];
        for (var lead = 0; lead < codes.Length; lead++)
            codes[lead] = column.Codes[lead] < 0 ? last : places[column.Codes[lead]];
        return new(codes, [.. names], [.. rest]);
    }

    /// <summary>All leads in one.</summary>
    public static Grouping All(int leads) => new(new int[leads], [null], [0]);

    /// <summary>Groups that have numbers and no names.</summary>
    public static Grouping OfCodes(int[] codes, int count) => new(codes, new string?[count], new int[count]);

    /// <summary>By the company's employees; the groups in order of size, also the empty ones.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static Grouping BySize(LeadColumns leads)
    {
        double[] ends = [10, 50, 200, 1000];
        var codes = new int[leads.Count];
        for (var lead = 0; lead < codes.Length; lead++)
        {
            var employees = leads.Employees[lead];
            var place = 0;
            while (place < ends.Length && employees > ends[place]) place++;
            codes[lead] = double.IsNaN(employees) ? ends.Length + 1 : place;
        }
        return new(codes, ["1-10", "11-50", "51-200", "201-1000", "over 1000", null], [0, 0, 0, 0, 0, 0]);
    }

    /// <summary>How the leads of a part are made up; groups without any are left out.</summary>
    public MixPart[] Mix(ReadOnlySpan<int> counts, long of)
    {
        var parts = new List<MixPart>();
        for (var group = 0; group < Count; group++)
            if (counts[group] > 0) parts.Add(new(Names[group], Rest[group], PrintedShare.From(counts[group], of)));
        return [.. parts];
    }
}
