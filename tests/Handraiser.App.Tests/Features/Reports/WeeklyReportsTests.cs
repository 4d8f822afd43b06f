using Handraiser.App.Features.Reports;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Reports;

public sealed class WeeklyReportsTests
{
    static readonly Instant NextMonday = Instant.FromUtc(2026, 3, 9, 6, 0);

    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_subscriber_gets_last_week_once_on_Monday_at_seven(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);

        app.Clock.Set(NextMonday - Duration.FromSeconds(1));
        await RunAsync(app);
        Assert.Empty(Reports(smtp));
        app.Clock.Set(NextMonday);
        await RunAsync(app);
        app.Clock.Advance(Duration.FromDays(3));
        await RunAsync(app);

        var mail = Assert.Single(Reports(smtp));
        Assert.Contains("Last week at Acme: 4 leads", mail, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Contains("/reports?days", mail, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_second_node_and_a_restart_send_no_second_one(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        app.Clock.Set(NextMonday);
        Assert.Equal(1, await app.Get<WeeklyReports>().RunDueAsync(Cancel));

        // As after a stop before the mark was written, or on a node that looked at the same moment.
        await app.ChangeAsync("update report_subscriber set week = null");
        await using var other = await TestApp.StartAsync(engine, settings => settings with { Mail = smtp.Url }, beside: app);
        await Task.WhenAll(RunAsync(app), RunAsync(other));
        Assert.Single(Reports(smtp));

        app.Clock.Advance(Duration.FromDays(7));
        await Task.WhenAll(RunAsync(app), RunAsync(other));
        var mails = Reports(smtp);
        Assert.Equal(2, mails.Count);
        Assert.Contains("No lead came in last week.", mails[1], StringComparison.Ordinal);
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from job where kind = 'report-mail'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_who_has_left_or_is_no_manager_gets_one(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);
        app.Clock.Set(NextMonday);
        await app.ChangeAsync("update rep set active = 0");
        Assert.Equal(0, await app.Get<WeeklyReports>().RunDueAsync(Cancel));
        await app.ChangeAsync("update rep set active = 1");
        Assert.Equal(1, await app.Get<WeeklyReports>().RunDueAsync(Cancel));

        // Left between the queue and the mail.
        await app.ChangeAsync("update rep set active = 0");
        await app.ChangeAsync("update workspace set roster_version = roster_version + 1");
        await app.Get<JobRunner>().RunDueAsync(Cancel);

        Assert.Empty(Reports(smtp));
        Assert.Equal("moot: the rep is not active any more",
            await app.AskAsync<string>("select outcome from job where kind = 'report-mail'"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_subscribes_after_Monday_waits_for_the_next_one(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var app = await StartAsync(engine, smtp);

        Assert.Equal(0, await app.Get<WeeklyReports>().RunDueAsync(Cancel));
        app.Clock.Set(NextMonday + Duration.FromDays(2));
        Assert.Equal(1, await app.Get<WeeklyReports>().RunDueAsync(Cancel));
    }

    // A Monday at ten: this Monday's mail is over.
    static async Task<TestApp> StartAsync(string engine, FakeSmtpServer smtp)
    {
        var app = await TestApp.StartAsync(engine, settings => settings with { Mail = smtp.Url });
        using var manager = await app.SignedInAsync();
        using var answer = await manager.PostFormAsync("/reports/subscribe", new { }, "/reports");
        await app.PlayAsync();
        await app.Get<JobRunner>().RunDueAsync(Cancel);
        return app;
    }

    static async Task RunAsync(TestApp app)
    {
        await app.Get<WeeklyReports>().RunDueAsync(Cancel);
        await app.Get<JobRunner>().RunDueAsync(Cancel);
    }

    static List<string> Reports(FakeSmtpServer smtp) => [.. smtp.Messages.Select(message => message.Text)
        .Where(text => text.Contains("Last week at", StringComparison.Ordinal))];
}
