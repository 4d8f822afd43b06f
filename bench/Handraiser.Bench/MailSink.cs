using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Handraiser.Bench;

/// <summary>A mail server that takes everything at once and remembers when it was handed the mail about each buyer.</summary>
internal sealed partial class MailSink : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Action<int> taken;

    /// <param name="taken">The number of the buyer whose mail has come in whole.</param>
    public MailSink(Action<int> taken)
    {
        this.taken = taken;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>It takes connections, and never says a word.</summary>
    public bool Hangs { get; init; }

    public string Url => $"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

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
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        try
        {
            if (Hangs) await reader.ReadToEndAsync();
            await writer.WriteLineAsync("220 sink");
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
        catch (IOException) { }
    }

    async Task TakeAsync(StreamReader reader)
    {
        int? buyer = null;
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            if (buyer is null && Buyer().Match(line) is { Success: true } found) buyer = int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
        }
        if (buyer is { } number) taken(number);
    }

    [GeneratedRegex("Buyer (-?[0-9]+)")]
    private static partial Regex Buyer();
}
