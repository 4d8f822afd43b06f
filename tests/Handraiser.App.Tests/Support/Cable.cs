using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Handraiser.App.Tests.Support;

/// <summary>The wire to a server, which a test cuts and mends.</summary>
internal sealed class Cable : IDisposable
{
    readonly Uri target;
    readonly ConcurrentDictionary<TcpClient, bool> ends = new();
    TcpListener listener;
    string? cutAfter;
    int port;

    public Cable(Uri target)
    {
        this.target = target;
        listener = Listen(0);
    }

    public int Port => port;

    /// <summary>Every connection breaks, and new ones are refused.</summary>
    public void Cut()
    {
        listener.Stop();
        foreach (var end in ends.Keys) end.Close();
    }

    public void Mend() => listener = Listen(port);

    /// <summary>Cuts the wire when the server has answered a statement with this text, and before that answer arrives.</summary>
    public void CutBeforeTheAnswerTo(string statement) => Volatile.Write(ref cutAfter, statement);

    public void Dispose() => Cut();

    TcpListener Listen(int at)
    {
        var fresh = new TcpListener(IPAddress.Loopback, at);
        fresh.Start();
        port = ((IPEndPoint)fresh.LocalEndpoint).Port;
        _ = AcceptAsync(fresh);
        return fresh;
    }

    async Task AcceptAsync(TcpListener here)
    {
        try
        {
            while (true) _ = RelayAsync(await here.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException) { }
    }

    async Task RelayAsync(TcpClient near)
    {
        using var _ = near;
        using var far = new TcpClient();
        ends[near] = ends[far] = true;
        var wire = new Wires();
        try
        {
            await far.ConnectAsync(target.Host, target.Port);
            await Task.WhenAny(OutAsync(near.GetStream(), far.GetStream(), wire), BackAsync(far.GetStream(), near.GetStream(), wire));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException) { }
        finally
        {
            ends.TryRemove(near, out bool _);
            ends.TryRemove(far, out bool _);
        }
    }

    async Task OutAsync(NetworkStream from, NetworkStream to, Wires wire)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await from.ReadAsync(buffer)) > 0;)
        {
            if (Volatile.Read(ref cutAfter) is { } text && Encoding.Latin1.GetString(buffer, 0, count).Contains(text, StringComparison.Ordinal)
                && Interlocked.CompareExchange(ref cutAfter, null, text) == text) wire.IsDoomed = true;
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }

    async Task BackAsync(NetworkStream from, NetworkStream to, Wires wire)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await from.ReadAsync(buffer)) > 0;)
        {
            if (wire.IsDoomed)
            {
                Cut();
                return;
            }
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }

    sealed class Wires
    {
        public volatile bool IsDoomed;
    }
}
