using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Handraiser.Crash;

/// <summary>The wire to a server, which loses replies: what was asked has happened, and whoever asked never hears of
/// it.</summary>
internal sealed class LossyWire : IDisposable
{
    readonly Uri target;
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<TcpClient, bool> ends = new();
    readonly Random dice;
    int perMille;
    int lost;

    public LossyWire(Uri target, int seed)
    {
        (this.target, dice) = (target, new Random(seed));
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri Address => new UriBuilder(target) { Host = "127.0.0.1", Port = Port }.Uri;

    public int Lost => Volatile.Read(ref lost);

    /// <summary>How many replies of a thousand are lost, with the connection they came on.</summary>
    public void Lose(int ofThousand) => Volatile.Write(ref perMille, ofThousand);

    public void Dispose()
    {
        listener.Dispose();
        foreach (var end in ends.Keys) end.Close();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RelayAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException) { }
    }

    async Task RelayAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        ends[near] = ends[far] = true;
        try
        {
            await far.ConnectAsync(target.Host, target.Port);
            await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream(), isReply: false),
                PassAsync(far.GetStream(), near.GetStream(), isReply: true));
        }
        catch (Exception broken) when (
            broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException) { }
        finally
        {
            ends.TryRemove(near, out bool _);
            ends.TryRemove(far, out bool _);
            near.Dispose();
        }
    }

    async Task PassAsync(NetworkStream from, NetworkStream to, bool isReply)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await from.ReadAsync(buffer)) > 0;)
            {
                if (isReply && IsUnlucky()) return;
                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException) { }
    }

    bool IsUnlucky()
    {
        var most = Volatile.Read(ref perMille);
        if (most == 0) return false;
        lock (dice) if (dice.Next(1000) >= most) return false;
        Interlocked.Increment(ref lost);
        return true;
    }
}
