using Handraiser.App.Features.Clocks;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Alerts;

public sealed class AlertMootTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_is_told_of_a_lead_that_is_closed_by_then(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var lead = await AlertTextTests.RaiseAsync(app);
        using var closed =
            await app.PostAsync($"/api/v1/leads/{lead}/close", new { rep = TestApp.AdminEmail, outcome = "spam" });

        Assert.Empty(await app.LettersAsync());

        Assert.Equal(("done", "moot: the lead is closed"),
            (await app.JobStateAsync("mail"), await app.JobOutcomeAsync("mail")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_lost_the_lead_meanwhile_is_not_told_but_who_got_it_is(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var ola = (await app.AddRepsAsync("ola@acme.example"))[0];
        var lead = await AlertTextTests.RaiseAsync(app);
        using var given =
            await app.PostAsync($"/api/v1/leads/{lead}/assignment", new { rep = ola, by = TestApp.AdminEmail });

        Assert.Equal("ola@acme.example", Assert.Single(await app.LettersAsync()).To.Address);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_touch_that_comes_before_the_nudge_is_sent_keeps_everybody_from_running(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var lead = await AlertTextTests.RaiseAsync(app);
        await app.LettersAsync();
        app.Clock.Advance(Duration.FromMinutes(6));
        await app.Get<ClimbLadder>().RunDueAsync(Cancel);
        using var touched =
            await app.PostAsync($"/api/v1/leads/{lead}/touches",
            new { rep = TestApp.AdminEmail, grade = "attempt", channel = "phone" });

        Assert.Empty(await app.LettersAsync());

        Assert.Equal(0L, await app.AskAsync<long>("select count(*) from job where state <> 'done'"));
        Assert.Equal("moot: the clock is met", await app.JobOutcomeAsync("mail"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_ladder_tells_owner_and_manager_when_nobody_answers(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await AlertTextTests.RaiseAsync(app);
        await app.LettersAsync();
        app.Clock.Advance(Duration.FromMinutes(6));
        await app.Get<ClimbLadder>().RunDueAsync(Cancel);

        var subjects = (await app.LettersAsync()).ConvertAll(letter => letter.Subject.Split(':')[0]);

        Assert.Contains("Still waiting", subjects);
        Assert.Contains("Nobody has answered", subjects);
    }
}
