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
        var mails = new ConcurrentDictionary<int, TaskCompletionSource<long>>();
        TaskCompletionSource<long> MailAbout(int buyer) => mails.GetOrAdd(buyer, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        using var sink = new MailSink(buyer => MailAbout(buyer).TrySetResult(Stopwatch.GetTimestamp()));
        var port = CaptureLoad.FreePort();
        using var server = CaptureLoad.Start(database, port, ("HANDRAISER_MAIL", sink.Url), ("HANDRAISER_MAIL_FROM", "leads@bench.example"));
        var address = new IPEndPoint(IPAddress.Loopback, port);
        try
        {
            await CaptureLoad.ReadyAsync(address);
            await RunAsync(address, key, 5, rate, -1_000_000, null);
            var result = await RunAsync(address, key, seconds, rate, 0, answered);
            var all = Task.WhenAll(answered.Keys.Select(buyer => MailAbout(buyer).Task));
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(30)));
            var waits = answered.Where(one => MailAbout(one.Key).Task.IsCompleted)
                .Select(one => Stopwatch.GetElapsedTime(one.Value, MailAbout(one.Key).Task.Result).TotalMilliseconds).Order().ToArray();
            Console.WriteLine($"capture  {result}");
            Console.WriteLine(FormattableString.Invariant($"answer to alert in the mail server's hands: p50 {LoadGenerator.At(waits, 0.5):0.0} ms")
                + FormattableString.Invariant($"  p99 {LoadGenerator.At(waits, 0.99):0.0} ms  max {LoadGenerator.At(waits, 1):0.0} ms")
                + $"  ({answered.Count} requests, {answered.Count - waits.Length} without mail)");
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
