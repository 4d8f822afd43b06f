namespace Handraiser.App.Platform.Http;

/// <summary>
/// Refuses requests for a name that is not ours: a page of somebody else's whose name leads to our address is not us.
/// On this machine it always answers, and whoever asks for its health need not know a name.
/// </summary>
internal sealed class KnownHosts
{
    const string Any = "*";

    readonly HashSet<string> names;

    KnownHosts(HashSet<string> names) => this.names = names;

    /// <summary>
    /// The base address's name and the further ones. While nobody has said under which name people reach it, which a
    /// base address on this machine shows, and no further name is given, every name is known.
    /// </summary>
    public static KnownHosts Of(Uri baseUrl, IReadOnlyCollection<string> further)
    {
        var isUnsaid = baseUrl.IsLoopback && further.Count == 0;
        return new(new(further.Select(Plain).Append(Plain(baseUrl.Host)).Append(isUnsaid ? Any : "localhost"),
            StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a Host header names us. Ports do not matter: a proxy in front may listen on another.</summary>
    public bool Knows(HostString host)
    {
        var name = Plain(host.Host);
        return names.Contains(Any) || names.Contains(name)
            || (System.Net.IPAddress.TryParse(name, out var address) && System.Net.IPAddress.IsLoopback(address));
    }

    static string Plain(string name) => name.TrimStart('[').TrimEnd(']').TrimEnd('.');
}

internal static class KnownHostsSetup
{
    public static void UseKnownHosts(this IApplicationBuilder app, KnownHosts hosts) => app.Use((http, next) =>
        hosts.Knows(http.Request.Host) || http.Request.Path.Value is "/healthz" or "/readyz" ? next(http)
            : Failures.WriteAsync(http, StatusCodes.Status421MisdirectedRequest,
                "Handraiser is not known by this name here.",
                "Use the address you were given. Whoever runs it can add this name to the setting hosts."));
}
