using System.Text;

namespace Handraiser.App.Platform.Mail;

/// <summary>
/// The values of mail headers: what may stand in one, how other text is encoded (RFC 2047), where lines fold.
/// </summary>
internal static class HeaderText
{
    private const int LineLengthMax = 78;
    private const int LineWithEncodedWordMax = 76;
    private const int PlainWordMax = 60;
    private const int PhraseMax = 66;
    private const int MessageIdMax = 250;
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    /// <exception cref="ArgumentException">The value holds a line break or NUL.</exception>
    public static string Checked(string header, string value) => value.AsSpan().ContainsAny('\r', '\n', '\0')
        ? throw new ArgumentException($"The header {header} holds a line break or NUL.", nameof(value))
        : value;

    /// <exception cref="ArgumentException">The value is not one message id in angle brackets.</exception>
    public static string CheckedId(string header, string value) =>
        value.Length is >= 5 and <= MessageIdMax && value[0] == '<' && value[^1] == '>' && IsVisibleAscii(value)
        && !value.AsSpan(1, value.Length - 2).ContainsAny('<', '>') && value.Count(c => c == '@') == 1
            ? value
            : throw new ArgumentException(
                $"The header {header} takes ids such as <left@right>, in visible ASCII and of at most "
                + $"{MessageIdMax} characters.", nameof(value));

    public static bool IsVisibleAscii(string value) => value.All(c => c is > ' ' and <= '~');

    /// <summary>
    /// Text of unknown origin made into one line: breaks, tabs and other control characters become single spaces.
    /// </summary>
    public static string OneLine(string text)
    {
        var spaced = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return string.Join(' ', spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A whole header whose value is free text, with its line end.</summary>
    public static string Text(string header, string value) => IsPlain(value)
        ? Fold(header, value.Split(' '), LineLengthMax)
        : Fold(header, EncodedWords(value, LineWithEncodedWordMax - header.Length - 2), LineWithEncodedWordMax);

    /// <summary>A whole header that names one mailbox, with its line end.</summary>
    public static string Address(string header, Mailbox mailbox)
    {
        var address = mailbox.Name is null ? mailbox.Address : $"<{mailbox.Address}>";
        if (mailbox.Name is not { } name)
        {
            return Fold(header, [address], LineLengthMax);
        }
        return IsPlain(name) && Phrase(name) is { Length: <= PhraseMax } phrase
            ? Fold(header, [phrase, address], LineLengthMax)
            : Fold(header, [.. EncodedWords(name, LineWithEncodedWordMax - header.Length - 2), address],
                LineWithEncodedWordMax);
    }

    /// <summary>A whole header of safe tokens, with its line end; it folds between tokens only.</summary>
    public static string Tokens(string header, params IEnumerable<string> tokens) =>
        Fold(header, tokens, LineLengthMax);

    // What looks like an encoded word would be decoded by the reader, so it is encoded and arrives as it was typed.
    private static bool IsPlain(string value) => value.All(c => c is >= ' ' and <= '~')
        && !value.Contains("=?", StringComparison.Ordinal)
        && value.Split(' ') is var words && (value.Length == 0 || words.All(w => w.Length is > 0 and <= PlainWordMax));

    private static string Phrase(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')
        ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> EncodedWords(string value, int firstLengthMax)
    {
        var word = new List<byte>();
        var octetsMax = OctetsThatFit(firstLengthMax);
        var octets = new byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(octets);
            if (word.Count + length > octetsMax)
            {
                yield return WordStart + Convert.ToBase64String([.. word]) + WordEnd;
                word.Clear();
                octetsMax = OctetsThatFit(LineWithEncodedWordMax - 1);
            }
            word.AddRange(octets.AsSpan(0, length));
        }
        yield return WordStart + Convert.ToBase64String([.. word]) + WordEnd;
    }

    private static int OctetsThatFit(int length) => (length - WordStart.Length - WordEnd.Length) / 4 * 3;

    private static string Fold(string header, IEnumerable<string> tokens, int lengthMax)
    {
        var lines = new StringBuilder(header).Append(':');
        var column = lines.Length;
        foreach (var token in tokens)
        {
            if (column + 1 + token.Length > lengthMax)
            {
                lines.Append("\r\n");
                column = 0;
            }
            lines.Append(' ').Append(token);
            column += 1 + token.Length;
        }
        return lines.Append("\r\n").ToString();
    }
}
