using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Handraiser.Crash;

/// <summary>A real mail server on a socket, as far as one is needed to count: which letter was taken how
/// often.</summary>
internal sealed class PostBox : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<string, int> taken = new();

    public PostBox()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}?tls=none";

    public int Letters => taken.Count;

    /// <summary>Letters of which a second copy was taken.</summary>
    public IEnumerable<string> Twice => taken.Where(letter => letter.Value > 1).Select(letter => letter.Key);

    public void Dispose() => listener.Dispose();

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
        using var reader = new StreamReader(client.GetStream());
        try
        {
            await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 counting");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 go on");
                    await TakeAsync(reader);
                }
                await writer.WriteLineAsync("250 ok");
                if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase)) return;
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException) { }
    }

    async Task TakeAsync(StreamReader reader)
    {
        string? id = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                // Taken is what came whole: a sender that died before the end has handed over nothing.
                taken.AddOrUpdate(id ?? "without an id", 1, (_, count) => count + 1);
                return;
            }
            if (id is null && line.StartsWith("Message-ID:",
                StringComparison.OrdinalIgnoreCase)) id = line["Message-ID:".Length..].Trim();
        }
    }
}
