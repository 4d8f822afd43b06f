using Handraiser.App.Features.Webhooks;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Webhooks;

public sealed class EndpointWatchTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task After_an_hour_of_failing_each_admin_is_told_once(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var receiver = new FakeReceiver(Answers.Status(500, "the database is away"));
        await using var app = await StartAsync(engine, smtp, receiver);
        await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");

        await PassAsync(app, Duration.FromMinutes(59));
        Assert.Empty(Notices(smtp));
        await PassAsync(app, Duration.FromHours(6));

        var mail = Assert.Single(Notices(smtp));
        Assert.Contains("the database is away", mail.Text);
        Assert.Contains("ada@acme.example", mail.RcptCommand);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_delivery_that_gets_through_ends_the_failing(string engine)
    {
        await using var smtp = FakeSmtpServer.Start();
        await using var receiver = new FakeReceiver(Answers.Status(500));
        await using var app = await StartAsync(engine, smtp, receiver);
        var (id, _) = await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");
        await PassAsync(app, Duration.FromMinutes(30));
        Assert.NotNull((await app.EndpointAsync(id)).FailingSince);

        receiver.Answer = Answers.Ok();
        await PassAsync(app, Duration.FromHours(3));

        var row = await app.EndpointAsync(id);
        Assert.Equal((null, "200: ok"), (row.FailingSince, row.LastSaid));
        Assert.Empty(Notices(smtp));
    }

    static Task<TestApp> StartAsync(string engine, FakeSmtpServer smtp, FakeReceiver receiver) =>
        TestApp.StartAsync(engine,
        settings => settings with { Mail = smtp.Url, AllowPrivate = $"127.0.0.1, :{receiver.Port}" });

    static async Task PassAsync(TestApp app, Duration time)
    {
        for (var end = app.Clock.Now + time; app.Clock.Now < end; app.Clock.Advance(Duration.FromMinutes(5)))
        {
            await app.Get<JobRunner>().RunDueAsync(Cancel);
            await app.Get<EndpointWatch>().RunDueAsync(Cancel);
        }
    }

    static IEnumerable<FakeMessage> Notices(FakeSmtpServer smtp) =>
        smtp.Messages.Where(mail => mail.Text.Contains("Nothing has got through", StringComparison.Ordinal));
}
