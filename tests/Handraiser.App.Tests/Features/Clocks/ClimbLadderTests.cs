using Handraiser.App.Features.Clocks;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Clocks;

public sealed class ClimbLadderTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task It_goes_from_hand_to_hand_never_back_and_ends_with_the_alarm_at_a_named_human(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();

        await app.PassAsync(Duration.FromMinutes(20));

        var owners = (await app.CaseAsync(lead)).GetProperty("assignments").EnumerateArray().ToList();
        Assert.Equal(["rules", "hand-on", "hand-on"], owners.Select(one => one.Text("cause")));
        Assert.Equal([true, true, false], owners.Select(one => one.GetProperty("missed").GetBoolean()));
        Assert.Equal(3, owners.Select(one => one.Text("ownerId")).Distinct().Count());
        Assert.Equal(app.Workspace.AdminId, await app.OwnerAsync(lead));
        Assert.Equal(["ladder.nudged", "ladder.manager-told", "ladder.on-call"], await app.KindsAsync(lead, "ladder"));
        Assert.NotNull((await app.ViewAsync(lead)).Text("alarmSince"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_alarm_stays_up_until_somebody_acts(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var (claimed, touched) = (await app.LeadAsync(), await app.LeadAsync("carl@buyer.example"));
        await app.PassAsync(Duration.FromHours(3), Duration.FromMinutes(5));
        Assert.NotNull((await app.ViewAsync(claimed)).Text("alarmSince"));

        // A manager's word and a machine's message are not the act that it waits for.
        await app.ActAsync(claimed, "assignment", new { rep = reps["ann"], by = TestApp.AdminEmail });
        await app.TouchAsync(touched, TestApp.AdminEmail, "automated");
        Assert.NotNull((await app.ViewAsync(claimed)).Text("alarmSince"));
        Assert.NotNull((await app.ViewAsync(touched)).Text("alarmSince"));

        await app.ClaimAsync(claimed, reps["ann"]);
        await app.TouchAsync(touched, reps["bob"]);
        Assert.Null((await app.ViewAsync(claimed)).Text("alarmSince"));
        Assert.Null((await app.ViewAsync(touched)).Text("alarmSince"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_on_call_human_who_owned_it_all_along_puts_the_alarm_down_by_taking_it(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var lead = await app.LeadAsync();
        await app.ClaimAsync(lead, TestApp.AdminEmail);
        await app.PassAsync(Duration.FromMinutes(20));
        Assert.NotNull((await app.ViewAsync(lead)).Text("alarmSince"));

        await app.ClaimAsync(lead, TestApp.AdminEmail);

        Assert.Null((await app.ViewAsync(lead)).Text("alarmSince"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task After_a_week_without_a_server_each_step_is_told_once_in_order_and_nobody_missed_what_they_never_had(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob", "carl");
        var lead = await app.LeadAsync();
        var first = await app.OwnerAsync(lead);
        app.Clock.Advance(Duration.FromDays(7));

        await app.RunDueAsync();
        await app.RunDueAsync();

        Assert.Equal(["ladder.nudged", "ladder.manager-told", "ladder.skipped", "ladder.skipped", "ladder.on-call"], await app.KindsAsync(lead, "ladder"));
        Assert.Single(await app.KindsAsync(lead, "clock.breached"));
        var spells = (await app.CaseAsync(lead)).GetProperty("assignments").EnumerateArray().ToList();
        Assert.Equal([first, app.Workspace.AdminId], spells.Select(one => one.Text("ownerId")));
        Assert.Equal([true, false], spells.Select(one => one.GetProperty("missed").GetBoolean()));
        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_hand_ons_that_fell_due_in_a_gap_the_last_one_happens(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob", "carl");
        var lead = await app.LeadAsync();
        app.Clock.Advance(Duration.FromMinutes(11));

        await app.RunDueAsync();

        Assert.Equal(["ladder.nudged", "ladder.manager-told", "ladder.skipped"], await app.KindsAsync(lead, "ladder"));
        Assert.Single(await app.KindsAsync(lead, "lead.handed-on"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task At_the_due_instant_itself_a_lead_is_still_in_time(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var lead = await app.LeadAsync();

        app.Clock.Advance(Duration.FromMinutes(5));
        await app.RunDueAsync();
        Assert.Empty(await app.KindsAsync(lead, "clock.breached"));

        app.Clock.Advance(Duration.Epsilon * 1000);
        await app.RunDueAsync();
        Assert.Single(await app.KindsAsync(lead, "clock.breached"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_pool_that_a_lead_waits_in_has_missed_nothing(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var boss = (await app.HireAsync("boss"))[0];
        var reps = await app.OfAsync(rules => rules with { Manager = Company.Email("boss") }, "ann", "bob");
        await app.PresentAsync(false, reps.Values);
        var lead = await app.LeadAsync();
        Assert.Equal("pool", (await app.ViewAsync(lead)).GetProperty("owner").Text("kind"));
        app.Clock.Advance(Duration.FromMinutes(4));
        await app.RunDueAsync();
        await app.PresentAsync(true, reps.Values);
        app.Clock.Advance(Duration.FromMinutes(2));

        await app.Get<ClimbLadder>().RunDueAsync(TestContext.Current.CancellationToken);

        Assert.Contains(await app.OwnerAsync(lead), reps.Values);
        var spells = (await app.CaseAsync(lead)).GetProperty("assignments").EnumerateArray().ToList();
        Assert.Equal(boss, spells[0].Text("ownerId"));
        Assert.All(spells, spell => Assert.False(spell.GetProperty("missed").GetBoolean()));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task When_the_on_call_human_has_left_the_next_one_behind_is_called(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var gone = (await app.HireAsync("gone", "boss"))[0];
        await app.OfAsync(rules => rules with { Manager = Company.Email("gone"), OnCall = Company.Email("gone"), Screener = Company.Email("boss") }, "ann");
        await app.ActiveAsync(false, [gone]);
        var lead = await app.LeadAsync();

        await app.PassAsync(Duration.FromMinutes(20));

        Assert.NotEqual(gone, await app.OwnerAsync(lead));
        Assert.Contains("ladder.on-call", await app.KindsAsync(lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lead_that_cannot_climb_stops_no_other(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var (broken, sound) = (await app.LeadAsync(), await app.LeadAsync("carl@buyer.example"));
        await app.Database.WriteAsync(tx => tx.ExecuteAsync("update clock set steps = 'nonsense' where lead_id = @Lead", new { Lead = broken }), TestContext.Current.CancellationToken);
        app.Clock.Advance(Duration.FromMinutes(6));

        await Assert.ThrowsAsync<AggregateException>(() => app.Get<ClimbLadder>().RunDueAsync(TestContext.Current.CancellationToken));

        Assert.Contains("clock.breached", await app.KindsAsync(sound));
        Assert.DoesNotContain("clock.breached", await app.KindsAsync(broken));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Closing_ends_the_clock_and_no_step_follows(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var (early, late) = (await app.LeadAsync(), await app.LeadAsync("carl@buyer.example"));
        await app.ActAsync(early, "close", new { rep = TestApp.AdminEmail, outcome = "duplicate" });
        app.Clock.Advance(Duration.FromMinutes(6));

        // Nobody has looked yet, and the breach is a fact all the same.
        await app.ActAsync(late, "close", new { rep = TestApp.AdminEmail, outcome = "duplicate" });
        await app.PassAsync(Duration.FromMinutes(30), Duration.FromMinutes(1));

        Assert.Equal(["clock.started", "clock.cancelled"], await app.KindsAsync(early, "clock"));
        Assert.Equal(["clock.started", "clock.breached", "clock.cancelled"], await app.KindsAsync(late, "clock"));
        Assert.Empty(await app.KindsAsync(late, "ladder"));
        Assert.NotNull((await app.ViewAsync(late)).Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Time_set_back_neither_stalls_nor_repeats_a_step(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        await app.PassAsync(Duration.FromMinutes(6));
        var before = await app.KindsAsync(lead);
        app.Clock.Advance(Duration.FromHours(-1));
        await app.RunDueAsync();
        Assert.Equal(before, await app.KindsAsync(lead));

        await app.PassAsync(Duration.FromHours(1) + Duration.FromMinutes(20), Duration.FromMinutes(2));

        Assert.Single(await app.KindsAsync(lead, "ladder.on-call"));
        Assert.Single(await app.KindsAsync(lead, "clock.breached"));
        await app.AssertLawsHoldAsync();
    }
}
