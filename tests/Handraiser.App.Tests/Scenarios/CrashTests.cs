using System.Collections.Concurrent;
using System.Text.Json;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Scenarios;

/// <summary>
/// The real program on real time, killed without a word while sixteen connections send. What it acknowledged must be there
/// afterwards, what it did not may be sent again, and whatever fell due while it was dead happens once.
/// </summary>
public sealed class CrashTests
{
    const int Kills = 4;
    const int Connections = 16;

    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_acknowledged_is_lost_and_nothing_happens_twice(string engine)
    {
        const int Seed = 20260302;
        var setting = await TestDatabases.NewAsync(engine);
        var key = await SetUpAsync(setting);
        var acknowledged = new ConcurrentDictionary<string, JsonElement>();
        var unanswered = new ConcurrentQueue<int>();
        var random = new Random(Seed);

        for (var (kill, next) = (0, 0); kill < Kills; kill++)
        {
            await using var server = await ServerProcess.StartAsync(setting, key, Cancel);
            var killAt = acknowledged.Count + random.Next(5, 120);
            // Whoever got no answer before the last crash asks again, with the same key.
            var again = unanswered.ToArray();
            unanswered.Clear();
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
            {
                var own = again.Where((_, i) => i % Connections == connection).ToList();
                for (var i = 0; ; i++)
                {
                    var number = i < own.Count ? own[i] : Interlocked.Increment(ref next);
                    var answer = await server.RaiseAsync(Body(number), $"key{number}", Cancel);
                    if (answer is null) unanswered.Enqueue(number);
                    else acknowledged[$"key{number}"] = answer.Value;
                    if (acknowledged.Count >= killAt) server.Kill();
                    if (answer is null) break;
                }
                foreach (var number in own.Where(number => !acknowledged.ContainsKey($"key{number}"))) unanswered.Enqueue(number);
            }, Cancel)));
        }

        await using var database = Database.Open(setting, TimeProvider.System);
        await using (var server = await ServerProcess.StartAsync(setting, key, Cancel))
        {
            foreach (var (idempotency, answer) in acknowledged)
            {
                // All that is overdue is done at the same time: whoever is told to come back does.
                JsonElement? again = null;
                for (var tries = 0; again is null && tries < 20; tries++)
                {
                    again = await server.RaiseAsync(Body(int.Parse(idempotency[3..], null)), idempotency, Cancel);
                }
                Assert.Equal(answer.GetRawText(), again?.GetRawText());
            }
            await SettledAsync(database);
        }

        Assert.True(acknowledged.Count > Kills * 5, "Too little was acknowledged to prove anything.");
        var stored = (await database.ReadAsync(tx => tx.ListAsync<StoredRequest>("select id, lead_id from request"), Cancel))
            .ToDictionary(request => request.Id, request => request.LeadId);
        Assert.All(acknowledged.Values, answer => Assert.Equal(answer.Text("leadId"), stored[answer.Text("requestId")!]));
        await Company.AssertLawsHoldAsync(database);
    }

    // A few people raise a hand again and again, the others once.
    static object Body(int number) => new
    {
        kind = number % 3 == 0 ? "chat" : "demo",
        person = new { email = number % 5 == 0 ? $"often{number % 7}@often.example" : $"buyer{number}@buyer{number}.example", name = "Bea Buyer" },
        message = "Please call me.",
    };

    /// <summary>A company whose clocks run out within seconds, at any hour.</summary>
    static async Task<string> SetUpAsync(string setting)
    {
        await using var database = Database.Open(setting, TimeProvider.System);
        await database.MigrateAsync(Cancel);
        var workspace = await new SetUp(database, Chance.System).RunAsync("Acme", "Ada Admin", TestApp.AdminEmail, TestApp.Password, "Europe/Oslo", Cancel);
        string[] names = ["ann", "bob", "carl"];
        var rules = new Rules
        {
            Members = [.. names.Select(name => (Company.Email(name), 100))],
            Open = "always",
            Targets = "chat 1 s, demo 2 s",
        };
        Assert.Empty(await database.WriteAsync(tx =>
        {
            foreach (var name in names) Reps.Add(tx, Chance.System, workspace.WorkspaceId, new NewRep(name, Company.Email(name), "rep", null, null), null);
            return PublishPlaybook.RunAsync(tx, workspace.WorkspaceId, rules.Yaml(), workspace.AdminId, null);
        }, Cancel));
        return workspace.ApiKey;
    }

    /// <summary>Waits until every ladder has been climbed to its end.</summary>
    static async Task SettledAsync(Database database)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await glance.WaitForNextTickAsync(patience.Token))
        {
            var climbing = await database.ReadAsync(tx => tx.SingleAsync<long>(
                "select count(*) from clock where state = 'running' and next_at is not null"), patience.Token);
            if (climbing == 0) return;
        }
    }

    sealed record StoredRequest
    {
        public string Id { get; init; } = "";

        public string LeadId { get; init; } = "";
    }
}
