namespace Handraiser.App.Platform.Mail;

/// <summary>How far a sending came, in the order in which it happens.</summary>
internal enum SendPhase
{
    Connect,
    Banner,
    Hello,
    Tls,
    SignIn,
    Sender,
    Recipient,
    Data,
    Body,
    Reply,
}

/// <summary>
/// What became of one sending. That the world failed is an outcome and never an exception. The four differ in what
/// may be done next: nothing, nothing ever, try again, or ask a human.
/// </summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The server has taken responsibility for the letter.</summary>
    public sealed record Accepted(string Reply) : SendOutcome;

    /// <summary>
    /// This letter will never be taken as it is. Only a refusal of the phase Recipient or Reply can speak about the
    /// recipient; a refusal without a code is our own, because the server cannot carry the letter.
    /// </summary>
    public sealed record Refused(SendPhase Phase, int? Code, string? Enhanced, string Text) : SendOutcome;

    /// <summary>
    /// The letter was certainly not taken, and a later attempt may succeed. <see cref="NeedsMending"/> says that
    /// it will not before a human has changed a setting or the server: wrong password, certificate, no STARTTLS.
    /// </summary>
    public sealed record Deferred(SendPhase Phase, int? Code, string Why, bool NeedsMending = false) : SendOutcome;

    /// <summary>
    /// The final dot went out and no complete reply came back: the letter may have been taken. Sending it again may
    /// send it twice (RFC 1047).
    /// </summary>
    public sealed record InDoubt(string Why) : SendOutcome;
}
