using System.Globalization;
using System.Text;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Words and names of columns as they are compared: small letters and digits, without accents or signs.</summary>
internal static class HeaderName
{
    static readonly string[] OwnTables = ["lead - ", "activity - ", "deal - "];

    public static string Of(string name)
    {
        var text = name.Trim();
        foreach (var table in OwnTables)
        {
            if (text.StartsWith(table, StringComparison.OrdinalIgnoreCase)) text = text[table.Length..];
        }
        return Plain(text);
    }

    public static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            var small = char.ToLowerInvariant(letter);
            if (char.IsLetterOrDigit(small)) plain.Append(small switch { 'ø' => 'o', 'æ' => 'a', 'ß' => 's', _ => small });
        }
        return plain.ToString();
    }
}
