namespace Handraiser.App;

/// <summary>What the person who runs Handraiser decides. Read once at start; a wrong value stops the start.</summary>
internal sealed record Settings
{
    /// <summary><c>sqlite:PATH</c> or <c>postgres://...</c></summary>
    public string Database { get; init; } = "sqlite:./data/handraiser.db";

    /// <summary>Where to listen.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>The address under which people reach it: every link in a message begins with it, never with a Host
    /// header.</summary>
    public string BaseUrl { get; init; } = "http://localhost:5080";

    /// <summary>Further host names that requests may ask for, separated by commas; <c>*</c> is any.</summary>
    public string Hosts { get; init; } = "";

    /// <summary><c>smtp://...</c>, <c>smtps://...</c> or <c>folder:PATH</c>; empty sends no mail and says so.</summary>
    public string Mail { get; init; } = "";

    /// <summary>Whom mail is from.</summary>
    public string MailFrom { get; init; } = "Handraiser <handraiser@localhost>";

    /// <summary>Private hosts and networks that webhooks may reach all the same, separated by commas.</summary>
    public string AllowPrivate { get; init; } = "";

    /// <summary>How many requests a second each API key may send.</summary>
    public int ApiRate { get; init; } = 1000;

    /// <summary>How many requests a minute one network (IPv4 /24, IPv6 /64) may send through one form.</summary>
    public int FormRate { get; init; } = 60;

    /// <summary>The proxies in front, whose word about a caller's address is taken; separated by commas.</summary>
    public string KnownProxies { get; init; } = "";

    /// <summary>Where metrics and traces go (OTLP over HTTP); empty sends none.</summary>
    public string Telemetry { get; init; } = "";

    /// <summary>Where this node keeps requests while the database is away; empty keeps none, and they are refused then.</summary>
    public string Spool { get; init; } = "./data/spool";

    /// <summary>How many megabytes of requests the spool takes.</summary>
    public int SpoolMegabytes { get; init; } = 64;

    /// <summary>How the log is written: <c>text</c> for people, <c>json</c> for programs.</summary>
    public string Log { get; init; } = "text";

    public bool IsHttps => BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every setting and its value, without what is secret in it.</summary>
    public override string ToString() =>
        string.Join('\n', SettingsTable.All.Select(setting =>
            $"{setting.Key}: {SettingsTable.WithoutSecret(setting.Of(this))}"));
}
