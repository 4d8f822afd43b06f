using Handraiser.App.Features.Workspaces.Roster;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Clocks;

/// <summary>
/// Opening hours are edited while clocks run. A clock keeps the instants that the buyer was promised, so that nobody
/// can edit a breach away; what arrives later is counted by the new hours.
/// </summary>
public sealed class EditedHoursTests
{
    const string Closed = "Tue 09:00-09:30";

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_running_clock_keeps_its_instants_when_the_teams_hours_are_cut(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        var before = (await app.CaseAsync(lead)).GetProperty("clocks").ToString();

        await PublishAsync(app, Closed);

        Assert.Equal(before, (await app.CaseAsync(lead)).GetProperty("clocks").ToString());
        // In the new hours it would be due tomorrow.
        Assert.Equal("2026-03-03T08:05:00Z", (await app.ViewAsync(await app.LeadAsync("next@buyer.example"))).Text(
            "dueAt"));
        await app.PassAsync(Duration.FromMinutes(6));
        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nor_do_longer_hours_bring_a_promise_forward(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync(rules => rules with { Open = Closed }, "ann", "bob");
        var lead = await app.LeadAsync();

        await PublishAsync(app, "always");
        await app.PassAsync(Duration.FromHours(2), Duration.FromMinutes(10));

        var view = await app.ViewAsync(lead);
        Assert.Equal(("2026-03-03T08:05:00Z", null), (view.Text("dueAt"), view.Text("breachedAt")));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_further_request_after_the_edit_never_moves_the_due_instant_back(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        await PublishAsync(app, Closed);

        app.Clock.Advance(Duration.FromMinutes(1));
        await app.LeadAsync();

        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(lead)).Text("dueAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_reps_own_hours_and_zone_move_no_running_clock_either(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        await app.PublishAsync(new Rules { Members = [(Company.Email("ann"), 100)] }.Yaml().Replace("hours: team",
            "hours: owner", StringComparison.Ordinal));
        var lead = await app.LeadAsync();
        var before = (await app.CaseAsync(lead)).GetProperty("clocks").ToString();

        await app.Get<ChangeRep>().RunAsync(
            new(app.Workspace.WorkspaceId, "Acme", app.Workspace.AdminId, "Ada", TestApp.AdminEmail, "admin",
                "Europe/Oslo"), reps["ann"],
            new RepWish("Ann", null, "rep", "America/New_York", Closed, null), TestContext.Current.CancellationToken);

        Assert.Equal(before, (await app.CaseAsync(lead)).GetProperty("clocks").ToString());
        await app.PassAsync(Duration.FromMinutes(6));
        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    static Task PublishAsync(TestApp app, string open) =>
        app.PublishAsync(new Rules { Members = [(Company.Email("ann"), 100), (Company.Email("bob"), 100)],
            Open = open }.Yaml());
}
