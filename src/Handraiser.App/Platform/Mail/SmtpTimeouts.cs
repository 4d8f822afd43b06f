namespace Handraiser.App.Platform.Mail;

/// <summary>
/// How long each phase may take. The long one is the reply to the final dot: whoever gives up early sends twice
/// (RFC 5321, 4.5.3.2.6).
/// </summary>
internal sealed record SmtpTimeouts
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Banner { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the reply to DATA and for each block of the letter.</summary>
    public TimeSpan Data { get; init; } = TimeSpan.FromSeconds(120);

    public TimeSpan Reply { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How much longer a cancelled sending waits for the reply to its final dot.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
