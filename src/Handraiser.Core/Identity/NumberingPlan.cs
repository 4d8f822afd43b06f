using System.Text.RegularExpressions;

namespace Handraiser.Core.Identity;

/// <summary>How one country writes telephone numbers; rows of <see cref="NumberingPlansData"/>.</summary>
sealed class NumberingPlan
{
    const int DigitsMax = 15; // ITU-T E.164, calling code included.

    static readonly Lazy<NumberingPlan[]> All = new(ReadAll);
    static readonly Lazy<Dictionary<string, NumberingPlan>> ByCountry = new(() =>
        All.Value.Where(plan => plan.Country != "001").ToDictionary(plan => plan.Country));
    static readonly Lazy<Dictionary<string, NumberingPlan[]>> ByCode = new(() =>
        All.Value.GroupBy(plan => plan.CallingCode).ToDictionary(plans => plans.Key, plans => plans.ToArray()));

    readonly Lazy<Regex> pattern;
    readonly Lazy<Regex>? international;
    readonly Lazy<Regex>? trunk;
    readonly string? trunkReplacement;

    NumberingPlan(string[] row)
    {
        Country = row[0];
        CallingCode = row[1];
        if (row[2] != "-") international = Compile($"^(?:{row[2]})");
        Lengths = ReadLengths(row[4]);
        pattern = Compile($"^(?:{row[5]})$");
        if (row[6] != "-") trunk = Compile($"^(?:{row[6]})");
        if (row[7] != "-") trunkReplacement = row[7];
    }

    /// <summary>ISO 3166 code of two letters; 001 for codes that belong to no country.</summary>
    internal string Country { get; }

    internal string CallingCode { get; }

    // A bit for each length that national numbers have.
    int Lengths { get; }

    internal static NumberingPlan? Of(string country) => ByCountry.Value.GetValueOrDefault(country);

    /// <summary>The plans that share the calling code at the start of the digits; none when nobody has it.</summary>
    internal static ReadOnlySpan<NumberingPlan> StartingLike(string digits)
    {
        for (var length = 1; length <= 3 && length <= digits.Length; length++)
            if (ByCode.Value.TryGetValue(digits[..length], out var plans)) return plans;
        return [];
    }

    /// <summary>A national number without its trunk prefix, as it follows the calling code.</summary>
    internal bool Holds(string national) =>
        national.Length + CallingCode.Length <= DigitsMax && (Lengths >> national.Length & 1) == 1
        && pattern.Value.IsMatch(national);

    /// <summary>The digits after the country's international prefix, or null when they do not begin with it.</summary>
    internal string? AfterInternationalPrefix(string digits) =>
        international?.Value.Match(digits) is { Success: true } match ? digits[match.Length..] : null;

    /// <summary>Without the trunk prefix (0, 8, a carrier's code), or as it was.</summary>
    internal string WithoutTrunk(string national)
    {
        if (trunk?.Value.Match(national) is not { Success: true } match) return national;
        var last = match.Groups[^1];
        return trunkReplacement is not null && match.Groups.Count > 1 && last.Success && last.Length > 0
            ? match.Result(trunkReplacement) + national[match.Length..]
            : national[match.Length..];
    }

    static Lazy<Regex> Compile(string text) => new(() => new Regex(text, RegexOptions.CultureInvariant));

    static int ReadLengths(string text)
    {
        var lengths = 0;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            for (var length = Digits(ends[0]); length <= Digits(ends[^1]); length++) lengths |= 1 << length;
        }
        return lengths;
    }

    static int Digits(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    static NumberingPlan[] ReadAll() => NumberingPlansData.Rows
        .Replace("\r", "", StringComparison.Ordinal).Replace("\n  ", "", StringComparison.Ordinal)
        .Split('\n').Select(row => new NumberingPlan(row.Split(' '))).ToArray();
}
