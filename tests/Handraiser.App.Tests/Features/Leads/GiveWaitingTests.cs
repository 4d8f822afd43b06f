using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Leads;

public sealed class GiveWaitingTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task While_everybody_is_away_a_named_human_answers_and_the_clock_runs(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        await app.PresentAsync(false, reps.Values);

        var answer = await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();

        Assert.Equal(("pool", "sellers"), (answer.GetProperty("owner").Text("kind"), answer.GetProperty("owner").Text("id")));
        Assert.Equal("2026-03-02T09:05:00Z", answer.Text("dueAt"));
        Assert.Equal(app.Workspace.AdminId, await app.OwnerAsync(answer.Text("leadId")!));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_comes_back_is_given_what_waits_oldest_first(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync(rules => rules with { Caps = "{ open: 2 }" }, "ann");
        await app.PresentAsync(false, reps.Values);
        var leads = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            leads.Add(await app.LeadAsync($"buyer{i}@buyer.example"));
            app.Clock.Advance(Duration.FromSeconds(1));
        }

        await app.PresentAsync(true, reps.Values);
        await app.RunDueAsync();

        Assert.Equal(reps["ann"], await app.OwnerAsync(leads[0]));
        Assert.Equal(reps["ann"], await app.OwnerAsync(leads[1]));
        Assert.Equal("pool", (await app.ViewAsync(leads[2])).GetProperty("owner").Text("kind"));
        await app.ActAsync(leads[0], "close", new { rep = reps["ann"], outcome = "won" });
        await app.RunDueAsync();
        Assert.Equal(reps["ann"], await app.OwnerAsync(leads[2]));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task When_hours_open_nobody_has_to_say_so(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, clock: new VirtualClock(Instant.FromUtc(2026, 3, 2, 5, 0)));
        var reps = await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        Assert.Equal("2026-03-02T08:05:00Z", (await app.ViewAsync(lead)).Text("dueAt"));

        app.Clock.Set(Instant.FromUtc(2026, 3, 2, 7, 59));
        await app.RunDueAsync();
        Assert.Equal("pool", (await app.ViewAsync(lead)).GetProperty("owner").Text("kind"));
        app.Clock.Set(Instant.FromUtc(2026, 3, 2, 8, 0));
        await app.RunDueAsync();

        Assert.Contains(await app.OwnerAsync(lead), reps.Values);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_nobody_could_take_goes_to_the_next_pool_as_soon_as_somebody_there_is_free(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var dora = (await app.HireAsync("dora"))[0];
        await app.OfAsync(rules => rules with
        {
            Caps = "{ open: 1 }",
            Away = "{ overflow: others }",
            MorePools = $"  others: {{ team: sales, members: [{Company.Email("dora")}], caps: {{ open: 1 }} }}",
        }, "ann");
        await app.LeadAsync("one@buyer.example");
        var second = await app.LeadAsync("two@buyer.example");
        var third = await app.LeadAsync("three@buyer.example");
        await app.RunDueAsync();
        await app.RunDueAsync();
        Assert.Equal("pool", (await app.ViewAsync(third)).GetProperty("owner").Text("kind"));

        await app.ActAsync(second, "close", new { rep = dora, outcome = "won" });
        await app.RunDueAsync();

        Assert.Equal(dora, await app.OwnerAsync(third));
        await app.AssertLawsHoldAsync();
    }
}
