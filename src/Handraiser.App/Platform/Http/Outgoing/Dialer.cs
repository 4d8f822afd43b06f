using System.Net;
using System.Net.Sockets;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>A connection that was refused by us or failed on the way, with the word to record for it.</summary>
internal sealed class DialFailed(UnreachableReason reason, string message, Exception? cause = null)
    : IOException(message, cause)
{
    public UnreachableReason Reason { get; } = reason;
}

/// <summary>
/// Opens connections to checked addresses only. The name is resolved once, every answer is judged, and the socket is
/// opened to the very address that was judged, so a name that changes its mind in between gains nothing. The resolver
/// and the socket are arguments, so that a simulation can stand in for the network.
/// </summary>
internal sealed class Dialer(
    DestinationGuard guard,
    Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null,
    Func<IPEndPoint, CancellationToken, Task<Stream>>? dial = null)
{
    /// <summary>A name with more addresses than this is tried at the first few; all of them are judged.</summary>
    const int AddressesDialledMax = 4;

    readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve = resolve ?? Dns.GetHostAddressesAsync;
    readonly Func<IPEndPoint, CancellationToken, Task<Stream>> dial = dial ?? DialSocketAsync;

    /// <summary>Judges the text of a URL.</summary>
    public UrlVerdict Check(string? url) => guard.Check(url);

    /// <summary>Judges a URL where it is saved: its text, and where its host leads at present.</summary>
    public async Task<UrlVerdict> CheckResolvedAsync(string? url, CancellationToken cancel)
    {
        var verdict = guard.Check(url);
        if (verdict is not UrlVerdict.Allowed allowed)
        {
            return verdict;
        }
        var host = DestinationGuard.Bare(allowed.Url);
        try
        {
            await ResolveAsync(host, cancel);
            return verdict;
        }
        catch (DialFailed failure)
        {
            return failure.Reason == UnreachableReason.PrivateAddress
                ? DestinationGuard.PrivateDestination(host)
                : new UrlVerdict.Denied(UrlFault.Unresolved, $"The host \"{host}\" was not found; check its spelling.");
        }
    }

    /// <summary>A stream to one of the host's checked addresses, or <see cref="DialFailed"/>.</summary>
    public async Task<Stream> ConnectAsync(string host, int port, TimeSpan patience, CancellationToken cancel)
    {
        var addresses = await ResolveAsync(host.Trim('[', ']').TrimEnd('.'), cancel);
        DialFailed? last = null;
        foreach (var address in addresses)
        {
            // Each address gets its share, so that a dead first one leaves time for the next.
            using var share = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            share.CancelAfter(patience / addresses.Count);
            try
            {
                return await dial(new IPEndPoint(address, port), share.Token);
            }
            catch (Exception failure) when (failure is SocketException or IOException)
            {
                last = Explain(failure);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                last = new DialFailed(UnreachableReason.Timeout, "Nobody took the connection in time.");
            }
        }
        throw last ?? new DialFailed(UnreachableReason.Dns, "The host has no address.");
    }

    async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancel)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await AskAsync(host, cancel);
        if (addresses.Length == 0)
        {
            throw new DialFailed(UnreachableReason.Dns, "The host has no address.");
        }
        // One private answer condemns the name: an honest public name has none, and a mixed answer is how rebinding
        // begins. The address itself is not told, or anybody could map the network with us.
        if (!Array.TrueForAll(addresses, address => guard.MayDial(host, address)))
        {
            throw new DialFailed(UnreachableReason.PrivateAddress, "The host leads to a private network.");
        }
        return [.. addresses.Select(PublicAddress.Plain).Distinct().Take(AddressesDialledMax)];
    }

    async Task<IPAddress[]> AskAsync(string host, CancellationToken cancel)
    {
        try
        {
            return await resolve(host, cancel);
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException or IOException)
        {
            throw new DialFailed(UnreachableReason.Dns, "The host was not found.", failure);
        }
    }

    static DialFailed Explain(Exception failure) => failure is SocketException { SocketErrorCode: SocketError.TimedOut }
        ? new DialFailed(UnreachableReason.Timeout, "Nobody took the connection in time.", failure)
        : new DialFailed(UnreachableReason.Connect, "The connection was not taken.", failure);

    static async Task<Stream> DialSocketAsync(IPEndPoint endPoint, CancellationToken cancel)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
