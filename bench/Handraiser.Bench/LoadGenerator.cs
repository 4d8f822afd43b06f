using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Handraiser.Bench;

/// <summary>What a load run saw: only complete answers count, each from the moment its request was written.</summary>
internal sealed record LoadResult(int Answered, int Refused, double Seconds, double P50Ms, double P99Ms, double MaxMs)
{
    public double PerSecond => Answered / Seconds;

    public override string ToString() =>
        FormattableString.Invariant($"{PerSecond,8:0}/s  p50 {P50Ms,6:0.0} ms  p99 {P99Ms,6:0.0} ms  max {MaxMs,6:0.0} ms  ({Answered} answered, {Refused} refused)");
}

/// <summary>
/// HTTP/1.1 over plain sockets, one request under way per connection: as cheap as it can be, for it shares the machine with
/// what it measures.
/// </summary>
internal static class LoadGenerator
{
    /// <param name="request">The bytes of the n-th request.</param>
    /// <param name="perSecond">An open arrival rate over all connections; null sends the next as soon as the last is answered.</param>
    /// <param name="answered">Told the number of each request as its answer is complete.</param>
    public static async Task<LoadResult> RunAsync(IPEndPoint server, int connections, TimeSpan time, Func<int, byte[]> request,
        double? perSecond = null, Action<int>? answered = null)
    {
        var next = -1;
        var refused = 0;
        var latencies = new List<double>[connections];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(index => Task.Run(async () =>
        {
            var mine = latencies[index] = [];
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server);
            var buffer = new byte[16 * 1024];
            while (clock.Elapsed < time)
            {
                var number = Interlocked.Increment(ref next);
                var started = clock.Elapsed;
                if (perSecond is { } rate)
                {
                    started = TimeSpan.FromSeconds(number / rate);
                    if (started > time) break;
                    if (started > clock.Elapsed) await Task.Delay(started - clock.Elapsed);
                }
                await socket.SendAsync(request(number));
                var status = await ReadAnswerAsync(socket, buffer);
                if (status is not (200 or 201))
                {
                    Interlocked.Increment(ref refused);
                    continue;
                }
                answered?.Invoke(number);
                mine.Add((clock.Elapsed - started).TotalMilliseconds);
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var all = latencies.SelectMany(one => one).Order().ToArray();
        return new(all.Length, refused, seconds, At(all, 0.5), At(all, 0.99), At(all, 1));
    }

    public static byte[] Post(string path, string key, string json) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    public static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    static async Task<int> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The server closed the connection.");
            filled += read;
            var head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (head < 0) continue;
            var status = int.Parse(buffer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
            if (IsComplete(buffer.AsSpan(0, head), buffer.AsSpan(head + 4, filled - head - 4))) return status;
        }
    }

    static bool IsComplete(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body)
    {
        var length = "Content-Length: "u8;
        var at = headers.IndexOf(length);
        if (at < 0) return body.EndsWith("0\r\n\r\n"u8);
        var rest = headers[(at + length.Length)..];
        var end = rest.IndexOf((byte)'\r');
        return body.Length >= int.Parse(end < 0 ? rest : rest[..end], System.Globalization.CultureInfo.InvariantCulture);
    }
}
