using System.Globalization;
using System.Text;

namespace Handraiser.App.Platform.Mail;

/// <summary>Body text as it travels: CRLF lines, as they are where that is allowed, else quoted-printable.</summary>
internal static class QuotedPrintable
{
    private const int PlainLineMax = 998;
    private const int EncodedLineMax = 76;

    /// <summary>Every kind of line break becomes CRLF, and the last line ends too.</summary>
    public static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 && lines.Length > 1 ? lines[..^1] : lines;
    }

    public static bool Needs(string[] lines) =>
        lines.Any(line => line.Length > PlainLineMax || line.Any(c => c is not ('\t' or (>= ' ' and <= '~'))));

    public static string Plain(string[] lines) => string.Concat(lines.Select(line => line + "\r\n"));

    public static string Encode(string[] lines)
    {
        var encoded = new StringBuilder();
        foreach (var line in lines)
        {
            AppendLine(encoded, Encoding.UTF8.GetBytes(line));
        }
        return encoded.ToString();
    }

    private static void AppendLine(StringBuilder encoded, byte[] line)
    {
        var column = 0;
        for (var at = 0; at < line.Length; at++)
        {
            // White space at the end of a line may be lost on the way.
            var isLiteral = line[at] is (> (byte)' ' and <= (byte)'~' and not (byte)'=')
                || (line[at] is (byte)' ' or (byte)'\t' && at < line.Length - 1);
            var width = isLiteral ? 1 : 3;
            if (column + width > EncodedLineMax - 1)
            {
                encoded.Append("=\r\n");
                column = 0;
            }
            _ = isLiteral ? encoded.Append((char)line[at]) : encoded.Append('=').Append(line[at].ToString("X2", CultureInfo.InvariantCulture));
            column += width;
        }
        encoded.Append("\r\n");
    }
}
