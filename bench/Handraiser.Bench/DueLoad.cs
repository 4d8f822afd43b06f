using System.Diagnostics;
using System.Globalization;
using System.Net;
using Handraiser.App;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using NodaTime;

namespace Handraiser.Bench;

/// <summary>
/// Time passes: so many open clocks, of which some hundred fall due each second, or all of which are overdue as the server
/// starts. How late the steps are, whether one was early, what intake feels of it, and how much memory it takes.
/// </summary>
internal static class DueLoad
{
    static readonly TimeSpan ToNudge = TimeSpan.FromSeconds(150);

    /// <summary>Open clocks whose first step falls due at a steady rate from some seconds after the start.</summary>
    public static async Task<int> ClocksAsync(string[] args)
    {
        var (database, count) = Read(args, 1_000_000);
        var rate = Number(args, "--due", 1_000);
        var watched = TimeSpan.FromSeconds(Number(args, "--seconds", 60));
        var workspace = await BenchWorkspace.PrepareAsync(database);
        // Making them takes a while; the first falls due when the server has been up for some seconds. None is raised after it
        // starts, for a database whose history is ahead of the machine's clock goes on from there.
        var first = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(count / Number(args, "--made-per-second", 4_000) + 20);
        var due = rate * watched.TotalSeconds;
        await MakeAsync(database, workspace.WorkspaceId, count, n => first - ToNudge
            + (n < due ? TimeSpan.FromSeconds(n / rate) : watched + TimeSpan.FromSeconds((n - due) / count * 60)));
        if (DateTimeOffset.UtcNow > first) Console.WriteLine("It took longer to make them than was thought: the first are overdue.");
        else if (first - DateTimeOffset.UtcNow - TimeSpan.FromSeconds(20) is var early && early > TimeSpan.Zero) await Task.Delay(early);

        using var server = CaptureLoad.Start(database, CaptureLoad.FreePort());
        var until = (first > DateTimeOffset.UtcNow ? first : DateTimeOffset.UtcNow) + watched;
        await Task.Delay(until - DateTimeOffset.UtcNow);
        server.Refresh();
        Console.WriteLine(FormattableString.Invariant($"resident memory {server.WorkingSet64 / 1048576.0:0} MB, {count} open clocks"));
        server.Kill();
        await server.WaitForExitAsync();
        await TellLatenessAsync(database, watched.TotalSeconds);
        return 0;
    }

    /// <summary>All clocks are overdue when the server starts, and requests come in all the while.</summary>
    public static async Task<int> DrainAsync(string[] args)
    {
        var (database, count) = Read(args, 100_000);
        var rate = Number(args, "--rate", 200);
        var workspace = await BenchWorkspace.PrepareAsync(database);
        await Load("normal", args, database, workspace.ApiKey, 10, rate, 20_000_000, drained: null);
        var longAgo = DateTimeOffset.UtcNow - TimeSpan.FromDays(7);
        await MakeAsync(database, workspace.WorkspaceId, count, n => longAgo + TimeSpan.FromMilliseconds(n));
        // PostgreSQL's own clock counts, which nobody can move: there one waits until the first steps are overdue.
        if (database.StartsWith("postgres", StringComparison.Ordinal)) await Task.Delay(ToNudge + TimeSpan.FromSeconds(35));

        var clock = Stopwatch.StartNew();
        var drained = DrainedAsync(database, clock);
        await Load("while draining", args, database, workspace.ApiKey, Number(args, "--seconds", 60), rate, 30_000_000, drained);
        return 0;
    }

    static async Task Load(string what, string[] args, string database, string key, double seconds, double rate, int from, Task<double>? drained)
    {
        var port = CaptureLoad.FreePort();
        using var server = CaptureLoad.Start(database, port);
        var address = new IPEndPoint(IPAddress.Loopback, port);
        await CaptureLoad.ReadyAsync(address);
        Task<LoadResult> Run(double time, int start) => LoadGenerator.RunAsync(address, 64, TimeSpan.FromSeconds(time),
            n => LoadGenerator.Post("/api/v1/requests", key, BenchWorkspace.Request(start + n)), rate);
        await Run(3, from + 500_000);
        Console.WriteLine($"capture, {what}  {await Run(seconds, from)}");
        if (drained is not null) Console.WriteLine(FormattableString.Invariant($"drained after {await drained:0.0} s"));
        server.Kill();
        await server.WaitForExitAsync();
    }

    static async Task<double> DrainedAsync(string setting, Stopwatch clock)
    {
        await using var database = Database.Open(setting, TimeProvider.System);
        // There is no event for "nothing is overdue any more": so it is asked for, seldom enough not to be felt.
        while (true)
        {
            await Task.Delay(500);
            var left = await database.ReadAsync(tx => tx.SingleAsync<long>(
                "select count(*) from (select 1 as due from clock where state = 'running' and next_at < @Before limit 1) as overdue",
                new { Before = tx.Now - Duration.FromSeconds(30) }));
            if (left == 0) return clock.Elapsed.TotalSeconds;
        }
    }

    static async Task MakeAsync(string setting, string workspace, int count, Func<int, DateTimeOffset> raisedAt)
    {
        var time = new Moved();
        await using var database = Database.Open(setting, time);
        var capture = new CaptureRequest(database, new PolicyStore(new Settings()), Chance.System, new Signal());
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < count; n += 64)
        {
            time.Now = raisedAt(n);
            await Task.WhenAll(Enumerable.Range(n, Math.Min(64, count - n)).Select(one => capture.RunAsync(CaptureCost.Submission(workspace, one))));
        }
        Console.WriteLine(FormattableString.Invariant($"{count} leads made in {clock.Elapsed.TotalSeconds:0} s"));
    }

    static async Task TellLatenessAsync(string setting, double seconds)
    {
        await using var database = Database.Open(setting, TimeProvider.System);
        var late = await database.ReadAsync(tx => tx.ListAsync<Nudged>("select stream, at, data from event where kind = 'ladder.nudged'"));
        var waits = late.Select(one => one.LateMs).Order().ToArray();
        Console.WriteLine(FormattableString.Invariant($"{waits.Length / seconds:0} steps/s, late by p50 {LoadGenerator.At(waits, 0.5):0} ms")
            + FormattableString.Invariant($"  p99 {LoadGenerator.At(waits, 0.99):0} ms  max {LoadGenerator.At(waits, 1):0} ms,")
            + $" early {waits.Count(wait => wait < 0)}, twice {late.Count - late.Select(one => one.Stream + one.Data).Distinct().Count()}");
    }

    static (string Database, int Count) Read(string[] args, int count) =>
        (CaptureLoad.Option(args, "--database") ?? CaptureLoad.NewSqlite(), (int)Number(args, "--count", count));

    static double Number(string[] args, string name, double usual) =>
        CaptureLoad.Option(args, name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : usual;

    sealed record Nudged
    {
        public string Stream { get; init; } = "";

        public Instant At { get; init; }

        public string Data { get; init; } = "";

        public double LateMs => (At - NodaTime.Text.InstantPattern.ExtendedIso.Parse(
            System.Text.Json.JsonDocument.Parse(Data).RootElement.GetProperty("due").GetString()!).Value).TotalMilliseconds;
    }

    sealed class Moved : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
