using Handraiser.App.Features.Deliveries;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Webhooks;

public sealed class DeliverEventTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_event_arrives_signed_with_the_lead_and_what_happened(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (_, secret) = await app.AddAsync(receiver, "lead.assigned");

        var lead = (await app.RaiseAsync("bea@buyer.example")).GetProperty("leadId").GetString();
        await app.RunDueAsync();

        var request = Assert.Single(receiver.Requests);
        var body = request.Json();
        Assert.Equal(SignatureVerdict.Valid, request.Verdict(app, secret));
        Assert.Equal(("lead.assigned", "2026-03-02T09:00:00Z"),
            (body.GetProperty("type").GetString(), body.GetProperty("timestamp").GetString()));
        Assert.Equal(lead, body.GetProperty("data").GetProperty("lead").GetProperty("id").GetString());
        Assert.Equal(app.Workspace.AdminId, body.GetProperty("data").GetProperty("event").GetProperty("data")
            .GetProperty("owner").GetString());
        Assert.StartsWith($"evt_{lead}_", request.Header("webhook-id"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_repeat_has_the_same_id_and_its_own_time_and_signature(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Status(500, "oops"));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (_, secret) = await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();
        receiver.Answer = Answers.Ok();
        app.Clock.Advance(Duration.FromSeconds(6));

        await app.RunDueAsync();

        Assert.Equal(2, receiver.Requests.Count);
        Assert.Single(receiver.Requests.Select(request => request.Header("webhook-id")).Distinct());
        Assert.Equal(2, receiver.Requests.Select(request => request.Header("webhook-signature")).Distinct().Count());
        Assert.Equal(SignatureVerdict.Valid, receiver.Requests[1].Verdict(app, secret));
        Assert.Equal(1, await app.CountAsync("done"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_of_several_endpoints_gets_each_event_once_and_only_what_it_wants(string engine)
    {
        await using var all = new FakeReceiver();
        await using var leads = new FakeReceiver();
        await using var clocks = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, all, leads, clocks);
        await app.AddAsync(all);
        await app.AddAsync(leads, "lead.*");
        await app.AddAsync(clocks, "clock.started", "clock.met");

        await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();
        await app.RunDueAsync();

        Assert.Equal(["clock.started", "lead.assigned", "request.received"], Types(all));
        Assert.Equal(["lead.assigned"], Types(leads));
        Assert.Equal(["clock.started"], Types(clocks));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_endpoint_that_hangs_does_not_hold_up_another(string engine)
    {
        using var gate = new Gate();
        await using var slow = new FakeReceiver(Answers.Hang(gate));
        await using var quick = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, slow, quick);
        await app.AddAsync(slow, "lead.assigned");
        for (var number = 0; number < 3; number++) await app.RaiseAsync($"bea{number}@buyer.example");
        var runner = app.Get<JobRunner>();
        var hanging = await runner.StartDueAsync(Cancel);
        await slow.WaitForRequestsAsync(3);
        await app.AddAsync(quick, "lead.assigned");
        await app.RaiseAsync("cem@buyer.example");

        var started = await runner.StartDueAsync(Cancel);

        await quick.WaitForRequestsAsync(1);
        // The slow endpoint's lane is full, so that its fourth event was not even started.
        Assert.Equal(3, slow.Requests.Count);
        Assert.Equal(1, await app.CountAsync("queued"));
        gate.Open();
        await Task.WhenAll([.. hanging, .. started]);
        await app.RunDueAsync();
        Assert.Equal(5, await app.CountAsync("done"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Gone_switches_the_endpoint_off_and_what_waits_for_it_is_kept(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Status(410, "no more"));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, _) = await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");

        await app.RunDueAsync();
        await app.RaiseAsync("cem@buyer.example");
        await app.RunDueAsync();

        Assert.False((await app.EndpointAsync(id)).IsLive);
        Assert.Single(receiver.Requests);
        Assert.Equal(1, await app.CountAsync("parked"));
        Assert.Equal(1L, await app.AskAsync<long>("select count(*) from job where kind = 'endpoint-mail'"));

        receiver.Answer = Answers.Ok();
        await app.ActAsync(id, "enable");
        await app.Get<ResendDelivery>().ParkedAsync(app.Workspace.WorkspaceId, $"webhook:{id}", Cancel);
        await app.RunDueAsync();
        Assert.Equal(1, await app.CountAsync("done"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_endpoint_that_asks_for_time_gets_it(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Throttled("120"));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");

        await app.RunDueAsync();

        var due = await app.AskAsync<long>("select due_at from job where kind = 'webhook'");
        Assert.InRange(due, (app.Clock.Now + Duration.FromSeconds(120)).ToUnixTimeTicks() / 10,
            (app.Clock.Now + Duration.FromSeconds(132)).ToUnixTimeTicks() / 10);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_nobody_takes_for_three_days_is_parked_and_can_be_sent_again(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Status(500));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, _) = await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");
        var start = app.Clock.Now;

        while (await app.CountAsync("parked") == 0)
        {
            Assert.True(app.Clock.Now - start < Duration.FromDays(5), "It is tried for ever.");
            await app.Get<JobRunner>().RunDueAsync(Cancel);
            app.Clock.Advance(Duration.FromMinutes(30));
        }

        Assert.Equal(10, receiver.Requests.Count);
        Assert.InRange(app.Clock.Now - start, Duration.FromHours(75), Duration.FromHours(90));
        receiver.Answer = Answers.Ok();
        Assert.Equal(1, await app.Get<ResendDelivery>()
            .ParkedAsync(app.Workspace.WorkspaceId, $"webhook:{id}", Cancel));
        await app.Get<JobRunner>().RunDueAsync(Cancel);
        Assert.Equal(1, await app.CountAsync("done"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_delivery_whose_worker_died_is_made_again(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");
        await app.Database.WriteAsync(tx => JobQueue.ClaimAsync(tx, 10, _ => 10), Cancel);
        app.Clock.Advance(JobQueue.Lease + Duration.FromSeconds(1));

        await app.Get<JobRunner>().RunDueAsync(Cancel);

        Assert.Single(receiver.Requests);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_body_stays_under_twenty_kilobytes_whatever_the_reason_says(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");
        await app.ChangeAsync("update lead set reason = @Reason",
            new { Reason = string.Concat(Enumerable.Repeat("🖐", 50_000)) });

        await app.RunDueAsync();

        Assert.InRange(Assert.Single(receiver.Requests).Body.Length, 100, 20_000);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_chat_is_told_what_the_rep_is_told_with_a_button_and_no_markup_of_strangers(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        await app.AddAsync("chat", receiver.Url.ToString());

        var lead = (await app.RaiseAsync("bea@buyer.example", body: new
        {
            kind = "demo", person = new { email = "bea@buyer.example", name = "<!channel> Bea" },
                message = "<https://evil.example|click>",
        })).GetProperty("leadId").GetString();
        await app.RunDueAsync();

        var request = Assert.Single(receiver.Requests);
        Assert.Contains("Demo request: \\u0026lt;!channel\\u0026gt; Bea", request.Text);
        Assert.DoesNotContain("<", request.Text);
        Assert.DoesNotContain("\\u003C", request.Text);
        Assert.Contains($"/leads/{lead}", request.Text);
        Assert.Contains("To Ada Admin: This one is yours.", request.Text);
    }

    static IEnumerable<string?> Types(FakeReceiver receiver) =>
        receiver.Requests.Select(request => request.Json().GetProperty("type").GetString())
            .Order(StringComparer.Ordinal);
}
