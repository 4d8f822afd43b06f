using System.Net;
using System.Text.Json;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class ReceiveSubmissionTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_is_broken_a_request_is_stored_and_becomes_a_lead_once_it_is_mended(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var arrived = app.Clock.Now;
        var text = await BreakAsync(app);
        using var sent = await app.PostAsync("/api/v1/requests", new { kind = "demo", person = new { email = "bea@buyer.example" } }, "key-1");
        var receipt = JsonDocument.Parse(await sent.TextAsync()).RootElement;
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        Assert.NotEmpty(receipt.GetProperty("promise").GetString()!);
        Assert.Equal("received", await app.AskAsync<string>("select state from submission"));

        await app.PassAsync(Duration.FromMinutes(2));
        Assert.Equal(0, await app.CountAsync("lead"));
        await MendAsync(app, text);
        await app.PassAsync(Duration.FromMinutes(10));

        Assert.Equal(1, await app.CountAsync("lead"));
        Assert.Equal("request", await app.AskAsync<string>("select state from submission"));
        Assert.Equal(arrived.Micros(), await app.AskAsync<long>("select arrived_at from lead"));
        Assert.Equal(receipt.GetProperty("requestId").GetString(), await app.AskAsync<string>("select id from request"));
        Assert.Equal("done", await app.AskAsync<string>("select state from job where kind = 'intake'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_plain_form_is_read_again_from_what_was_stored(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var text = await BreakAsync(app);
        await app.ChangeAsync("update form set kind = 'pricing'");
        using var sent = await app.SendRawAsync($"/f/{app.Workspace.FormId}", "email=bea%40buyer.example&name=J%F6rg&_website=trapped",
            "application/x-www-form-urlencoded; charset=iso-8859-1");
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        using var client = app.NewClient();
        Assert.Contains("Thank you", await client.PageAsync(sent.Headers.Location!.ToString()), StringComparison.Ordinal);
        await MendAsync(app, text);
        await app.PassAsync(Duration.FromMinutes(1));
        Assert.Equal("Jörg", await app.AskAsync<string>("select name from person"));
        Assert.Equal("pricing", await app.AskAsync<string>("select kind from lead"));
        Assert.Equal("quarantine", await app.AskAsync<string>("select held from lead"));
        Assert.Contains("within", await client.PageAsync(sent.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_sender_who_repeats_meanwhile_makes_no_second_request(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var text = await BreakAsync(app);
        var body = new { person = new { email = "bea@buyer.example" } };
        var receipts = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var sent = await app.PostAsync("/api/v1/requests", body, "key-1");
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
            receipts.Add(JsonDocument.Parse(await sent.TextAsync()).RootElement.GetProperty("requestId").GetString());
        }
        using var other = await app.PostAsync("/api/v1/requests", new { person = new { email = "eve@evil.example" } }, "key-1");
        await MendAsync(app, text);
        using var after = await app.PostAsync("/api/v1/requests", body, "key-1");
        receipts.Add(JsonDocument.Parse(await after.TextAsync()).RootElement.GetProperty("requestId").GetString());
        await app.PassAsync(Duration.FromMinutes(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Single(receipts.Distinct());
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Fact]
    public async Task Without_a_database_and_without_a_spool_nothing_is_acknowledged_and_the_page_keeps_what_was_written()
    {
        var url = await TestDatabases.NewAsync("postgres");
        await using var app = await TestApp.StartAsync("postgres", settings => settings with { Spool = "" }, database: url);
        using var fine = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
        await app.RaiseAsync("bea@buyer.example");
        await CutOffAsync(new Uri(url).AbsolutePath[1..]);

        using var page = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bo@buyer.example"), ("budget", "20k"));
        using var api = await app.PostAsync("/api/v1/requests", new { person = new { email = "bo@buyer.example" } });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("value=\"20k\"", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, api.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.NotNull(api.Headers.RetryAfter);
    }

    static async Task CutOffAsync(string name)
    {
        await using var server = Database.Open(Environment.GetEnvironmentVariable("HANDRAISER_TEST_POSTGRES")!, TimeProvider.System);
        await server.WriteAsync(tx => tx.ExecuteAsync($"alter database {name} allow_connections false"), TestContext.Current.CancellationToken);
        await server.WriteAsync(tx => tx.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = @Name", new { Name = name }),
            TestContext.Current.CancellationToken);
    }

    static async Task<string> BreakAsync(TestApp app)
    {
        var text = (await app.AskAsync<string>("select text from playbook"))!;
        await app.ChangeAsync("update playbook set text = 'pools: ['");
        return text;
    }

    static Task<int> MendAsync(TestApp app, string text) => app.ChangeAsync("update playbook set text = @Text", new { Text = text });
}
