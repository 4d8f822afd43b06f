using System.Net;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Features.Webhooks;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Deliveries;

public sealed class DeliveryPagesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_stopped_is_listed_with_its_lead_its_recipient_and_the_answer(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await TestApp.StartAsync(engine, settings => settings with { Mail = smtp.Url });
        smtp.Always("RCPT", "550 5.1.1 <b>No</b> such user");
        var lead = await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();
        using var manager = await app.SignedInAsync();

        var page = await manager.PageAsync("/deliveries");

        Assert.Contains($"/leads/{lead.GetProperty("leadId").GetString()}\">Bea Buyer</a>", page);
        Assert.Contains("to Ada Admin", page);
        Assert.Contains("550 5.1.1 &lt;b&gt;No&lt;/b&gt; such user", page);
        Assert.Contains("Given up", page);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Sending_again_from_the_page_sends_it(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await TestApp.StartAsync(engine, settings => settings with { Mail = smtp.Url });
        smtp.Next("RCPT", "550 5.1.1 No such user");
        await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();
        using var manager = await app.SignedInAsync();
        var id = await app.AskAsync<string>("select id from job where kind = 'mail'");

        using var sent = await manager.PostFormAsync($"/deliveries/{id}/resend", new { }, page: "/deliveries");
        using var twice =
            await manager.PostFormAsync($"/deliveries/{id}/resend", new { }, page: "/profile", background: true);
        await app.RunDueAsync();

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict), (sent.StatusCode, twice.StatusCode));
        Assert.Single(smtp.Messages);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task All_that_is_parked_for_one_endpoint_goes_again_and_doubts_stay(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, _) = await app.AddAsync(receiver, "lead.assigned");
        for (var number = 0; number < 3; number++) await app.RaiseAsync($"bea{number}@buyer.example");
        await app.ChangeAsync("update job set state = 'parked' where kind = 'webhook'");
        await app.ChangeAsync(
            "update job set state = 'in-doubt' where id = (select max(id) from job where kind = 'webhook')");
        await app.ChangeAsync("update job set state = 'done' where kind = 'mail'");
        using var manager = await app.SignedInAsync();

        using var sent =
            await manager.PostFormAsync("/deliveries/resend", new { Lane = $"webhook:{id}" },
            page: $"/deliveries?lane=webhook:{id}");
        await app.RunDueAsync();

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Equal(1L, await app.AskAsync<long>("select count(*) from job where state = 'in-doubt'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_search_finds_by_person_and_leaves_out_the_rest(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.RaiseAsync("bea@buyer.example", body: new { kind = "demo",
            person = new { email = "bea@buyer.example", name = "Bea Buyer" } });
        await app.RaiseAsync("cem@buyer.example", body: new { kind = "demo",
            person = new { email = "cem@buyer.example", name = "Cem Case" } });
        await app.ChangeAsync("update job set state = 'parked'");
        using var manager = await app.SignedInAsync();

        var page = await manager.PageAsync("/deliveries?q=cem");

        Assert.Contains("Cem Case", page);
        Assert.DoesNotContain("Bea Buyer", page);
        Assert.Contains("Nothing matches", await manager.PageAsync("/deliveries?q=nobody"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_refused_and_is_tried_again_is_not_called_gone(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.RaiseAsync("bea@buyer.example");
        await app.ChangeAsync("update job set state = 'queued', attempt = 1");
        using var manager = await app.SignedInAsync();

        Assert.Contains("Nothing needs you yet", await manager.PageAsync("/deliveries"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_tab_shows_its_own_and_an_empty_one_says_so(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await TestApp.StartAsync(engine, settings => settings with { Mail = smtp.Url });
        using var manager = await app.SignedInAsync();
        Assert.Contains("Everything has gone out", await manager.PageAsync("/deliveries"));
        await app.RaiseAsync("bea@buyer.example");
        Assert.Contains("Bea Buyer", await manager.PageAsync("/deliveries?tab=waiting"));

        await app.RunDueAsync();

        Assert.Contains("Nothing is waiting", await manager.PageAsync("/deliveries?tab=waiting"));
        Assert.Contains("Bea Buyer", await manager.PageAsync("/deliveries?tab=done"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Reps_and_strangers_see_none_of_it(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.AddRepsAsync("ola@acme.example");
        using var rep = await app.SignedInAsync("ola@acme.example");
        using var stranger = app.NewClient();

        using var refused = await rep.GetAsync(new Uri("/deliveries", UriKind.Relative), Cancel);
        using var asked = await stranger.GetAsync(new Uri("/deliveries", UriKind.Relative), Cancel);
        using var settings = await rep.GetAsync(new Uri("/settings/endpoints", UriKind.Relative), Cancel);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Found, HttpStatusCode.Forbidden),
            (refused.StatusCode, asked.StatusCode, settings.StatusCode));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_strangers_server_answered_is_shown_to_admins_only(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Status(410, "token=hunter2"));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        await app.AddAsync(receiver, "lead.assigned");
        await app.AddRepsAsync("moe@acme.example");
        await app.ChangeAsync("update rep set role = 'manager' where email = 'moe@acme.example'");
        await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();
        using var admin = await app.SignedInAsync();
        using var manager = await app.SignedInAsync("moe@acme.example");

        Assert.Contains("hunter2", await admin.PageAsync("/deliveries"));
        var seen = await manager.PageAsync("/deliveries");
        Assert.Contains("410", seen);
        Assert.DoesNotContain("hunter2", seen);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_message_that_has_been_due_for_minutes_raises_an_alarm(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.RaiseAsync("bea@buyer.example");
        app.Clock.Advance(Duration.FromMinutes(3));
        using var manager = await app.SignedInAsync();

        Assert.Contains("Messages are not going out", await manager.PageAsync("/deliveries"));
        await app.Get<JobRunner>().RunDueAsync(Cancel);
        Assert.DoesNotContain("Messages are not going out", await manager.PageAsync("/deliveries"));
    }
}
