using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Handraiser.Bench;

/// <summary>From the answer that a request got to the alert about it in a mail server's hands, at a steady rate.</summary>
internal static class AlertLoad
{
    public static async Task<int> RunAsync(string[] args)
    {
        var database = CaptureLoad.Option(args, "--database") ?? CaptureLoad.NewSqlite();
        var rate = double.Parse(CaptureLoad.Option(args, "--rate") ?? "200", CultureInfo.InvariantCulture);
        var seconds = double.Parse(CaptureLoad.Option(args, "--seconds") ?? "20", CultureInfo.InvariantCulture);
        var key = (await BenchWorkspace.PrepareAsync(database)).ApiKey;
        var answered = new ConcurrentDictionary<int, long>();
        var mailed = new ConcurrentDictionary<int, long>();
        using var sink = new MailSink(buyer => mailed.TryAdd(buyer, Stopwatch.GetTimestamp()));
        var port = CaptureLoad.FreePort();
        using var server = CaptureLoad.Start(database, port, ("HANDRAISER_MAIL", sink.Url), ("HANDRAISER_MAIL_FROM", "leads@bench.example"));
        var address = new IPEndPoint(IPAddress.Loopback, port);
        try
        {
            await CaptureLoad.ReadyAsync(address);
            await RunAsync(address, key, 5, rate, -1_000_000, null);
            var result = await RunAsync(address, key, seconds, rate, 0, answered);
            var patience = Stopwatch.StartNew();
            while (answered.Keys.Any(buyer => !mailed.ContainsKey(buyer)) && patience.Elapsed.TotalSeconds < 30) await Task.Delay(50);
            var waits = answered.Where(one => mailed.ContainsKey(one.Key))
                .Select(one => Stopwatch.GetElapsedTime(one.Value, mailed[one.Key]).TotalMilliseconds).Order().ToArray();
            Console.WriteLine($"capture  {result}");
            Console.WriteLine(FormattableString.Invariant(
                $"answer to alert in the mail server's hands: p50 {LoadGenerator.At(waits, 0.5):0.0} ms  p99 {LoadGenerator.At(waits, 0.99):0.0} ms  max {LoadGenerator.At(waits, 1):0.0} ms  ({answered.Count} requests, {answered.Count - waits.Length} without mail)"));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
        return 0;
    }

    static Task<LoadResult> RunAsync(IPEndPoint address, string key, double seconds, double rate, int from,
        ConcurrentDictionary<int, long>? answered) =>
        LoadGenerator.RunAsync(address, 64, TimeSpan.FromSeconds(seconds), n =>
            LoadGenerator.Post("/api/v1/requests", key, BenchWorkspace.Request(from + n)), rate,
            n => answered?.TryAdd(from + n, Stopwatch.GetTimestamp()));
}
