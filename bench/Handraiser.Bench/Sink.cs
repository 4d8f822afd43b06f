using System.Net;
using System.Net.Sockets;

namespace Handraiser.Bench;

/// <summary>A peer on a port of its own that serves each connection until it is over.</summary>
internal abstract class Sink : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);

    protected Sink()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>It takes connections, and never says a word.</summary>
    public bool Hangs { get; init; }

    public void Dispose() => listener.Dispose();

    protected abstract Task ServeAsync(NetworkStream stream);

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException) { }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        try { await ServeAsync(client.GetStream()); }
        catch (IOException) { }
    }
}
