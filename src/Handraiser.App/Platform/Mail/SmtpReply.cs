using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.App.Platform.Mail;

/// <summary>The server broke the protocol; nothing that it says afterwards can be trusted.</summary>
internal sealed class SmtpProtocolException(string message) : IOException(message);

/// <summary>One complete answer of the server, of one or many lines.</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int TextMax = 500;

    public bool IsGood => Code is >= 200 and < 300;

    public bool IsPermanent => Code is >= 500;

    /// <summary>The server takes its leave and closes the connection.</summary>
    public bool IsFarewell => Code == 421;

    /// <summary>The finer status code of RFC 3463, such as 5.1.1, when the server gives one.</summary>
    public string? Enhanced => EnhancedForm().Match(Lines[^1]) is { Success: true } found ? found.Value : null;

    public string Text
    {
        get
        {
            var text = string.Join(' ', Lines.Select(line => EnhancedForm().Replace(line, "").Trim()));
            return text.Length <= TextMax ? text : text[..TextMax];
        }
    }

    public override string ToString() => string.Join(' ', ((string?[])[$"{Code}", Enhanced, Text]).OfType<string>());

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedForm();
}

/// <summary>Reads replies with bounds on everything, since the other side may never stop talking.</summary>
internal sealed class SmtpReplyReader(Stream stream)
{
    private const int LineOctetsMax = 4096;
    private const int LinesMax = 128;

    private readonly byte[] buffer = new byte[LineOctetsMax];
    private int start;
    private int end;

    /// <summary>Whether the server has said more than it was asked for.</summary>
    public bool HasUnread => start < end;

    public async Task<SmtpReply> ReadAsync(CancellationToken cancel)
    {
        var lines = new List<string>();
        var code = 0;
        while (lines.Count < LinesMax)
        {
            var line = await ReadLineAsync(cancel);
            var lineCode = CodeOf(line);
            if (code != 0 && code != lineCode)
            {
                throw new SmtpProtocolException("one reply of the mail server has two codes");
            }
            code = lineCode;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, lines);
            }
        }
        throw new SmtpProtocolException($"a reply of the mail server has more than {LinesMax} lines");
    }

    private static int CodeOf(string line) =>
        line.Length >= 3 && line[0] is >= '2' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
        && (line.Length == 3 || line[3] is ' ' or '-')
            ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0'
            : throw new SmtpProtocolException("the mail server says something that is not a reply");

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, start, length);
                start += length + 1;
                return string.Concat(line.TrimEnd('\r').Select(c => char.IsControl(c) ? '?' : c));
            }
            await FillAsync(cancel);
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            throw new SmtpProtocolException($"a line of the mail server is longer than {LineOctetsMax} octets");
        }
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel);
        end += read > 0 ? read : throw new SmtpProtocolException("the mail server closed the connection");
    }
}
