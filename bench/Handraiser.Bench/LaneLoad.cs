using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Handraiser.App.Features.Workspaces;

namespace Handraiser.Bench;

/// <summary>
/// What a peer that hangs does to the others: the time from a request's answer to the mail about it, and from an event to
/// the endpoint that wants it, with every peer well, with a second endpoint that hangs, and with a mail server that hangs.
/// In turns, for the machine is not the same from minute to minute.
/// </summary>
internal static class LaneLoad
{
    static readonly string[] States = ["all well", "endpoint hangs", "mail hangs"];

    public static async Task<int> RunAsync(string[] args)
    {
        var database = CaptureLoad.Option(args, "--database");
        var rounds = int.Parse(CaptureLoad.Option(args, "--rounds") ?? "5", CultureInfo.InvariantCulture);
        var rate = double.Parse(CaptureLoad.Option(args, "--rate") ?? "50", CultureInfo.InvariantCulture);
        var seen = States.ToDictionary(state => state, _ => new List<(double Intake, double Mail, double Hook)>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var state in States) seen[state].Add(await MeasureAsync(database ?? CaptureLoad.NewSqlite(), state, rate));
        }
        foreach (var (state, p99) in seen)
        {
            Console.WriteLine(FormattableString.Invariant($"{state,-15} p99, middle of {rounds}: intake {Middle(p99, one => one.Intake),7:0.0} ms")
                + FormattableString.Invariant($"  mail {Middle(p99, one => one.Mail),7:0.0} ms  webhook {Middle(p99, one => one.Hook),7:0.0} ms"));
        }
        return 0;
    }

    static double Middle(List<(double Intake, double Mail, double Hook)> all, Func<(double Intake, double Mail, double Hook), double> which) =>
        LoadGenerator.At([.. all.Select(which).Order()], 0.5);

    static async Task<(double Intake, double Mail, double Hook)> MeasureAsync(string database, string state, double rate)
    {
        var workspace = await BenchWorkspace.PrepareAsync(database);
        var (answered, mailed) = (new ConcurrentDictionary<int, long>(), new ConcurrentDictionary<int, long>());
        using var mail = new MailSink(buyer => mailed.TryAdd(buyer, Stopwatch.GetTimestamp())) { Hangs = state == "mail hangs" };
        using var good = new HookSink();
        using var other = new HookSink { Hangs = state == "endpoint hangs" };
        var port = CaptureLoad.FreePort();
        using var server = CaptureLoad.Start(database, port, ("HANDRAISER_MAIL", mail.Url), ("HANDRAISER_MAIL_FROM", "leads@bench.example"),
            ("HANDRAISER_ALLOW_PRIVATE", $"127.0.0.1, :{good.Port}, :{other.Port}"));
        var address = new IPEndPoint(IPAddress.Loopback, port);
        try
        {
            await CaptureLoad.ReadyAsync(address);
            foreach (var sink in new[] { good, other }) await AddAsync(port, workspace, sink);
            await LoadAsync(address, workspace.ApiKey, 5, rate, -1_000_000, null);
            good.Waits.Clear();
            var result = await LoadAsync(address, workspace.ApiKey, 12, rate, 0, answered);
            await Task.Delay(1000);
            double[] mails = [.. answered.Where(one => mailed.ContainsKey(one.Key))
                .Select(one => Stopwatch.GetElapsedTime(one.Value, mailed[one.Key]).TotalMilliseconds).Order()];
            double[] hooks = [.. good.Waits.Order()];
            Console.WriteLine(FormattableString.Invariant($"{state,-15} intake p99 {result.P99Ms:0.0} ms, {mails.Length} mails p99 {LoadGenerator.At(mails, 0.99):0.0} ms,")
                + FormattableString.Invariant($" {hooks.Length} events p99 {LoadGenerator.At(hooks, 0.99):0.0} ms"));
            return (result.P99Ms, LoadGenerator.At(mails, 0.99), LoadGenerator.At(hooks, 0.99));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    static readonly string[] Wanted = ["lead.assigned"];

    static async Task AddAsync(int port, NewWorkspace workspace, HookSink sink)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", workspace.ApiKey);
        using var answer = await client.PostAsJsonAsync("/api/v1/endpoints",
            new { kind = "webhook", name = $"at {sink.Port}", url = $"http://127.0.0.1:{sink.Port}/", events = Wanted });
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    static Task<LoadResult> LoadAsync(IPEndPoint address, string key, double seconds, double rate, int from, ConcurrentDictionary<int, long>? answered) =>
        LoadGenerator.RunAsync(address, 16, TimeSpan.FromSeconds(seconds), n =>
            LoadGenerator.Post("/api/v1/requests", key, BenchWorkspace.Request(from + n)), rate,
            n => answered?.TryAdd(from + n, Stopwatch.GetTimestamp()));
}
