using System.Globalization;
using System.Text;

namespace Handraiser.Core.Identity;

/// <summary>
/// A person's name made safe to show. What was typed is kept elsewhere; this is only for screens and mails. Where it
/// stands in running text the page isolates its direction.
/// </summary>
/// <param name="Display">One line, clamped; empty when nothing readable was given.</param>
/// <param name="Initials">One or two upper-case letters for a badge; empty when the name has none.</param>
public sealed record PersonName(string Display, string Initials)
{
    /// <summary>What a name is clamped to, in characters as people count them.</summary>
    public const int CharactersMax = 80;

    // More marks on one letter than any living script needs only make a tower over the lines above.
    const int MarksPerLetterMax = 5;

    /// <summary>
    /// Reads a typed name: controls, direction overrides and zero-width characters go, blanks run together, and at most
    /// <paramref name="charactersMax"/> characters stay, cut where a reader would cut. Never throws.
    /// </summary>
    public static PersonName Read(string? raw, int charactersMax = CharactersMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(charactersMax, 1);
        var display = Clamp(Visible(raw ?? ""), charactersMax);
        return new(display, InitialsOf(display));
    }

    static string Visible(string raw)
    {
        var shown = new StringBuilder(Math.Min(raw.Length, 1024));
        var marks = 0;
        var previous = new Rune(' ');
        foreach (var rune in raw.EnumerateRunes())
        {
            var isBlank = Rune.IsWhiteSpace(rune) || TextRunes.IsLineBreak(rune);
            if (isBlank && (previous.Value == ' ' || shown.Length == 0)) continue;
            if (TextRunes.IsInvisible(rune) && !(rune.Value is 0x200C or 0x200D && JoinsLetters(previous))) continue;

            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MarksPerLetterMax) continue;
            previous = isBlank ? new Rune(' ') : rune;
            shown.Append(previous);
        }
        return shown.ToString().TrimEnd(' ', '\u200C', '\u200D');
    }

    // Persian and the scripts of India spell names with joiners; anywhere else they only make twins.
    static bool JoinsLetters(Rune previous) =>
        previous.Value is (>= 0x0620 and <= 0x08FF) or (>= 0x0900 and <= 0x0DFF) or (>= 0x1780 and <= 0x17FF);

    static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    static string Clamp(string text, int charactersMax)
    {
        var rest = text.AsSpan();
        for (var count = 0; !rest.IsEmpty; count++)
        {
            if (count == charactersMax) return text[..^rest.Length].TrimEnd() + "…";
            rest = rest[StringInfo.GetNextTextElementLength(rest)..];
        }
        return text;
    }

    static string InitialsOf(string display)
    {
        var words = display.Split(' ').Select(FirstLetter).Where(letter => letter is not null).ToList();
        return words.Count switch { 0 => "", 1 => words[0]!, _ => words[0] + words[^1] };
    }

    static string? FirstLetter(string word)
    {
        foreach (var rune in word.EnumerateRunes())
            if (Rune.IsLetter(rune)) return Rune.ToUpperInvariant(rune).ToString();
        return null;
    }
}
