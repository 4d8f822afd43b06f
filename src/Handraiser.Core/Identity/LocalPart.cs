using System.Globalization;
using System.Text;

namespace Handraiser.Core.Identity;

/// <summary>What stands before the @, by RFC 5321 and RFC 6531 (letters of every script).</summary>
static class LocalPart
{
    const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>The local part in canonical form (quotes only where needed), or null when it is none.</summary>
    internal static string? Read(string text)
    {
        if (text[0] == '"') return Unquote(text) is { Length: > 0 } content ? Quote(content.Normalize()) : null;
        var local = text.Normalize();
        foreach (var rune in local.EnumerateRunes())
            if (rune.Value != '.' && !IsAtom(rune)) return null;
        return local.Trim('.').Length > 0 ? local : null;
    }

    /// <summary>The form that identifies the mailbox: lower case.</summary>
    internal static string Key(string local) => local.ToLowerInvariant().Normalize();

    internal static bool IsDotAtom(string text) =>
        text.Length > 0 && text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal);

    static string? Unquote(string text)
    {
        if (text.Length < 3 || text[^1] != '"') return null;
        var content = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '"') return null;
            if (text[i] == '\\' && ++i == text.Length - 1) return null;
            content.Append(text[i]);
        }
        var unquoted = content.ToString();
        return unquoted.EnumerateRunes().Any(IsUnseen) ? null : unquoted;
    }

    static string Quote(string content)
    {
        var needsNoQuotes = content.EnumerateRunes().All(rune => rune.Value == '.' || IsAtom(rune));
        if (needsNoQuotes && IsDotAtom(content)) return content;
        var quoted = new StringBuilder("\"");
        foreach (var character in content) quoted.Append(character is '"' or '\\' ? "\\" : "").Append(character);
        return quoted.Append('"').ToString();
    }

    // Nobody typed U+FFFD: it stands where a character was lost on the way.
    static bool IsUnseen(Rune rune) =>
        TextRunes.IsLineBreak(rune) || TextRunes.IsInvisible(rune) || rune == Rune.ReplacementChar;

    static bool IsAtom(Rune rune)
    {
        if (rune.IsAscii) return Rune.IsLetterOrDigit(rune) || AtomSymbols.Contains((char)rune.Value);
        return !IsUnseen(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
    }
}
