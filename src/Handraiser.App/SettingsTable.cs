using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Handraiser.App;

/// <summary>One setting: its name, what it means, an example, and what its value must be like.</summary>
/// <param name="Key">As <c>handraiser.yaml</c> writes it.</param>
/// <param name="Fault">What is wrong with a value, with the mend; null when nothing is.</param>
internal sealed record Setting(
    string Key, string Meaning, string Example, Func<Settings, string> Of, Func<Settings, string, Settings> With,
        Func<string, string?> Fault)
{
    /// <summary>As the environment writes it.</summary>
    public string Variable => "HANDRAISER_" + Key.ToUpperInvariant().Replace('-', '_');
}

/// <summary>Every setting there is. The help, the documentation and the reader all follow this table.</summary>
internal static partial class SettingsTable
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("database", "Where everything is kept: an embedded file, or PostgreSQL.",
            "postgres://handraiser:SECRET@db.internal:5432/handraiser",
            of => of.Database, (of, value) => of with { Database = value }, DatabaseFault),
        new("urls", "Where to listen, separated by semicolons. Plain HTTP: TLS belongs to the proxy in front.",
            "http://0.0.0.0:5080", of => of.Urls, (of, value) => of with { Urls = value }, UrlsFault),
        new("base-url", "The address under which people reach it. Every link begins with it. Without it, the first of urls.",
            "https://leads.acme.example", of =>
                of.BaseUrl, (of, value) => of with { BaseUrl = value.TrimEnd('/') }, BaseUrlFault),
        new("hosts", "Further host names that requests may ask for, separated by commas, or * for any. Other names than these and "
            + "base-url's are refused. Without both, none is.", "leads.acme.example, handraiser.internal",
            of => of.Hosts, (of, value) => of with { Hosts = value }, HostsFault),
        new("mail", "How mail goes out: a mail server, or a folder that collects it. Empty sends none.",
            "smtps://handraiser:SECRET@mail.acme.example:465", of =>
                of.Mail, (of, value) => of with { Mail = value }, MailFault),
        new("mail-from", "Whom mail is from.", "Acme Leads <leads@acme.example>",
            of => of.MailFrom, (of, value) => of with { MailFrom = value }, MailFromFault),
        new("allow-private", "Private hosts and networks that webhooks may reach all the same, and ports beside 80 and 443, separated by commas.",
            "crm.internal, 10.1.2.0/24, :8080", of =>
                of.AllowPrivate, (of, value) => of with { AllowPrivate = value }, AllowPrivateFault),
        new("api-rate", "How many requests a second each API key may send.", "200",
            of => of.ApiRate.ToString(CultureInfo.InvariantCulture), (of, value) => of with { ApiRate = Count(value)!.Value }, RateFault),
        new("form-rate", "How many requests a minute one network (IPv4 /24, IPv6 /64) may send through one form.", "30",
            of => of.FormRate.ToString(CultureInfo.InvariantCulture), (of, value) => of with { FormRate = Count(value)!.Value }, RateFault),
        new("known-proxies", "The proxies in front, as addresses or networks separated by commas. "
            + "From them alone X-Forwarded-For is believed.", "10.0.0.5, 172.16.0.0/12",
            of => of.KnownProxies, (of, value) => of with { KnownProxies = value }, ProxiesFault),
        new("telemetry", "Where metrics and traces go (OTLP over HTTP). Empty sends none.",
            "http://collector.internal:4318",
            of => of.Telemetry, (of, value) => of with { Telemetry = value.TrimEnd('/') }, TelemetryFault),
        new("spool", "The folder in which this node keeps requests while the database is away. Each process needs its own. "
            + "Empty keeps none: they are refused then.", "/var/lib/handraiser/spool",
            of => of.Spool, (of, value) => of with { Spool = value }, _ => null),
        new("spool-megabytes", "How much the spool takes before requests are refused, in megabytes.", "256",
            of => of.SpoolMegabytes.ToString(CultureInfo.InvariantCulture),
            (of, value) => of with { SpoolMegabytes = Count(value)!.Value }, RateFault),
        new("log", "How the log is written: text for people, json for programs.", "json",
            of => of.Log, (of, value) =>
                of with { Log = value }, value => value is "text" or "json" ? null : "Write text or json."),
    ];

    /// <summary>A value as it may be shown: the password in an address is not.</summary>
    public static string WithoutSecret(string value) => UserInfo().Replace(value, "$1***@");

    static string? DatabaseFault(string value) =>
        (value.StartsWith("sqlite:", StringComparison.Ordinal) && value.Length > "sqlite:".Length)
        || (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "postgres" or "postgresql"
            && url.AbsolutePath.Length > 1)
            ? null : "Write sqlite:PATH, like sqlite:./data/handraiser.db, or postgres://USER:PASSWORD@HOST:PORT/NAME.";

    static string? UrlsFault(string value)
    {
        foreach (var part in value.Split(';'))
        {
            if (part.StartsWith("https:",
                StringComparison.OrdinalIgnoreCase)) return "It speaks plain HTTP. Put a proxy in front for TLS, and name its address in base-url.";
            if (ListenUrl().Match(part) is not { Success: true } url || !IsPort(url.Groups["port"].Value))
                return "Write http://HOST:PORT, like http://0.0.0.0:5080; several are separated by semicolons.";
        }
        return null;
    }

    static string? BaseUrlFault(string value) => WebAddress(value) is { PathAndQuery: "/", Fragment: "" } ? null
        : "Write http:// or https:// and the host, like https://leads.acme.example, without a path.";

    static string? HostsFault(string value) => Parts(value).FirstOrDefault(part =>
        part != "*" && Uri.CheckHostName(part.TrimStart('[').TrimEnd(']')) == UriHostNameType.Unknown) is { } wrong
            ? $"{wrong} is not a host name. Write it without http:// and port, like leads.acme.example." : null;

    static string? MailFault(string value) => value.Length == 0
        || (value.StartsWith("folder:", StringComparison.Ordinal) && value.Length > "folder:".Length)
        || (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "smtp" or "smtps"
            && url.Host.Length > 0)
            ? null : "Write smtp://USER:PASSWORD@HOST:PORT, smtps://... or folder:PATH; leave it empty to send no mail.";

    static string? MailFromFault(string value) =>
        !value.Any(char.IsControl) && MailAddress.TryCreate(value, out _) ? null
        : "Write a name and an address, like Acme Leads <leads@acme.example>.";

    static string? AllowPrivateFault(string value) => Parts(value).FirstOrDefault(part => !(part[0] == ':' && IsPort(part[1..])) && (
        part.Contains('/') ? !IPNetwork.TryParse(part, out _) : Uri.CheckHostName(part) ==
            UriHostNameType.Unknown)) is { } wrong
            ? $"{wrong} is neither a host, nor an address, nor a network like 10.1.2.0/24, nor a port like :8080." : null;

    static string? ProxiesFault(string value) => Parts(value).FirstOrDefault(part =>
        part.Contains('/') ? !IPNetwork.TryParse(part, out _) : !IPAddress.TryParse(part, out _)) is { } wrong
            ? $"{wrong} is neither an address nor a network like 172.16.0.0/12." : null;

    static string? TelemetryFault(string value) => value.Length == 0 || WebAddress(value) is not null ? null
        : "Write the collector's address, like http://collector.internal:4318.";

    static string? RateFault(string value) => Count(value) is > 0 ? null : "Write a whole number of at least 1.";

    static int? Count(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    static bool IsPort(string value) => Count(value) is <= IPEndPoint.MaxPort;

    static Uri? WebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && url.Host.Length > 0 && url.UserInfo.Length == 0 ? url : null;

    /// <summary>The parts of a value that lists several.</summary>
    public static string[] Parts(string value) =>
        value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^http://(\[[0-9A-Fa-f:.]+\]|[^/:?#\s@\[\]]+):(?<port>[0-9]{1,5})/?$")]
    private static partial Regex ListenUrl();

    [GeneratedRegex(@"(\w+://[^:@/\s]*:)[^@/\s]*@")]
    private static partial Regex UserInfo();
}
