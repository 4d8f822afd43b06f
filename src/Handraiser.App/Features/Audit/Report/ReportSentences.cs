using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>
/// The sentences that come with the figures, in Norwegian. The engine says them in English, with figures in them; a
/// sentence that is not known here stays as it is.
/// </summary>
internal static partial class ReportSentences
{
    static readonly Lazy<(Regex Pattern, string Text)[]> known = new(() => [.. Ladder.Concat(Money).Concat(Rest)
        .Select(one => (PatternOf(one.English), one.Norwegian))]);

    public static string Translate(string sentence)
    {
        var said = new StringBuilder();
        for (var rest = sentence; rest.Length > 0;)
        {
            if (First(rest) is not { } found) return sentence;
            said.Append(said.Length == 0 ? "" : " ").Append(found.Said);
            rest = rest[found.Length..].TrimStart();
        }
        return said.ToString();
    }

    /// <summary>The longest known sentence that the text begins with.</summary>
    static (string Said, int Length)? First(string text)
    {
        (string, int)? best = null;
        foreach (var (pattern, norwegian) in known.Value)
        {
            var match = pattern.Match(text);
            if (!match.Success || match.Length <= (best?.Item2 ?? 0)) continue;
            best = (string.Format(CultureInfo.InvariantCulture, norwegian,
                [.. match.Groups.Values.Skip(1).Select(group => Figure(group.Value))]), match.Length);
        }
        return best;
    }

    // What stands for a figure never reaches into the next sentence.
    static Regex PatternOf(string english) => new(
        "^" + Place().Replace(Regex.Escape(english), @"((?:(?!\. ).)+?)") + @"(?=\s|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // Figures and short words that stand inside a sentence.
    static string Figure(string text) => Points().Replace(text, " prosentpoeng") switch
    {
        "more" => "oftere", "fewer" => "sjeldnere", "closing time" => "stengetid", "arrival out of hours" => "ankomst utenfor åpningstid",
        "company size" => "bedriftens størrelse",
        var figure => Decimal().Replace(Thousand().Replace(figure, "\u00A0"), ",").Replace(" to ", " til ", StringComparison.Ordinal),
    };

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Place();

    [GeneratedRegex(@" points\b")]
    private static partial Regex Points();

    [GeneratedRegex(@"(?<=\d),(?=\d{3})")]
    private static partial Regex Thousand();

    [GeneratedRegex(@"(?<=\d)\.(?=\d)")]
    private static partial Regex Decimal();
}
