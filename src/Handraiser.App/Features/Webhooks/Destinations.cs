using System.Globalization;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Features.Webhooks;

/// <summary>
/// Where this installation may deliver to. The operator's setting opens private hosts and networks, and, written as
/// <c>:8080</c>, ports besides 80 and 443: <c>10.1.0.0/16, hooks.internal, :8080</c>.
/// </summary>
internal static class Destinations
{
    /// <exception cref="FormatException">An entry is neither a host, a network nor a port; the message names
    /// it.</exception>
    public static DestinationGuard Guard(string allowPrivate)
    {
        var entries = allowPrivate.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ports = entries.Where(entry => entry[0] == ':' && !entry.StartsWith("::", StringComparison.Ordinal))
            .ToList();
        return new(AllowList.Parse(string.Join(',', entries.Except(ports))), ports.ConvertAll(Port));
    }

    static int Port(string entry) =>
        int.TryParse(entry.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
            ? port : throw new FormatException($"\"{entry}\" is no port; write one such as :8080.");
}
