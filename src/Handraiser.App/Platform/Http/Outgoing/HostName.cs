namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>What can be told from a host's name alone, before anybody asks a resolver.</summary>
internal static class HostName
{
    // Special-use names (RFC 6761, 6762, 8375) and those that home and office routers hand out.
    static readonly string[] PrivateEndings =
        [".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa"];

    /// <summary>Labels of letters, digits, hyphens and underscores within the lengths that DNS allows.</summary>
    public static bool IsWellFormed(string host) =>
        host.Length is > 0 and <= 253 && Array.TrueForAll(host.Split('.'), IsLabel);

    /// <summary>A single word, or under an ending that never leaves a private network.</summary>
    public static bool IsPrivate(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        || Array.Exists(PrivateEndings, ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Resolvers may take such a name for an IPv4 address in one of its old spellings.</summary>
    public static bool EndsInANumber(string host)
    {
        var trimmed = host.TrimEnd('.');
        var last = trimmed[(trimmed.LastIndexOf('.') + 1)..];
        var isHex = last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.Skip(2).All(char.IsAsciiHexDigit);
        return isHex || (last.Length > 0 && last.All(char.IsAsciiDigit));
    }

    static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-' && label[^1] != '-'
        && label.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_');
}
