using System.Net;
using System.Text;
using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.App.Features.Alerts;

/// <summary>Writes an alert as a mail: plain text, the same in simple HTML, threaded with the lead's other
/// alerts.</summary>
internal static class AlertLetter
{
    /// <exception cref="ArgumentException">The recipient's address is not one.</exception>
    public static Letter Write(AlertText text, Mailbox from, Mailbox to, string key, string? firstKey, Instant date)
    {
        var first = firstKey is null || firstKey == key ? null : MessageIds.For(firstKey, from.Domain);
        return new()
        {
            From = from, To = to, Subject = HeaderText.OneLine(text.Subject), TextBody = Plain(text),
                HtmlBody = Html(text),
            MessageId = MessageIds.For(key, from.Domain), Date = date, AutoSubmitted = AutoSubmitted.Generated,
            InReplyTo = first, References = first is null ? [] : [first], Key = key,
        };
    }

    static string Plain(AlertText text)
    {
        var body = new StringBuilder(text.Opening).Append('\n');
        if (text.Quote.Count > 0) body.Append('\n');
        foreach (var line in text.Quote) body.Append("> ").Append(line).Append('\n');
        body.Append('\n');
        var width = text.Facts.Max(fact => fact.Label.Length) + 1;
        foreach (var (label, value) in text.Facts) body.Append((label + ':').PadRight(width)).Append(' ').Append(value)
            .Append('\n');
        return body.Append('\n').Append(text.Act).Append(": ").Append(text.Link.AbsoluteUri).Append('\n').ToString();
    }

    static string Html(AlertText text)
    {
        var body = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><body>\n<p><strong>")
            .Append(Encode(text.Subject)).Append("</strong></p>\n");
        body.Append("<p>").Append(Encode(text.Opening)).Append("</p>\n");
        if (text.Quote.Count > 0) body.Append("<blockquote>").AppendJoin("<br>\n", text.Quote.Select(Encode))
            .Append("</blockquote>\n");
        body.Append("<p>").AppendJoin("<br>\n", text.Facts.Select(Pair))
            .Append("</p>\n");
        return body.Append("<p><a href=\"").Append(Encode(text.Link.AbsoluteUri)).Append("\">").Append(Encode(text.Act))
            .Append("</a></p>\n</body></html>\n").ToString();
    }

    static string Pair((string Label, string Value) fact) => $"{Encode(fact.Label)}: {Encode(fact.Value)}";

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
