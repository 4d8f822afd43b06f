using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace Handraiser.App.Platform.Mail;

/// <summary>A letter as the bytes of a mail (RFC 5322, MIME). Every line ends in CRLF and fits into 998.</summary>
internal static class LetterWriter
{
    private static readonly InstantPattern DateForm =
        InstantPattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH:mm:ss '+0000'");

    public static byte[] Write(Letter letter)
    {
        var mail = new StringBuilder();
        WriteHeaders(mail, letter);
        var text = Part("text/plain", letter.TextBody);
        if (letter.HtmlBody is null)
        {
            mail.Append(text);
        }
        else
        {
            var html = Part("text/html", letter.HtmlBody);
            var boundary = BoundaryFor(letter.MessageId, text, html);
            mail.Append("Content-Type: multipart/alternative;\r\n boundary=\"").Append(boundary).Append("\"\r\n\r\n")
                .Append("--").Append(boundary).Append("\r\n").Append(text)
                .Append("--").Append(boundary).Append("\r\n").Append(html)
                .Append("--").Append(boundary).Append("--\r\n");
        }
        return Encoding.UTF8.GetBytes(mail.ToString());
    }

    private static void WriteHeaders(StringBuilder mail, Letter letter)
    {
        mail.Append(HeaderText.Tokens("Date", DateForm.Format(letter.Date)));
        mail.Append(HeaderText.Address("From", letter.From));
        mail.Append(HeaderText.Address("To", letter.To));
        if (letter.ReplyTo is { } replyTo)
        {
            mail.Append(HeaderText.Address("Reply-To", replyTo));
        }
        mail.Append(HeaderText.Text("Subject", letter.Subject));
        mail.Append(HeaderText.Tokens("Message-ID", letter.MessageId));
        if (letter.InReplyTo is { } inReplyTo)
        {
            mail.Append(HeaderText.Tokens("In-Reply-To", inReplyTo));
        }
        if (letter.References.Count > 0)
        {
            mail.Append(HeaderText.Tokens("References", letter.References));
        }
        if (letter.Unsubscribe is { } link)
        {
            mail.Append(HeaderText.Tokens("List-Unsubscribe", $"<{link.AbsoluteUri}>"));
            mail.Append(link.Scheme == "mailto" ? "" : "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        }
        if (letter.AutoSubmitted is { } how)
        {
            mail.Append(CultureInfo.InvariantCulture, $"Auto-Submitted: auto-{(how == AutoSubmitted.Replied ? "replied" : "generated")}\r\n");
        }
        if (letter.Key is { } key)
        {
            mail.Append(HeaderText.Tokens("X-Handraiser-Key", key));
        }
        mail.Append("MIME-Version: 1.0\r\n");
    }

    private static string Part(string type, string body)
    {
        var lines = QuotedPrintable.Lines(body);
        var (encoding, content) = QuotedPrintable.Needs(lines)
            ? ("quoted-printable", QuotedPrintable.Encode(lines))
            : ("7bit", QuotedPrintable.Plain(lines));
        return $"Content-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{content}";
    }

    private static string BoundaryFor(string messageId, string text, string html)
    {
        for (var round = 0; ; round++)
        {
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{messageId} {round}"));
            var boundary = "=_" + Convert.ToHexStringLower(digest)[..32];
            if (!text.Contains(boundary, StringComparison.Ordinal)
                && !html.Contains(boundary, StringComparison.Ordinal))
            {
                return boundary;
            }
        }
    }
}
