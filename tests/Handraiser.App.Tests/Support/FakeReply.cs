using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Handraiser.App.Tests.Support;

/// <summary>What the server does instead of its usual answer.</summary>
internal abstract record FakeReply
{
    /// <summary>These lines, joined by CRLF, and a CRLF.</summary>
    public sealed record Text(string Lines) : FakeReply;

    /// <summary>Says nothing for ever, and leaves the connection open.</summary>
    public sealed record Silence : FakeReply;

    public sealed record Close : FakeReply;

    /// <summary>A TCP reset.</summary>
    public sealed record Reset : FakeReply;

    /// <summary>A multi-line reply without a last line.</summary>
    public sealed record Endless : FakeReply;

    /// <summary>One line of this many octets.</summary>
    public sealed record LongLine(int Octets = 1024 * 1024) : FakeReply;

    /// <summary>The reply, or the usual one when null, once the gate opens.</summary>
    public sealed record After(Task Gate, FakeReply? Then = null) : FakeReply;

    public static implicit operator FakeReply(string lines) => new Text(lines);
}

internal enum FakeTls
{
    None,
    StartTls,
    Implicit,
}

internal sealed record FakeSmtpOptions
{
    public FakeTls Tls { get; init; }

    public X509Certificate2? Certificate { get; init; }

    /// <summary>Mail is taken only after this user has signed in.</summary>
    public (string User, string Password)? SignIn { get; init; }

    public string SignInWays { get; init; } = "PLAIN LOGIN";

    /// <summary>Offered in EHLO besides STARTTLS and AUTH.</summary>
    public IReadOnlyList<string> Extensions { get; init; } =
        ["SIZE 10485760", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];
}

/// <param name="Wire">The octets between DATA's reply and the final dot, as they came.</param>
/// <param name="Raw">The same without the dot stuffing.</param>
internal sealed record FakeMessage(
    string MailCommand, string RcptCommand, byte[] Wire, byte[] Raw, bool IsEncrypted, string? User)
{
    public string Text => Encoding.UTF8.GetString(Raw);
}
