using NodaTime;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>Why no answer came.</summary>
internal enum UnreachableReason { Dns, Connect, Tls, Timeout, Reset, PrivateAddress, NotAllowed, TooLarge, BadAnswer }

/// <summary>
/// What became of one attempt to deliver. The status line decides; whatever happens to the rest of the answer changes
/// nothing. The excerpt is what the other side said, or our own words when nobody answered: plain text of at most
/// 1 KiB, written by a stranger and to be escaped when shown.
/// </summary>
internal abstract record DeliveryOutcome
{
    static readonly string[] Reasons =
    [
        "dns", "connect", "tls", "timeout", "reset", "private-address", "not-allowed", "too-large", "bad-answer",
    ];

    DeliveryOutcome(string excerpt) => Excerpt = excerpt;

    public string Excerpt { get; init; }

    /// <summary>Any 2xx.</summary>
    internal sealed record Accepted(int Status, string Excerpt) : DeliveryOutcome(Excerpt);

    /// <summary>410: the receiver wants no more of it.</summary>
    internal sealed record Gone(string Excerpt) : DeliveryOutcome(Excerpt);

    /// <summary>429, 502, 503 or 504: slow down; RetryAfter is between nothing and a day.</summary>
    internal sealed record Throttled(int Status, Duration? RetryAfter, string Excerpt) : DeliveryOutcome(Excerpt);

    /// <summary>Any 3xx: a failure, because following it would deliver to somebody nobody checked.</summary>
    internal sealed record Redirected(int Status, string Location, string Excerpt) : DeliveryOutcome(Excerpt);

    /// <summary>Any other status.</summary>
    internal sealed record Refused(int Status, string Excerpt) : DeliveryOutcome(Excerpt);

    internal sealed record Unreachable(UnreachableReason Reason, string Excerpt) : DeliveryOutcome(Excerpt);

    /// <summary>One word for the attempt's record; for the unreachable it is the reason.</summary>
    public string Word => this switch
    {
        Accepted => "accepted",
        Gone => "gone",
        Throttled => "throttled",
        Redirected => "redirected",
        Refused => "refused",
        Unreachable unreachable => Reasons[(int)unreachable.Reason],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
