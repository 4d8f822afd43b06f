using Handraiser.App.Features.Deliveries;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Alerts;

public sealed class MailRouteTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_temporary_no_is_tried_again_and_the_mail_goes_out_once(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        smtp.Next("RCPT", "451 4.3.0 Come back later");

        await app.RunDueAsync();
        Assert.Equal("queued", await app.JobStateAsync("mail"));
        Assert.Contains("451", await app.JobOutcomeAsync("mail"));
        Assert.Empty(smtp.Messages);
        app.Clock.Advance(Duration.FromSeconds(67));
        await app.Get<JobRunner>().RunDueAsync(Cancel);

        Assert.Equal("done", await app.JobStateAsync("mail"));
        Assert.Single(smtp.Messages);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_server_that_never_has_time_is_given_up_after_eight_attempts(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        smtp.Always("MAIL", "421 4.3.2 Busy");

        for (var day = 0; day < 4 * 24 && await app.JobStateAsync("mail") == "queued"; day++)
        {
            await app.Get<JobRunner>().RunDueAsync(Cancel);
            app.Clock.Advance(Duration.FromHours(1));
        }

        Assert.Equal("parked", await app.JobStateAsync("mail"));
        Assert.StartsWith("Given up after 8 attempts. 421", await app.JobOutcomeAsync("mail"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_final_no_parks_it_and_a_human_may_send_it_again(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        smtp.Next("RCPT", "550 5.1.1 No such user");

        await app.RunDueAsync();
        Assert.Equal(("parked", "550 5.1.1 No such user"),
            (await app.JobStateAsync("mail"), await app.JobOutcomeAsync("mail")));
        Assert.True(await app.Get<ResendDelivery>()
            .OneAsync(app.Workspace.WorkspaceId, (await app.AskAsync<string>("select id from job"))!, Cancel));
        await app.RunDueAsync();

        Assert.Equal("done", await app.JobStateAsync("mail"));
        Assert.Single(smtp.Messages);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lost_reply_to_the_final_dot_is_a_doubt_and_never_sent_again_by_itself(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        smtp.Next(".", new FakeReply.Reset());

        await app.RunDueAsync();
        for (var hour = 0; hour < 48; hour++)
        {
            app.Clock.Advance(Duration.FromHours(1));
            await app.Get<JobRunner>().RunDueAsync(Cancel);
        }

        Assert.Equal("in-doubt", await app.JobStateAsync("mail"));
        Assert.Single(smtp.Messages);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_worker_that_died_after_its_claim_leaves_a_doubt_and_no_second_mail(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        var dead = Assert.Single(await app.Database.WriteAsync(tx => JobQueue.ClaimAsync(tx, 10, _ => 10), Cancel));
        app.Clock.Advance(JobQueue.Lease + Duration.FromSeconds(1));

        await app.Get<JobRunner>().RunDueAsync(Cancel);

        Assert.Equal("in-doubt", await app.JobStateAsync("mail"));
        Assert.Empty(smtp.Messages);
        Assert.False(await app.Database.WriteAsync(tx =>
            JobQueue.SettleAsync(tx, dead, new JobOutcome.Done("too late")), Cancel));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_server_that_says_nothing_is_tried_again_before_the_lease_ends(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        smtp.Always("BANNER", new FakeReply.Silence());
        await using var transport = new SmtpTransport(SmtpSettings.Parse(smtp.Url), TimeProvider.System);

        await app.RunMailAsync(transport, TimeSpan.FromMilliseconds(100));

        Assert.Equal(("queued", "The mail server took too long."),
            (await app.JobStateAsync("mail"), await app.JobOutcomeAsync("mail")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Silence_after_the_final_dot_is_a_doubt(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        smtp.Always(".", new FakeReply.Silence());
        var settings =
            SmtpSettings.Parse(smtp.Url) with { Timeouts = new() { Grace = TimeSpan.FromMilliseconds(100) } };
        await using var transport = new SmtpTransport(settings, TimeProvider.System);

        await app.RunMailAsync(transport, TimeSpan.FromMilliseconds(500));

        Assert.Equal("in-doubt", await app.JobStateAsync("mail"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Mail_that_was_queued_before_the_server_was_taken_away_is_parked_and_says_what_to_set(string engine)
    {
        await using var before = await TestApp.StartAsync(engine);
        await AlertTextTests.RaiseAsync(before);
        await using var app = await TestApp.StartAsync(engine, settings => settings with { Mail = "" }, beside: before);

        await app.RunDueAsync();

        Assert.Equal(("parked", "No mail server is configured: set HANDRAISER_MAIL."),
            (await app.JobStateAsync("mail"), await app.JobOutcomeAsync("mail")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Without_a_mail_server_no_mail_is_queued_and_the_page_of_deliveries_says_so(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, settings => settings with { Mail = "" });
        await AlertTextTests.RaiseAsync(app);
        using var admin = await app.SignedInAsync();

        Assert.Equal(0, await app.AskAsync<long>("select count(*) from job where kind = 'mail'"));
        Assert.Contains("HANDRAISER_MAIL", await admin.PageAsync("/deliveries"), StringComparison.Ordinal);
    }

    static async Task<TestApp> StartAsync(string engine, FakeSmtpServer smtp)
    {
        var app = await TestApp.StartAsync(engine, settings => settings with { Mail = smtp.Url });
        await AlertTextTests.RaiseAsync(app);
        return app;
    }
}
