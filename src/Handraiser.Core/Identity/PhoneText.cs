using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.Core.Identity;

/// <summary>Finds the number in what people type: brackets, prefixes, extensions, several numbers.</summary>
static partial class PhoneText
{
    const int CharactersMax = 250;
    const int SeveralDigitsMin = 6;
    const int DigitsMax = 20; // The 15 of E.164 and what may be dialled before them.
    const string Punctuation = " -./()[]~‐‑‒–—−·";

    internal static PhoneReading Read(string? raw, string? country)
    {
        raw ??= "";
        var text = Plain(TextRunes.TrimInvisible(raw));
        if (text.Length == 0) return new(raw, null, []);
        if (text.Length > CharactersMax) return new(raw, null, [PhoneDoubts.TooLong]);

        var doubts = new List<string>();
        if (text[0] is '=' or '\'')
        {
            doubts.Add(PhoneDoubts.Formula);
            text = text.TrimStart('=', '\'', ' ');
        }
        text = text[LinkBefore().Match(text).Length..];
        var parts = Between().Split(text).Where(part => part.Count(char.IsAsciiDigit) >= SeveralDigitsMin).ToList();
        if (parts.Count > 1)
        {
            doubts.Add(PhoneDoubts.Several);
            text = parts[0];
        }
        var extension = ExtensionAfter().Match(text);
        if (extension.Success) text = text[..extension.Index];
        var e164 = E164(text, Plan(country), out var doubt);
        if (doubt is not null) doubts.Add(doubt);
        return new(raw, e164 is null ? null : new(e164, extension.Success ? extension.Groups[1].Value : null), doubts);
    }

    // Digits and plus signs of every script in ASCII, without what cannot be seen.
    static string Plain(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, 1024));
        foreach (var rune in text.EnumerateRunes())
        {
            if (TextRunes.IsInvisible(rune)) continue;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            else if (TextRunes.IsLineBreak(rune)) plain.Append('\n');
            else if (Rune.IsWhiteSpace(rune)) plain.Append(' ');
            else if (rune.Value == '＋') plain.Append('+');
            else plain.Append(rune);
        }
        return plain.ToString();
    }

    static NumberingPlan? Plan(string? country)
    {
        var code = (country ?? "").Trim().ToUpperInvariant();
        return NumberingPlan.Of(code == "UK" ? "GB" : code);
    }

    static string? E164(string text, NumberingPlan? plan, out string? doubt)
    {
        text = text.Trim();
        var isInternational = text.StartsWith('+') || text.StartsWith("(+", StringComparison.Ordinal);
        if (isInternational) text = text[(text.IndexOf('+', StringComparison.Ordinal) + 1)..];
        var digits = DigitsOf(text);

        doubt = null;
        if (text.Any(character => !char.IsAsciiDigit(character) && !Punctuation.Contains(character)))
            doubt = PhoneDoubts.Letters;
        else if (digits.Length > DigitsMax) doubt = PhoneDoubts.TooLong;
        if (doubt is not null) return null;

        // Some write the trunk zero of a country that has none.
        var number = Number(digits, isInternational, plan)
            ?? Number(DigitsOf(text.Replace("(0)", "", StringComparison.Ordinal)), isInternational, plan);
        if (number is null)
            doubt = plan is null && !isInternational ? PhoneDoubts.NoCountry : PhoneDoubts.Invalid;
        return number;
    }

    static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    static string? Number(string digits, bool isInternational, NumberingPlan? plan)
    {
        if (isInternational) return International(digits);
        if (plan?.AfterInternationalPrefix(digits) is { } abroad && International(abroad) is { } number) return number;
        if (digits.StartsWith("00", StringComparison.Ordinal) && International(digits[2..]) is { } other) return other;
        return plan is null ? null : National(digits, plan);
    }

    static string? National(string digits, NumberingPlan plan)
    {
        var withoutTrunk = plan.WithoutTrunk(digits);
        if (plan.Holds(withoutTrunk)) return $"+{plan.CallingCode}{withoutTrunk}";
        if (plan.Holds(digits)) return $"+{plan.CallingCode}{digits}";
        if (digits.StartsWith(plan.CallingCode, StringComparison.Ordinal) && International(digits) is { } written)
            return written;

        // A caller in Jamaica writes a number of New York without the code that both countries share.
        return International(plan.CallingCode + withoutTrunk);
    }

    // A number that already stands as it should is left alone, so that reading a result again changes nothing.
    static string? International(string digits)
    {
        var plans = NumberingPlan.StartingLike(digits);
        if (plans.IsEmpty) return null;
        var national = digits[plans[0].CallingCode.Length..];
        foreach (var plan in plans)
            if (plan.Holds(national)) return $"+{digits}";
        var withoutTrunk = plans[0].WithoutTrunk(national);
        return plans[0].Holds(withoutTrunk) ? $"+{plans[0].CallingCode}{withoutTrunk}" : null;
    }

    [GeneratedRegex(@"^(?:tel|callto|phone)\s*:\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LinkBefore();

    [GeneratedRegex(
        @"[;,|\n]|\s/\s|\s(?:or|oder|ou|o|and|und|et|y)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(
        @"[\s,;(-]*(?:ext(?:ension|n)?|x|#|durchwahl|dw|poste|anexo|ramal|interno|int|доб|,|;)"
        + @"[.:=]?\s*#?\s*(\d{1,7})\s*\)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExtensionAfter();
}
