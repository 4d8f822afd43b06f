using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Handraiser.Bench;

/// <summary>A mail server that takes everything at once and remembers when it was handed the mail about each buyer.</summary>
/// <param name="taken">The number of the buyer whose mail has come in whole.</param>
internal sealed partial class MailSink(Action<int> taken) : Sink
{
    public string Url => $"smtp://127.0.0.1:{Port}";

    protected override async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\r\n" };
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
