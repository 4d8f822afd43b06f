using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.Bench;

/// <summary>An endpoint of webhooks that takes every event at once and remembers how long each was on its way.</summary>
internal sealed partial class HookSink : Sink
{
    /// <summary>From when each event happened until it was here, in milliseconds.</summary>
    public ConcurrentBag<double> Waits { get; } = [];

    protected override async Task ServeAsync(NetworkStream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[32 * 1024]);
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

    static bool IsWhole(string text) => Length().Match(text) is { Success: true } length
        && text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var head
        && Encoding.UTF8.GetByteCount(text.AsSpan(head + 4)) >= int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"timestamp\":\"([^\"]+)\"")]
    private static partial Regex Timestamp();

    [GeneratedRegex("Content-Length: ([0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}
