using System.Net.Http.Json;
using Handraiser.App.Features.Verify;
using Handraiser.App.Tests.Features.Webhooks;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Erasure;

/// <summary>A word of its own in every place that a person can leave one; afterwards none of them is anywhere.</summary>
public sealed class CanaryTests
{
    const string Canary = "zqcanary";

    int words;

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_of_them_is_in_any_row_or_byte(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Status(500, $"never heard of {Word()}"));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        await app.StaffAsync();
        var others = await OthersAsync(app);
        await app.AddAsync(receiver);
        await app.AddAsync("chat", receiver.Url.ToString());
        var earlier = await RaiseAsync(app, "first");
        await ActsAsync(app, earlier);
        await app.ActAsync(earlier, "close", new { rep = TestApp.AdminEmail, outcome = $"lost: {Word()} said so" });
        var open = await RaiseAsync(app, "first");
        var twin = await RaiseAsync(app, "second");
        await app.RunDueAsync();
        await app.ActAsync(twin, "merge", new { rep = TestApp.AdminEmail, into = open });
        await PostFormAsync(app);
        var unread = await StoredAsync(app);
        await app.PassAsync(Duration.FromMinutes(1));
        Assert.True((await ErasureStage.FindAsync(app.DatabaseSetting, Canary)).Count > 20);

        var erasure = await app.EraseAsync(twin);

        Assert.Equal((2, 5), (erasure.GetProperty("leads").GetInt64(), erasure.GetProperty("requests").GetInt64()));
        Assert.DoesNotContain(await ErasureStage.FindAsync(app.DatabaseSetting, Canary), found => !IsOfASplitPage(found));
        await app.PassAsync(Duration.FromHours(8), Duration.FromMinutes(20));
        // What the receiver says is its own, and it has just said it again of the others.
        Assert.DoesNotContain(await ErasureStage.FindAsync(app.DatabaseSetting, Canary),
            found => !found.Contains("never heard of", StringComparison.Ordinal) && !found.Contains(" in .db", StringComparison.Ordinal));
        Assert.Equal("erased", await app.AskAsync<string>("select state from submission where id = @Id", new { Id = unread }));
        Assert.Equal("lost", (await app.ViewAsync(earlier)).Text("outcome"));
        Assert.Equal(("open", "Tom Okoye"), ((await app.ViewAsync(others)).Text("state"),
            (await app.CaseAsync(others)).GetProperty("person").Text("name")));
        Assert.Equal((5, 6), (await app.AskAsync<long>("select count(*) from request"),
            await app.AskAsync<long>("select count(*) from submission")));
        await app.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task The_file_forgets_them_even_where_its_pages_were_split_and_filled_again()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var leads = new List<string>();
        for (var i = 0; i < 150; i++)
        {
            leads.Add(await app.BuyerAsync($"Buyer {Word()}", i % 3 == 0 ? $"{Word()}@home.example" : $"buyer{i}@buyer.example",
                phone: null, message: string.Concat(Enumerable.Repeat(Word() + " ", 1 + (i % 40 * 10)))));
            if (i % 10 == 0) await app.PassAsync(Duration.FromMinutes(3));
        }

        foreach (var lead in leads) await app.EraseAsync(lead);
        Assert.DoesNotContain(await ErasureStage.FindAsync(app.DatabaseSetting, Canary), found => !IsOfASplitPage(found));

        Assert.True(await app.Database.ScrubAsync(whole: true, TestContext.Current.CancellationToken));

        Assert.Empty(await ErasureStage.FindAsync(app.DatabaseSetting, Canary));
        Assert.All(await Laws.CheckAsync(app.Database, TestContext.Current.CancellationToken), verdict => Assert.Equal(0, verdict.Broken));
    }

    // SQLite leaves copies in the unused part of a page that it split, until the file is written anew. In the log there are none.
    static bool IsOfASplitPage(string found) => found.EndsWith(" in .db", StringComparison.Ordinal);

    string Word() => $"{Canary}{++words}x";

    static Task<string> OthersAsync(TestApp app) => app.BuyerAsync("Tom Okoye", "tom@bramble.example", company: "Bramble", phone: null);

    async Task<string> RaiseAsync(TestApp app, string who)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/requests")
        {
            Content = JsonContent.Create(new
            {
                form = Word(), kind = "demo", message = $"{Word()} {Word()}", occurredAt = "2026-03-02T08:00:00Z",
                person = new { email = $"{Canary}-{who}@{Canary}-{who}.example", phone = who == "first" ? "+4740000077" : null, name = Word() },
                company = new { name = Word(), country = "NO" },
                fields = new Dictionary<string, string> { [Word()] = Word() },
                source = new { channel = Word(), campaign = Word(), page = $"https://acme.example/{Word()}", referrer = $"https://{Word()}.example/" },
            }),
        };
        message.Headers.Add("Idempotency-Key", Word());
        message.Headers.UserAgent.ParseAdd(Word());
        using var answer = await app.Client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)answer.StatusCode);
        return System.Text.Json.JsonDocument.Parse(await answer.TextAsync()).RootElement.Text("leadId")!;
    }

    async Task ActsAsync(TestApp app, string lead)
    {
        await app.ActAsync(lead, "touches", new { rep = SalesFloor.Ann, grade = "attempt", channel = "phone", note = Word() });
        await app.ActAsync(lead, "assignment", new { rep = SalesFloor.Bo, why = Word(), by = TestApp.AdminEmail });
    }

    async Task PostFormAsync(TestApp app)
    {
        using var answer = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", $"{Canary}-first@{Canary}-first.example"),
            ("name", Word()), ("message", Word()), ("shoe size", Word()), ("utm_campaign", Word()));
        Assert.Equal(303, (int)answer.StatusCode);
    }

    /// <summary>A submission of theirs that could not be made a request of.</summary>
    async Task<string> StoredAsync(TestApp app)
    {
        await app.ChangeAsync(
            """
            insert into submission (workspace_id, id, received_at, channel, body_hash, idempotency_key, content_type, body, agent, state)
            values (@Workspace, 'unread', @At, 'api', @Word, @Word, 'application/json', @Body, @Word, 'received')
            """,
            new
            {
                Workspace = app.Workspace.WorkspaceId, At = app.Clock.Now, Word = Word(),
                Body = $"{{\"person\": broken {Canary}-first@{Canary}-first.example",
            });
        return "unread";
    }
}
