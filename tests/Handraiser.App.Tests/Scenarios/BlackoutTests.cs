using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Scenarios;

/// <summary>The database goes away while requests arrive. Whoever was answered is in it afterwards, once, under the id they hold.</summary>
public sealed class BlackoutTests
{
    const int Senders = 8;

    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000), MemberData(nameof(Engines))]
    public async Task Cut_off_while_many_send_nothing_acknowledged_is_lost_or_doubled(string engine)
    {
        using var blackout = await Blackout.PrepareAsync(engine);
        await using var app = await TestApp.StartAsync(engine, one => one with { ApiRate = 100_000 }, loops: true, database: blackout.Setting);
        await app.RaiseAsync("first@buyer.example");
        var receipts = new ConcurrentDictionary<string, ConcurrentBag<string>>();
        var (kept, isOver) = (0, false);
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; !Volatile.Read(ref isOver); i++)
            {
                // Pairs of senders send the same keys, so that twins meet.
                var key = $"k{sender / 2}-{i}";
                var (status, text) = await IdempotencyTests.SendAsync(app, Body(key, i), key);
                if (status is not (HttpStatusCode.Created or HttpStatusCode.Accepted)) continue;
                if (status == HttpStatusCode.Accepted) Interlocked.Increment(ref kept);
                receipts.GetOrAdd(key, _ => []).Add(Receipt(text));
            }
        }, Cancel)).ToList();

        for (var round = 1; round <= 3; round++)
        {
            var before = receipts.Count;
            await UntilAsync(() => receipts.Count >= before + 50);
            var goal = Volatile.Read(ref kept) + 200;
            await blackout.BeginAsync(app);
            await UntilAsync(() => Volatile.Read(ref kept) >= goal);
            await blackout.EndAsync(app);
            await app.DrainedAsync(Cancel);
        }
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(senders);
        await app.DrainedAsync(Cancel);

        var ids = (await app.Database.ReadAsync(tx => tx.ListAsync<string>("select id from request"), Cancel)).ToHashSet();
        var answers = new Dictionary<string, string>();
        foreach (var (key, given) in receipts)
        {
            answers[key] = Assert.Single(given.Distinct());
            Assert.Contains(answers[key], ids);
        }
        foreach (var (key, receipt) in answers.Take(50))
        {
            Assert.Equal(receipt, Receipt((await IdempotencyTests.SendAsync(app, Body(key, int.Parse(key.Split('-')[1], null)), key)).Text));
        }
        Assert.Equal(await app.CountAsync("submission"), await app.CountAsync("request"));
        await app.AssertLawsHoldAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Killed_between_taking_and_draining_the_next_start_goes_on_with_it()
    {
        using var blackout = await Blackout.PrepareAsync("postgres");
        var spool = TestDatabases.NewFolder();
        var receipts = new List<string>();
        await using (var database = Database.Open(blackout.Setting, TimeProvider.System))
        {
            await database.MigrateAsync(Cancel);
            var workspace = await new SetUp(database, Chance.System).RunAsync(
                "Acme", "Ada Admin", TestApp.AdminEmail, TestApp.Password, "Europe/Oslo", Cancel);
            await using (var server = await ServerProcess.StartAsync(blackout.Setting, workspace.ApiKey, Cancel, spool))
            {
                receipts.Add((await server.RaiseAsync(Body("before", 0), "before", Cancel))!.Value.Text("requestId")!);
                blackout.Cable!.Cut();
                var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => server.RaiseAsync(Body($"k{i}", i), $"k{i}", Cancel)));
                receipts.AddRange(answers.Select(answer => answer!.Value.Text("requestId")!));
                server.Kill();
            }
            // A crash in the middle of the next record.
            await File.AppendAllBytesAsync(Directory.GetFiles(spool, "*.spool").Order().Last(), SpoolFrame.Of(new byte[100])[..60], Cancel);
            blackout.Cable.Mend();
            await using (var server = await ServerProcess.StartAsync(blackout.Setting, workspace.ApiKey, Cancel, spool))
            {
                var again = await server.RaiseAsync(Body("k7", 7), "k7", Cancel);
                Assert.Equal(receipts[8], again!.Value.Text("requestId"));
                await UntilAsync(() => Directory.GetFiles(spool, "*.spool").Length == 0);
            }
        }
        await using var after = Database.Open(blackout.Setting, TimeProvider.System);
        Assert.Equal(receipts.Order(), (await after.ReadAsync(tx => tx.ListAsync<string>("select id from request"), Cancel)).Order());
        await Company.AssertLawsHoldAsync(after);
    }

    static object Body(string key, int i) => new
    {
        kind = "demo", message = Blackout.LongMessage,
        person = new { email = i % 7 == 0 ? "often@buyer.example" : $"{key}@{key}.example", name = "Bea Buyer" },
    };

    static string Receipt(string answer) => JsonDocument.Parse(answer).RootElement.Text("requestId")!;

    static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo()) await glance.WaitForNextTickAsync(patience.Token);
    }
}
