using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.Bench;

/// <summary>An endpoint of webhooks that takes every event at once, or never answers, and remembers how long each was on its way.</summary>
internal sealed partial class HookSink : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public HookSink()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public bool Hangs { get; init; }

    /// <summary>From when each event happened until it was here, in milliseconds.</summary>
    public ConcurrentBag<double> Waits { get; } = [];

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
        var (stream, text, buffer) = (client.GetStream(), new StringBuilder(), new byte[32 * 1024]);
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer)) > 0;)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
                if (Hangs || !IsWhole(text.ToString())) continue;
                var at = DateTimeOffset.Parse(Timestamp().Match(text.ToString()).Groups[1].Value, CultureInfo.InvariantCulture);
                Waits.Add((DateTimeOffset.UtcNow - at).TotalMilliseconds);
                text.Clear();
                await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
            }
        }
        catch (IOException) { }
    }

    static bool IsWhole(string text) => Length().Match(text) is { Success: true } length
        && text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var head
        && Encoding.UTF8.GetByteCount(text.AsSpan(head + 4)) >= int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"timestamp\":\"([^\"]+)\"")]
    private static partial Regex Timestamp();

    [GeneratedRegex("Content-Length: ([0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}
