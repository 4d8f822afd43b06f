using System.Net;
using System.Text.Json;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake.Spool;

public sealed class DrainSpoolTests
{
    static readonly object Body = new
    {
        kind = "demo", person = new { email = "bea@buyer.example", name = "Bea Buyer" }, message = Blackout.LongMessage,
    };

    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task While_the_database_is_away_a_request_is_kept_and_becomes_a_lead_of_that_moment_when_it_is_back(string engine)
    {
        using var blackout = await Blackout.PrepareAsync(engine);
        await using var app = await TestApp.StartAsync(engine, database: blackout.Setting);
        await app.RaiseAsync("before@buyer.example");
        await blackout.BeginAsync(app);
        var arrived = app.Clock.Now;

        using var sent = await app.PostAsync("/api/v1/requests", Body);
        var receipt = await ReceiptAsync(sent);
        app.Clock.Advance(Duration.FromMinutes(20));
        await app.Get<DrainSpool>().RunDueAsync(Cancel);
        Assert.Equal(1, app.Get<SpoolFolder>().Waiting().Count);
        await blackout.EndAsync(app);
        await app.RunDueAsync();

        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        Assert.Equal(arrived.Micros(), await app.AskAsync<long>(
            "select l.arrived_at from request r join lead l on l.id = r.lead_id where r.id = @Id", new { Id = receipt }));
        Assert.Equal(arrived.Micros(), await app.AskAsync<long>(
            "select s.received_at from request r join submission s on s.id = r.submission_id where r.id = @Id", new { Id = receipt }));
        Assert.Equal(0, app.Get<SpoolFolder>().Waiting().Count);
        await app.RaiseAsync("after@buyer.example");
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_key_gets_the_same_receipt_before_and_after_and_another_body_is_refused(string engine)
    {
        using var blackout = await Blackout.PrepareAsync(engine);
        await using var app = await TestApp.StartAsync(engine, database: blackout.Setting);
        await app.RaiseAsync("before@buyer.example");
        await blackout.BeginAsync(app);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => IdempotencyTests.SendAsync(app, Body, "key")));
        var other = await IdempotencyTests.SendAsync(app, new { person = new { email = "eve@evil.example" } }, "key");
        await blackout.EndAsync(app);
        var meanwhile = await IdempotencyTests.SendAsync(app, Body, "key");
        await app.RunDueAsync();
        var after = await IdempotencyTests.SendAsync(app, Body, "key");

        var first = JsonDocument.Parse(Assert.Single(answers.Append(meanwhile).Distinct()).Text).RootElement;
        Assert.True(first.GetProperty("stored").GetBoolean());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal(HttpStatusCode.Created, after.Status);
        Assert.Equal(first.Text("requestId"), JsonDocument.Parse(after.Text).RootElement.Text("requestId"));
        Assert.Equal(2, await app.CountAsync("request"));
        await app.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_not_made_twice()
    {
        using var blackout = await Blackout.PrepareAsync("postgres");
        await using var app = await TestApp.StartAsync("postgres", database: blackout.Setting);
        await app.RaiseAsync("before@buyer.example");
        // A connection that has prepared a statement does not say its text any more: this one begins anew.
        ((PostgresDatabase)app.Database).Source.Clear();
        blackout.Cable!.CutBeforeTheAnswerTo("commit");

        using var sent = await app.PostAsync("/api/v1/requests", Body);
        var receipt = await ReceiptAsync(sent);
        blackout.Cable.Mend();
        await using (var direct = Database.Open(blackout.Setting, TimeProvider.System))
        {
            Assert.Equal(receipt, await direct.ReadAsync(tx => tx.SingleAsync<string>(
                "select id from request where id = @Id", new { Id = receipt }), Cancel));
        }
        await app.RunDueAsync();

        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        Assert.Equal(2, await app.CountAsync("request"));
        Assert.Equal(0, app.Get<SpoolFolder>().Waiting().Count);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_form_is_thanked_for_as_always_and_clicked_twice_is_one_request(string engine)
    {
        using var blackout = await Blackout.PrepareAsync(engine);
        await using var app = await TestApp.StartAsync(engine, database: blackout.Setting);
        var path = $"/f/{app.Workspace.FormId}";
        var post = "email=bea%40buyer.example&name=J%F6rg&_website=trapped&message=" + Blackout.LongMessage;
        using var client = app.NewClient();
        await client.PageAsync($"/h/{app.Workspace.FormId}");
        using var before = await app.SendFormAsync(path, ("email", "before@buyer.example"));
        await blackout.BeginAsync(app);

        using var sent = await app.SendRawAsync(path, post, "application/x-www-form-urlencoded; charset=iso-8859-1");
        app.Clock.Advance(Duration.FromSeconds(90));
        using var twice = await app.SendRawAsync(path, post, "application/x-www-form-urlencoded; charset=iso-8859-1");
        var thanks = await client.PageAsync(sent.Headers.Location!.ToString());
        await blackout.EndAsync(app);
        await app.RunDueAsync();

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (sent.StatusCode, twice.StatusCode));
        Assert.Contains("Thank you", thanks, StringComparison.Ordinal);
        Assert.Contains("within", await client.PageAsync(sent.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal(2, await app.CountAsync("request"));
        Assert.Equal("quarantine", await app.AskAsync<string>(
            "select l.held from lead l join person p on p.id = l.person_id where p.name = 'Jörg'"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_bug_keeps_from_being_a_request_is_stored_and_tried_again_like_any_other(string engine)
    {
        using var blackout = await Blackout.PrepareAsync(engine);
        await using var app = await TestApp.StartAsync(engine, database: blackout.Setting);
        using var wrong = await app.PostAsync("/api/v1/requests", new { });
        var text = await app.AskAsync<string>("select text from playbook");
        await app.ChangeAsync("update playbook set text = 'pools: ['");
        var arrived = app.Clock.Now;
        await blackout.BeginAsync(app);
        using var sent = await app.PostAsync("/api/v1/requests", Body, "key");
        app.Clock.Advance(Duration.FromMinutes(3));
        await blackout.EndAsync(app);
        await app.RunDueAsync();
        var waiting = app.Get<SpoolFolder>().Waiting().Count;
        var state = await app.AskAsync<string>("select state from submission");
        await app.ChangeAsync("update playbook set text = @Text", new { Text = text });
        await app.PassAsync(Duration.FromMinutes(10));

        Assert.Equal((0, "received"), (waiting, state));
        Assert.Equal(await ReceiptAsync(sent), await app.AskAsync<string>("select id from request"));
        Assert.Equal(arrived.Micros(), await app.AskAsync<long>("select arrived_at from lead"));
        await app.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task A_key_that_this_node_has_seen_is_believed_and_any_other_is_told_to_come_again()
    {
        using var blackout = await Blackout.PrepareAsync("postgres");
        await using var app = await TestApp.StartAsync("postgres", database: blackout.Setting);
        await app.RaiseAsync("before@buyer.example");
        await blackout.BeginAsync(app);
        app.Clock.Advance(Duration.FromHours(1));

        using var known = await app.PostAsync("/api/v1/requests", Body);
        using var stranger = app.NewClient("hra_0123456789abcdefghjkmnpqrstvwxyz");
        using var unknown = await app.PostAsync("/api/v1/requests", Body, client: stranger);
        using var unseen = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));

        Assert.Equal(HttpStatusCode.Accepted, known.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unknown.StatusCode);
        Assert.NotNull(unknown.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unseen.StatusCode);
    }

    [Fact]
    public async Task What_came_with_a_key_that_had_been_revoked_elsewhere_waits_for_a_human()
    {
        using var blackout = await Blackout.PrepareAsync("postgres");
        await using var app = await TestApp.StartAsync("postgres", database: blackout.Setting);
        await app.RaiseAsync("before@buyer.example");
        await app.ChangeAsync("update api_key set revoked_at = @Now", new { app.Clock.Now });
        await blackout.BeginAsync(app);
        app.Clock.Advance(Duration.FromMinutes(1));
        using var sent = await app.PostAsync("/api/v1/requests", Body);
        await blackout.EndAsync(app);
        await app.RunDueAsync();

        Assert.Equal("quarantine", await app.AskAsync<string>(
            "select l.held from request r join lead l on l.id = r.lead_id where r.id = @Id", new { Id = await ReceiptAsync(sent) }));
    }

    [Fact]
    public async Task One_key_with_two_bodies_on_two_nodes_is_two_requests_for_both_were_told_that_theirs_is_kept()
    {
        using var blackout = await Blackout.PrepareAsync("postgres");
        await using var one = await TestApp.StartAsync("postgres", database: blackout.Setting);
        await using var other = await TestApp.StartAsync("postgres", beside: one);
        await one.RaiseAsync("before@buyer.example");
        await other.RaiseAsync("before@buyer.example");
        await blackout.BeginAsync(one);
        var receipts = new List<string>();
        foreach (var (app, email) in new[] { (one, "bea@buyer.example"), (other, "bo@buyer.example") })
        {
            using var sent = await app.PostAsync("/api/v1/requests", new { person = new { email } }, "key");
            receipts.Add(await ReceiptAsync(sent));
        }
        await blackout.EndAsync(one);
        await one.RunDueAsync();
        await other.RunDueAsync();

        foreach (var receipt in receipts)
        {
            Assert.Equal(receipt, await one.AskAsync<string>("select id from request where id = @Id", new { Id = receipt }));
        }
        await one.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task Full_or_failed_it_acknowledges_nothing_and_readiness_says_why()
    {
        using var blackout = await Blackout.PrepareAsync("postgres");
        var isBroken = false;
        await using var app = await TestApp.StartAsync("postgres", one => one with { SpoolMegabytes = 1 }, database: blackout.Setting,
            disk: new SpoolDisk { Sync = file => { if (isBroken) throw new IOException("Input/output error"); RandomAccess.FlushToDisk(file); } });
        await app.RaiseAsync("before@buyer.example");
        await blackout.BeginAsync(app);
        var taken = 0;
        while ((await KeepAsync(app, 8_000)).StatusCode == HttpStatusCode.Accepted) taken++;
        using var full = await KeepAsync(app, 8_000);
        var said = await ReadyAsync(app);
        isBroken = true;
        using var failed = await KeepAsync(app, 10);
        app.Clock.Advance(Duration.FromSeconds(2));
        var then = await ReadyAsync(app);
        await blackout.EndAsync(app);
        await app.RunDueAsync();

        Assert.Equal((503, 503), ((int)full.StatusCode, (int)failed.StatusCode));
        Assert.NotNull(full.Headers.RetryAfter);
        Assert.Equal(503, said.Status);
        Assert.Contains($"spool: {taken}, since 2026", said.Text, StringComparison.Ordinal);
        Assert.Equal(503, then.Status);
        Assert.Contains("could not write: Input/output error", then.Text, StringComparison.Ordinal);
        Assert.Equal(taken + 1, await app.CountAsync("request"));
        await app.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task A_full_disk_under_both_acknowledges_nothing_and_goes_on_when_there_is_room()
    {
        using var blackout = await Blackout.PrepareAsync("sqlite");
        await using var app = await TestApp.StartAsync(database: blackout.Setting,
            disk: new SpoolDisk { Write = (_, _, _) => throw new IOException("No space left on device") });
        await blackout.BeginAsync(app);
        using var refused = await app.PostAsync("/api/v1/requests", Body, "key");
        await blackout.EndAsync(app);
        using var taken = await app.PostAsync("/api/v1/requests", Body, "key");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Created), (refused.StatusCode, taken.StatusCode));
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Readiness_and_the_deliveries_page_tell_how_many_wait_and_since_when()
    {
        using var blackout = await Blackout.PrepareAsync("postgres");
        await using var app = await TestApp.StartAsync("postgres", database: blackout.Setting);
        await app.RaiseAsync("before@buyer.example");
        using var manager = await app.SignedInAsync();
        Assert.Equal((200, "ready"), await ReadyAsync(app));
        await blackout.BeginAsync(app);
        app.Clock.Advance(Duration.FromSeconds(2));
        using var one = await KeepAsync(app, 10);
        app.Clock.Advance(Duration.FromMinutes(3));
        var away = await ReadyAsync(app);
        await blackout.EndAsync(app);
        app.Clock.Advance(Duration.FromSeconds(2));
        var page = await manager.PageAsync("/deliveries");
        await app.RunDueAsync();

        Assert.Equal(200, away.Status);
        Assert.Contains("ready for requests alone. The database takes no writes. Requests that wait in the spool: 1, since 2026-",
            away.Text, StringComparison.Ordinal);
        Assert.Contains("1 request waits", page, StringComparison.Ordinal);
        Assert.Equal((200, "ready"), await ReadyAsync(app));
        Assert.DoesNotContain("request waits", await manager.PageAsync("/deliveries"), StringComparison.Ordinal);
    }

    static Task<HttpResponseMessage> KeepAsync(TestApp app, int length) => app.PostAsync("/api/v1/requests",
        new { person = new { email = "bea@buyer.example" }, message = new string('x', length) });

    static async Task<(int Status, string Text)> ReadyAsync(TestApp app)
    {
        using var answer = await app.Client.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel);
        return ((int)answer.StatusCode, await answer.TextAsync());
    }

    static async Task<string> ReceiptAsync(HttpResponseMessage sent) =>
        JsonDocument.Parse(await sent.TextAsync()).RootElement.Text("requestId")!;
}
