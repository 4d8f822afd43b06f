using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Handraiser.App.Platform.Mail;

internal enum SmtpSecurity
{
    None,
    StartTls,
    Tls,
}

/// <summary>
/// Where and how mail is handed over. It prints without its password, and none of its errors repeat what was typed,
/// because a mistyped address may hold the password in the wrong place.
/// </summary>
internal sealed record SmtpSettings(string Host, int Port, SmtpSecurity Security)
{
    private const string Form = "smtp://user:password@host:587?tls=starttls";
    private const string SecurityKey = "tls", AuthorityKey = "ca", FromKey = "from", HelloKey = "helo";

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The envelope sender, to which bounces go; the letter's own From when null.</summary>
    public Mailbox? From { get; init; }

    /// <summary>The only authorities whose certificates count, for a server with a private one.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The name this machine gives itself in EHLO.</summary>
    public string Hello { get; init; } = Mailbox.AsciiDomain(Environment.MachineName) ?? "localhost";

    public SmtpTimeouts Timeouts { get; init; } = new();

    /// <summary>Whether the bytes never leave this machine.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>
    /// Reads <c>smtps://host</c> or <c>smtp://user:password@host:587?tls=starttls</c>; <c>ca=FILE</c>,
    /// <c>from=ADDRESS</c> and <c>helo=NAME</c> may follow.
    /// </summary>
    /// <exception cref="FormatException">The setting cannot be used; the message says how to mend it.</exception>
    public static SmtpSettings Parse(string setting)
    {
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var url) || url.Scheme is not ("smtp" or "smtps")
            || url.Host.Length == 0 || url.AbsolutePath is not ("" or "/") || url.Fragment.Length > 0)
        {
            throw new FormatException($"The mail setting must look like {Form}, smtps://host or folder:PATH. In the "
                + "user and the password write @ : / ? # and % as %40 %3A %2F %3F %23 and %25.");
        }
        var query = ReadQuery(url.Query);
        var (user, password) = ReadSignIn(url.UserInfo);
        var settings = new SmtpSettings(url.IdnHost.ToLowerInvariant(), 0, SmtpSecurity.None)
        {
            User = user,
            Password = password,
            From = ReadFrom(query.GetValueOrDefault(FromKey)),
            Authorities = ReadAuthorities(query.GetValueOrDefault(AuthorityKey)),
        };
        var security = ReadSecurity(url.Scheme, query.GetValueOrDefault(SecurityKey), settings);
        settings = settings with { Security = security, Port = url.Port > 0 ? url.Port : UsualPort(security) };
        return query.GetValueOrDefault(HelloKey) is { } hello ? settings with { Hello = ReadHello(hello) } : settings;
    }

    public override string ToString()
    {
        var who = User is null ? "" : $"{Uri.EscapeDataString(User)}:***@";
        var host = Host.Contains(':') ? $"[{Host}]" : Host;
        return $"{(Security == SmtpSecurity.Tls ? "smtps" : "smtp")}://{who}{host}:{Port}"
            + (Security == SmtpSecurity.Tls ? "" : $"?tls={(Security == SmtpSecurity.None ? "none" : "starttls")}");
    }

    private static int UsualPort(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => 465,
        SmtpSecurity.StartTls => 587,
        _ => 25,
    };

    private static Dictionary<string, string> ReadQuery(string query)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts[0] is not (SecurityKey or AuthorityKey or FromKey or HelloKey) || parts.Length < 2
                || !read.TryAdd(parts[0], Uri.UnescapeDataString(parts[1])))
            {
                throw new FormatException("After the ? a mail setting takes tls=, ca=, from= and helo=, each at most "
                    + "once. A ? inside the password is written %3F.");
            }
        }
        return read;
    }

    private static (string? User, string? Password) ReadSignIn(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return (null, null);
        }
        var parts = userInfo.Split(':', 2);
        var user = Uri.UnescapeDataString(parts[0]);
        var password = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        return user.Length > 0 && password.Length > 0 && !user.Contains('\0') && !password.Contains('\0')
            ? (user, password)
            : throw new FormatException("The mail setting needs both a user and a password before its @, or neither.");
    }

    private static SmtpSecurity ReadSecurity(string scheme, string? asked, SmtpSettings settings) =>
        (scheme, asked) switch
        {
            ("smtps", null) => SmtpSecurity.Tls,
            ("smtps", _) => throw new FormatException("smtps:// is encrypted from the start and takes no tls=."),
            (_, "starttls") => SmtpSecurity.StartTls,
            (_, "none") when settings.User is not null && !settings.IsLoopback => throw new FormatException(
                "tls=none would send the password in the clear; use tls=starttls or smtps://."),
            (_, "none") => SmtpSecurity.None,
            (_, null) when settings.IsLoopback => SmtpSecurity.None,
            (_, null) => throw new FormatException("Say how mail to another machine is protected: add ?tls=starttls, "
                + "or use smtps://, or ?tls=none if the network between is yours alone."),
            _ => throw new FormatException("tls= takes starttls or none; for TLS from the start use smtps://."),
        };

    private static Mailbox? ReadFrom(string? text) =>
        text is null ? null
        : Mailbox.TryParse(text, out var mailbox, out var why) ? mailbox
        : throw new FormatException($"from= in the mail setting takes one address; this one {why}.");

    private static string ReadHello(string text) => Mailbox.AsciiDomain(text)
        ?? throw new FormatException("helo= in the mail setting takes a host name.");

    private static X509Certificate2Collection? ReadAuthorities(string? path)
    {
        if (path is null)
        {
            return null;
        }
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds no certificate");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException($"ca= in the mail setting takes a file of PEM certificates: {e.Message}", e);
        }
    }
}
