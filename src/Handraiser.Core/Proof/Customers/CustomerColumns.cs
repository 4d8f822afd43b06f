using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>Cuts what is known of leads into a few levels, by the leads that are learnt from.</summary>
static class CustomerColumns
{
    public const string Missing = "unknown";
    public const string Rare = "other";
    const int MostLevels = 20;
    const int MostBins = 6;
    const int SampleSize = 100_000;

    /// <summary>One value a case, the learnt-from first; what was refused goes to the list.</summary>
    public static List<CategoryColumn> Of(History history, CustomerCases cases, List<RejectedFeature> rejected)
    {
        var (leads, columns) = (history.Leads, new List<CategoryColumn>());
        var sample = cases.Sample(SampleSize);
        Take("source", leads.Source, null);
        Take("kind", leads.Kind, null);
        Take("country", leads.Country, null);
        Take("employees", null, leads.Employees);
        foreach (var trait in leads.Traits.OrderBy(trait => trait.Name, StringComparer.Ordinal))
        {
            if (LeakGuard.Refuse(trait, leads) is { } refused) rejected.Add(refused);
            else if (columns.Exists(column => column.Name == trait.Name)) continue;
            else if (trait.WrittenAt is null) Take(trait.Name, trait.Words, trait.Numbers);
            else Take(trait.Name, Known(trait, leads), Values(trait, leads));
        }
        return columns;

        void Take(string name, CodeColumn? words, double[]? numbers)
        {
            if (words is null && numbers is null) return;
            var (column, distinct, known) = words is not null
                ? OfWords(name, words, cases) : OfNumbers(name, numbers!, cases, sample);
            if (known == 0) return;
            if (LeakGuard.Refuse(column, distinct, known, cases, sample) is { } refused) rejected.Add(refused);
            else columns.Add(column);
        }
    }

    /// <summary>How many rows a level must have.</summary>
    static int Least(CustomerCases cases) => Math.Max(20, cases.Split / 200);

    [MethodImpl(RowLoop.Fast)]
    static (CategoryColumn Column, int Distinct, long Known) OfWords(string name, CodeColumn words, CustomerCases cases)
    {
        var counts = new int[words.Words.Count + 1];
        for (var place = 0; place < cases.Split; place++) counts[words.Codes[cases.Rows[place]] + 1]++;
        var kept = Enumerable.Range(1, counts.Length - 1).Where(code => counts[code] >= Least(cases))
            .OrderByDescending(code => counts[code]).ThenBy(code => words.Words[code - 1], StringComparer.Ordinal)
            .Take(MostLevels).ToList();
        var levels = new List<string>(kept.Select(code => words.Words[code - 1]));
        var rare = new int[counts.Length];
        Array.Fill(rare, kept.Count);
        for (var level = 0; level < kept.Count; level++) rare[kept[level]] = level;
        rare[0] = kept.Count + 1;
        levels.Add(Rare);
        levels.Add(Missing);
        var codes = Array.ConvertAll(cases.Rows, lead => rare[words.Codes[lead] + 1]);
        var distinct = counts.AsSpan(1).Length - counts.AsSpan(1).Count(0);
        return (Tidy(name, codes, levels, cases), distinct, cases.Split - counts[0]);
    }

    static (CategoryColumn Column, int Distinct, long Known) OfNumbers(
        string name, double[] numbers, CustomerCases cases, int[] sample)
    {
        var places = Array.FindAll(sample, place => double.IsFinite(numbers[cases.Rows[place]]));
        if (places.Length == 0) return (new(name, new int[cases.Rows.Length], [Missing]), 0, 0);
        var bins = Monotone.Bins(Array.ConvertAll(places, place => numbers[cases.Rows[place]]),
            Array.ConvertAll(places, place => cases.Won[place]),
            Math.Max(20, places.Length / 50), MostBins);
        var tops = bins.Select(bin => bin.To).ToArray();
        var codes = Array.ConvertAll(cases.Rows, lead =>
        {
            if (!double.IsFinite(numbers[lead])) return tops.Length;
            var at = Array.BinarySearch(tops, numbers[lead]);
            return Math.Min(at < 0 ? ~at : at, tops.Length - 1);
        });
        List<string> levels =
        [
            .. bins.Select(bin => FormattableString.Invariant($"{bin.From:0.###} to {bin.To:0.###}")), Missing,
        ];
        return (Tidy(name, codes, levels, cases), bins.Count, places.Length);
    }

    /// <summary>
    /// Levels without enough rows among those learnt from go to the largest one, which is the reference.
    /// </summary>
    [MethodImpl(RowLoop.Fast)]
    static CategoryColumn Tidy(string name, int[] codes, List<string> levels, CustomerCases cases)
    {
        var counts = new int[levels.Count];
        for (var place = 0; place < cases.Split; place++) counts[codes[place]]++;
        var largest = Array.IndexOf(counts, counts.Max());
        var kept = Enumerable.Range(0, counts.Length)
            .Where(level => level == largest || counts[level] >= Math.Min(20, Least(cases))).ToList();
        var renamed = new int[counts.Length];
        for (var level = 0; level < renamed.Length; level++)
        {
            renamed[level] = kept.IndexOf(level) is >= 0 and var place ? place : kept.IndexOf(largest);
        }
        return new(name, Array.ConvertAll(codes, code => renamed[code]), [.. kept.Select(level => levels[level])],
            kept.IndexOf(largest));
    }

    static CodeColumn? Known(Trait trait, LeadColumns leads) => trait.Words is not { } words ? null : new(words.Words,
        [.. words.Codes.Select((code, lead) => LeakGuard.IsAfter(trait, leads, lead) ? Unknown.Code : code)]);

    static double[]? Values(Trait trait, LeadColumns leads) => trait.Numbers is not { } numbers ? null
        : [.. numbers.Select((number, lead) => LeakGuard.IsAfter(trait, leads, lead) ? double.NaN : number)];
}
