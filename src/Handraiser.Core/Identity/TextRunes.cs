using System.Globalization;
using System.Text;

namespace Handraiser.Core.Identity;

/// <summary>Characters that cannot be seen and do harm: they hide text, turn it or make twins of a name.</summary>
static class TextRunes
{
    internal static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    /// <summary>Direction marks and overrides, zero-width characters, soft hyphens, fillers, selectors.</summary>
    internal static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    internal static bool IsLineBreak(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;

    /// <summary>Without blanks and invisible characters at either end.</summary>
    internal static string TrimInvisible(string text)
    {
        int start = 0, end = 0, position = 0;
        var isAtStart = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var isSeen = !Rune.IsWhiteSpace(rune) && !IsInvisible(rune);
            if (isSeen && isAtStart) (start, isAtStart) = (position, false);
            position += rune.Utf16SequenceLength;
            if (isSeen) end = position;
        }
        return isAtStart ? "" : text[start..end];
    }

    internal static string WithoutInvisible(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!IsInvisible(rune)) seen.Append(rune);
        return seen.ToString();
    }
}
