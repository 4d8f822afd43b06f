using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>
/// Tells the addresses of the open internet from those that only mean something inside somebody's network. An address
/// that carries an IPv4 address inside it is judged by the inner one, because that is where the packet ends up.
/// </summary>
internal static class PublicAddress
{
    // The IANA special-purpose registry, plus the address at which Azure answers its own guests.
    static readonly IPNetwork[] ReservedV4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // Everything outside 2000::/3 is refused first, so only the special blocks inside it are named.
    static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    static readonly IPNetwork[] ReservedV6 = Networks("2001::/23", "2001:db8::/32", "3fff::/20");

    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Array.Exists(ReservedV4, network => network.Contains(address));
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
        {
            return false;
        }
        return CarriedV4(address) is { } inner ? IsPublic(inner) : IsPublicV6(address);
    }

    /// <summary>An IPv4-mapped address as the IPv4 address that it dials; any other address as it is.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    static bool IsPublicV6(IPAddress address) =>
        GlobalUnicast.Contains(address)
        && !Array.Exists(ReservedV6, network => network.Contains(address))
        && !IsIsatap(address);

    static IPAddress? CarriedV4(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(12, 4));
        }
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : null;
    }

    // An ISATAP interface identifier is 0000:5efe or 0200:5efe and an IPv4 address, nearly always a private one.
    static bool IsIsatap(IPAddress address) =>
        (BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes().AsSpan(8, 4)) & ~0x0200_0000u) == 0x0000_5efe;

    static IPNetwork[] Networks(params string[] texts) => Array.ConvertAll(texts, IPNetwork.Parse);
}
