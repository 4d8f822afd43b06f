using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using Handraiser.Core.Leads;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Tests.Features.Clocks;

public sealed class TightenClockTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_requests_of_any_kinds_the_tighter_target_counts(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var (due, wrong) = (new Dictionary<string, Instant?>(), new List<string>());
        foreach (var kind in RequestKinds.All) due[kind] = await DueAsync(app, await app.LeadAsync($"{kind}@alone.example", kind));

        foreach (var first in RequestKinds.All)
        {
            foreach (var second in RequestKinds.All)
            {
                var lead = await app.LeadAsync($"{first}@{second}.example", first);
                var joined = await app.RaiseAsync($"{first}@{second}.example", second);
                var expected = new[] { due[first], due[second] }.Min();
                if (!joined.GetProperty("joined").GetBoolean() || joined.Text("leadId") != lead || await DueAsync(app, lead) != expected) wrong.Add($"{first} then {second}");
            }
        }

        Assert.Empty(wrong);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_later_request_never_moves_a_due_instant_back(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var lead = await app.LeadAsync();
        app.Clock.Advance(Duration.FromMinutes(3));

        foreach (var kind in RequestKinds.All.Where(kind => kind != "chat")) await app.LeadAsync(kind: kind);

        Assert.Equal(Instant.FromUtc(2026, 3, 2, 9, 5), await DueAsync(app, lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Asking_again_and_again_does_not_put_off_the_last_human(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();

        for (var minute = 1; minute <= 16; minute++)
        {
            await app.PassAsync(Duration.FromMinutes(1));
            await app.LeadAsync(kind: minute % 2 == 0 ? "demo" : "content");
        }

        Assert.Equal(app.Workspace.AdminId, await app.OwnerAsync(lead));
        Assert.Contains("ladder.on-call", await app.KindsAsync(lead));
        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_asks_anew_after_the_ladder_has_ended_is_climbed_for_anew(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        await app.PassAsync(Duration.FromMinutes(20), Duration.FromMinutes(1));
        await app.ClaimAsync(lead, TestApp.AdminEmail);

        await app.LeadAsync(kind: "chat");
        await app.PassAsync(Duration.FromMinutes(10));

        Assert.Single(await app.KindsAsync(lead, "clock.rearmed"));
        Assert.Single(await app.KindsAsync(lead, "clock.breached"));
        Assert.Equal(2, (await app.KindsAsync(lead, "ladder.on-call")).Count);
        Assert.NotNull((await app.ViewAsync(lead)).Text("alarmSince"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_target_without_a_ladder_does_not_take_the_ladder_away(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync(rules => rules with { Targets = "content 60 min, chat 1 min without ladder" }, "ann", "bob");
        var lead = await app.LeadAsync(kind: "content");
        await app.LeadAsync(kind: "chat");

        await app.PassAsync(Duration.FromHours(4), Duration.FromMinutes(5));

        Assert.Contains("ladder.on-call", await app.KindsAsync(lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_tighter_target_brings_its_own_proof_along(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync(rules => rules with { Targets = "content 60 min, chat 1 min by personal" }, "ann");
        var lead = await app.LeadAsync(kind: "content");
        await app.LeadAsync(kind: "chat");

        await app.TouchAsync(lead, reps["ann"], "attempt");
        Assert.Equal("running", (await app.CaseAsync(lead)).GetProperty("clocks")[0].Text("state"));
        await app.TouchAsync(lead, reps["ann"], "personal");
        Assert.Equal("met", (await app.CaseAsync(lead)).GetProperty("clocks")[0].Text("state"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task No_act_erases_a_breach(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        await app.PassAsync(Duration.FromMinutes(6));
        const string Breach = "2026-03-02T09:05:00Z";

        await app.ActAsync(lead, "assignment", new { rep = reps["bob"], by = TestApp.AdminEmail });
        Assert.Equal(Breach, (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.LeadAsync(kind: "chat");
        Assert.Equal(Breach, (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.TouchAsync(lead, reps["bob"], "two-way");
        Assert.Equal(Breach, (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.LeadAsync(kind: "demo");
        Assert.Equal(Breach, (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.ActAsync(lead, "close", new { rep = reps["bob"], outcome = "won" });
        Assert.Equal(Breach, (await app.ViewAsync(lead)).Text("breachedAt"));
        Assert.Equal(Breach, (await app.CaseAsync(lead)).GetProperty("clocks")[0].Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_hand_raised_again_after_the_case_was_closed_is_a_new_lead_with_the_last_owner(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob", "carl");
        var lead = await app.LeadAsync();
        var owner = await app.OwnerAsync(lead);
        await app.PassAsync(Duration.FromMinutes(2));
        await app.ActAsync(lead, "close", new { rep = owner, outcome = "not now" });
        await app.LeadAsync("other@buyer.example");

        var again = await app.RaiseAsync("bea@buyer.example");

        Assert.False(again.GetProperty("joined").GetBoolean());
        Assert.NotEqual(lead, again.Text("leadId"));
        Assert.Equal(owner, again.GetProperty("owner").Text("id"));
        Assert.Equal("2026-03-02T09:07:00Z", again.Text("dueAt"));
        await app.AssertLawsHoldAsync();
    }

    static async Task<Instant?> DueAsync(TestApp app, string lead) =>
        (await app.ViewAsync(lead)).Text("dueAt") is { } text ? InstantPattern.ExtendedIso.Parse(text).Value : null;
}
