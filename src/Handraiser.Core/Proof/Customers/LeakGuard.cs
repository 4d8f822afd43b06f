using System.Globalization;
using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>
/// Keeps out what was written down because of the outcome. Such a column foretells everything in the past and nothing
/// in the future: the length of the call that closed the sale, the quality that somebody noted afterwards.
/// </summary>
static class LeakGuard
{
    const double MostWrittenAfter = 0.05;
    const double TooGood = 0.9;
    const double FilledIn = 0.8;
    const double MostDistinct = 0.5;

    static readonly string[] Outcomes =
    [
        "status", "stage", "outcome", "result", "won", "win", "lost", "loss", "close", "closed", "converted",
        "conversion", "deal", "deals", "opportunity", "amount", "contract", "churn", "tag", "tags", "quality",
        "duration", "disposition", "reason", "lifecycle", "qualified", "customer", "invoice", "subscribed", "meeting",
        "meetings", "response", "replied", "contacted", "activity", "activities", "probability", "forecast",
    ];

    /// <summary>Before any outcome is looked at; null when there is nothing to say.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static RejectedFeature? Refuse(Trait trait, LeadColumns leads)
    {
        if (Words(trait.Name).FirstOrDefault(word => Outcomes.Contains(word, StringComparer.Ordinal)) is { } word)
        {
            return new(trait.Name, "outcome-like-name", $"Its name has the word “{word}”, so it may tell of what "
                + "happened after the request.");
        }
        var (known, after) = (0L, 0L);
        for (var lead = 0; lead < leads.Count; lead++)
        {
            if (!Has(trait, lead)) continue;
            known++;
            if (IsAfter(trait, leads, lead)) after++;
        }
        return after > MostWrittenAfter * known
            ? new(trait.Name, "written-after-request", $"{Percent(after, known)} of its values were written after the "
                + "request.")
            : null;
    }

    /// <summary>A value that must be taken for unknown.</summary>
    public static bool IsAfter(Trait trait, LeadColumns leads, int lead) => trait.WrittenAt is { } written
        && written[lead] != Unknown.Time && written[lead] > leads.RaisedAt[lead] + TrustSheet.Minute;

    /// <summary>After it was cut into levels: whether it knows too much or nothing.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static RejectedFeature? Refuse(
        CategoryColumn column, int distinct, long known, CustomerCases cases, int[] sample)
    {
        if (distinct > MostDistinct * known && known > 100 && !column.Levels.Any(Named))
        {
            return new(column.Name, "too-many-values", $"{distinct} values on {known} leads: hardly two are alike.");
        }
        if (column.Levels.Length < 2) return new(column.Name, "says-nothing", "It says the same of all leads.");
        var won = Array.ConvertAll(sample, place => cases.Won[place]);
        var missing = Array.IndexOf(column.Levels, CustomerColumns.Missing);
        if (missing >= 0 && AreaOf(won, sample, place => column.Codes[place] == missing ? 1 : 0) is var gap
            && gap >= FilledIn)
        {
            return new(column.Name, "filled-in-later", "Whether it is filled in tells wins from others by itself "
                + $"(area {Two(gap)}): somebody filled it in later.");
        }
        var rates = Rates(column, cases, sample);
        var area = AreaOf(won, sample, place => rates[column.Codes[place]]);
        return area >= TooGood
            ? new(column.Name, "too-good-to-be-true", $"Alone it tells wins from others (area {Two(area)}), which no "
                + "fact known at the request does.")
            : null;
    }

    static bool Named(string level) => level is not (CustomerColumns.Missing or CustomerColumns.Rare);

    static double[] Rates(CategoryColumn column, CustomerCases cases, int[] sample)
    {
        var (all, won) = (new double[column.Levels.Length], new double[column.Levels.Length]);
        foreach (var place in sample)
        {
            all[column.Codes[place]]++;
            if (cases.Won[place]) won[column.Codes[place]]++;
        }
        for (var level = 0; level < won.Length; level++) won[level] /= Math.Max(1, all[level]);
        return won;
    }

    static double AreaOf(bool[] won, int[] sample, Func<int, double> score)
    {
        var area = RocArea.Of(Array.ConvertAll(sample, place => score(place)), won)?.Area ?? 0.5;
        return Math.Max(area, 1 - area);
    }

    [MethodImpl(RowLoop.Fast)]
    static bool Has(Trait trait, int lead) => trait.Numbers is { } numbers
        ? !double.IsNaN(numbers[lead])
        : trait.Words is { } words && words.Codes[lead] >= 0;

    static IEnumerable<string> Words(string name)
    {
        var start = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            var ends = at == name.Length || !char.IsLetter(name[at])
                || (char.IsUpper(name[at]) && char.IsLower(name[at - 1]));
            if (!ends) continue;
            var word = name[start..at].Trim(' ', '_', '-', '.', '/', '(', ')').ToLowerInvariant();
            if (word.Length > 0) yield return word;
            start = at;
        }
    }

    static string Percent(long count, long of) =>
        (100.0 * count / of).ToString("0", CultureInfo.InvariantCulture) + " %";

    static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
