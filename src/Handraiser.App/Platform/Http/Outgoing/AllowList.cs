using System.Globalization;
using System.Net;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>
/// The private destinations that the operator opened on purpose: host names (exact) and networks, separated by commas,
/// as in "10.1.0.0/16, 127.0.0.1, fd00::/8, hooks.internal". A named host may resolve to any address.
/// </summary>
internal sealed class AllowList
{
    readonly HashSet<string> hosts = new(StringComparer.OrdinalIgnoreCase);
    readonly List<IPNetwork> networks = [];

    AllowList() { }

    public static AllowList None { get; } = new();

    /// <summary>Reads the setting; a wrong entry is a FormatException that names it and says how to write it.</summary>
    public static AllowList Parse(string? text)
    {
        const StringSplitOptions Entries = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var list = new AllowList();
        foreach (var entry in (text ?? "").Split(',', Entries))
        {
            list.Add(entry);
        }
        return list;
    }

    public bool HasHost(string host) => hosts.Contains(host.TrimEnd('.'));

    public bool HasAddress(IPAddress address)
    {
        var plain = PublicAddress.Plain(address);
        return networks.Exists(network => network.Contains(plain));
    }

    void Add(string entry)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var head = slash < 0 ? entry : entry[..slash];
        if (IPAddress.TryParse(head, out var address) && ReadsAsWritten(head, address))
        {
            networks.Add(Network(entry, address, slash < 0 ? null : entry[(slash + 1)..]));
        }
        else if (slash < 0 && HostName.IsWellFormed(entry.TrimEnd('.')) && !HostName.EndsInANumber(entry))
        {
            hosts.Add(entry.TrimEnd('.'));
        }
        else
        {
            throw Wrong(entry);
        }
    }

    static IPNetwork Network(string entry, IPAddress address, string? prefix)
    {
        var bytes = address.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (prefix is not null && !int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out bits)
            || bits > bytes.Length * 8)
        {
            throw Wrong(entry);
        }
        for (var bit = bits; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> bit % 8);
        }
        return new IPNetwork(new IPAddress(bytes), bits);
    }

    // "10.1" parses as 10.0.0.1, and a mapped address never matches: hardly what their writers meant.
    static bool ReadsAsWritten(string text, IPAddress address) =>
        text.Contains(':', StringComparison.Ordinal) 
            ? address.ScopeId == 0 && !address.IsIPv4MappedToIPv6
            : address.ToString() == text;

    static FormatException Wrong(string entry) =>
        new($"\"{entry}\" is neither a host nor a network; write a host such as hooks.internal, an address such as "
            + "10.1.2.3 or a network such as 10.1.0.0/16.");
}
