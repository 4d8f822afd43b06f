using System.Net;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>What is wrong with a destination, for tests and for telling one field's fault from another's.</summary>
internal enum UrlFault { Malformed, TooLong, Scheme, UserInfo, Port, Host, PrivateAddress, Unresolved }

/// <summary>Whether a URL may be a destination; a denial says what is wrong and how to mend it.</summary>
internal abstract record UrlVerdict
{
    UrlVerdict() { }

    public sealed record Allowed(Uri Url) : UrlVerdict;

    public sealed record Denied(UrlFault Fault, string Message) : UrlVerdict;
}

/// <summary>
/// Which destinations our own server may talk to on a customer's behalf. What a URL says is checked when it is saved;
/// what counts is <see cref="MayDial"/>, asked about the very address that is about to be dialled.
/// </summary>
internal sealed class DestinationGuard(AllowList allow, IEnumerable<int>? extraPorts = null, bool allowHttp = false)
{
    public const int UrlCharactersMax = 2048;

    readonly HashSet<int> ports = [80, 443, .. extraPorts ?? []];

    /// <summary>Whether an address that <paramref name="host"/> resolved to may be dialled.</summary>
    public bool MayDial(string host, IPAddress address) =>
        PublicAddress.IsPublic(address) || allow.HasAddress(address) || allow.HasHost(host);

    /// <summary>Judges the text of a URL without asking a resolver.</summary>
    public UrlVerdict Check(string? url)
    {
        if (CheckText(url) is { } badText)
        {
            return badText;
        }
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed))
        {
            return Denied(UrlFault.Malformed, "The address cannot be read; write it like https://example.com/hook.");
        }
        var host = Bare(parsed);
        var denied = CheckHost(host) ?? CheckScheme(parsed, host) ?? CheckPort(parsed);
        return denied is null ? new UrlVerdict.Allowed(parsed) : denied;
    }

    /// <summary>The host as a resolver is asked for it: no brackets, no dot at the end.</summary>
    public static string Bare(Uri url) => url.IdnHost.Trim('[', ']').TrimEnd('.');

    /// <summary>The denial for a host that leads, or may lead, into a private network.</summary>
    public static UrlVerdict.Denied PrivateDestination(string host) => Denied(UrlFault.PrivateAddress,
        $"\"{host}\" leads to a private network; use a public address, or ask the operator to allow this host.");

    static UrlVerdict.Denied? CheckText(string? url)
    {
        if (string.IsNullOrEmpty(url))
        {
            return Denied(UrlFault.Malformed, "The address is empty; write it like https://example.com/hook.");
        }
        if (url.Length > UrlCharactersMax)
        {
            return Denied(UrlFault.TooLong, $"The address is longer than {UrlCharactersMax} characters; shorten it.");
        }
        // A backslash is a slash to some parsers and not to others, and who disagrees can be fooled.
        if (url.Any(symbol => symbol is <= ' ' or >= '\x7f' or '\\'))
        {
            return Denied(UrlFault.Malformed, "The address holds a space, a backslash, a control character or a letter "
                + "outside ASCII; write those as %20 and the like, and the host in its xn-- form.");
        }
        return CheckAuthority(url);
    }

    static UrlVerdict.Denied? CheckAuthority(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var scheme = start < 0 ? "" : url[..start].ToLowerInvariant();
        if (scheme is not ("https" or "http"))
        {
            return Denied(UrlFault.Scheme, "The address must begin with https://.");
        }
        var rest = url[(start + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return Denied(UrlFault.UserInfo, "The address holds a name or password before the host; take it out.");
        }
        return authority.Contains('%', StringComparison.Ordinal)
            ? Denied(UrlFault.Host, "The host holds a % sign; write it plainly, without escapes or a zone.")
            : null;
    }

    UrlVerdict.Denied? CheckHost(string host)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return MayDial(host, address) ? null : PrivateDestination(host);
        }
        if (!HostName.IsWellFormed(host) || HostName.EndsInANumber(host))
        {
            return Denied(UrlFault.Host, $"\"{host}\" is no host name; write one like example.com.");
        }
        return HostName.IsPrivate(host) && !allow.HasHost(host) ? PrivateDestination(host) : null;
    }

    UrlVerdict.Denied? CheckScheme(Uri url, string host)
    {
        var mayBePlain = allowHttp || allow.HasHost(host)
            || (IPAddress.TryParse(host, out var address) && allow.HasAddress(address));
        return url.Scheme == Uri.UriSchemeHttps || mayBePlain
            ? null
            : Denied(UrlFault.Scheme, "Anybody on the way can read what goes to http://; begin it with https://.");
    }

    UrlVerdict.Denied? CheckPort(Uri url) => ports.Contains(url.Port)
        ? null
        : Denied(UrlFault.Port, $"Port {url.Port} is not open to destinations; use one of {PortList()}.");

    string PortList() => string.Join(", ", ports.Order());

    static UrlVerdict.Denied Denied(UrlFault fault, string message) => new(fault, message);
}
