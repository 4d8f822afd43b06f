using NodaTime;

namespace Handraiser.App.Platform.Mail;

/// <summary>What a mail that no human typed says of itself, so that no auto-reply answers it (RFC 3834).</summary>
internal enum AutoSubmitted
{
    Generated,
    Replied,
}

/// <summary>
/// One mail to one mailbox. It holds everything that decides its bytes: the same letter is always the same bytes.
/// A header value with a line break or NUL is refused here, with the header's name, and not repaired: it means
/// that somebody's input came this far unread.
/// </summary>
internal sealed record Letter
{
    private const int UnsubscribeLengthMax = 900;
    private const int KeyLengthMax = 200;

    public required Mailbox From { get; init; }

    public required Mailbox To { get; init; }

    public Mailbox? ReplyTo { get; init; }

    public required string Subject { get; init => field = HeaderText.Checked("Subject", value); }

    public required string TextBody { get; init; }

    public string? HtmlBody { get; init; }

    /// <summary>In angle brackets; see <see cref="MessageIds"/>.</summary>
    public required string MessageId { get; init => field = HeaderText.CheckedId("Message-ID", value); }

    public required Instant Date { get; init; }

    /// <summary>Where one stops such mail. A web address also announces one-click unsubscription (RFC 8058).</summary>
    public Uri? Unsubscribe { get; init => field = CheckedLink(value); }

    public AutoSubmitted? AutoSubmitted { get; init; }

    public string? InReplyTo
    {
        get;
        init => field = value is null ? null : HeaderText.CheckedId("In-Reply-To", value);
    }

    /// <summary>The ids of the conversation so far, oldest first.</summary>
    public IReadOnlyList<string> References
    {
        get;
        init => field = [.. value.Select(id => HeaderText.CheckedId("References", id))];
    } = [];

    /// <summary>The idempotency key, for the people who look for a mail in a log; goes into X-Handraiser-Key.</summary>
    public string? Key { get; init => field = value is null ? null : CheckedKey(value); }

    public bool NeedsSmtpUtf8 => From.NeedsSmtpUtf8 || To.NeedsSmtpUtf8 || ReplyTo is { NeedsSmtpUtf8: true };

    private static Uri? CheckedLink(Uri? link)
    {
        if (link is null)
        {
            return null;
        }
        var isKnown = link.IsAbsoluteUri && link.Scheme is "https" or "http" or "mailto";
        if (!isKnown || !HeaderText.IsVisibleAscii(link.AbsoluteUri) || link.AbsoluteUri.Contains('>')
            || link.AbsoluteUri.Length > UnsubscribeLengthMax)
        {
            throw new ArgumentException("List-Unsubscribe takes one http, https or mailto address in ASCII, of at "
                + $"most {UnsubscribeLengthMax} characters.", nameof(link));
        }
        return link;
    }

    private static string CheckedKey(string key) =>
        HeaderText.IsVisibleAscii(key) && key.Length is > 0 and <= KeyLengthMax
            ? key
            : throw new ArgumentException(
                $"X-Handraiser-Key takes 1 to {KeyLengthMax} visible ASCII characters.", nameof(key));
}
