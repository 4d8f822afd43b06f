using System.Net;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Touches;

public sealed class RecordTouchTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_reps_word_counts_from_when_it_was_given_whatever_it_says(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var lead = await app.LeadAsync();
        app.Clock.Advance(Duration.FromMinutes(6));

        await app.TouchAsync(lead, reps["ann"], at: app.Clock.Now - Duration.FromMinutes(4));

        var clock = (await app.CaseAsync(lead)).GetProperty("clocks")[0];
        Assert.Equal("2026-03-02T09:06:00Z", clock.Text("endedAt"));
        Assert.Equal("2026-03-02T09:05:00Z", clock.Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_machines_message_never_stops_a_clock(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var lead = await app.LeadAsync();

        await app.TouchAsync(lead, reps["ann"], "automated", "observed", app.Clock.Now);
        await app.PassAsync(Duration.FromMinutes(6));

        var view = await app.ViewAsync(lead);
        Assert.NotNull(view.Text("breachedAt"));
        Assert.Null(view.Text("firstAttemptAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_seen_in_time_and_told_after_the_breach_meets_the_clock_and_leaves_the_breach(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        await app.PassAsync(Duration.FromMinutes(7));

        await app.TouchAsync(lead, reps["ann"], "two-way", "observed", Instant.FromUtc(2026, 3, 2, 9, 3));
        await app.PassAsync(Duration.FromMinutes(20), Duration.FromMinutes(1));

        var clock = (await app.CaseAsync(lead)).GetProperty("clocks")[0];
        Assert.Equal(("met", "2026-03-02T09:03:00Z", "2026-03-02T09:05:00Z"), (clock.Text("state"), clock.Text("endedAt"), clock.Text("breachedAt")));
        Assert.DoesNotContain("ladder.on-call", await app.KindsAsync(lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_earliest_touch_counts_in_whatever_order_touches_are_told(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var (early, late) = (Instant.FromUtc(2026, 3, 2, 9, 2), Instant.FromUtc(2026, 3, 2, 9, 4));
        var (one, other) = (await app.LeadAsync(), await app.LeadAsync("carl@buyer.example"));
        app.Clock.Advance(Duration.FromMinutes(5));

        foreach (var (lead, order) in new[] { (one, new[] { early, late }), (other, [late, early]) })
        {
            foreach (var at in order) await app.TouchAsync(lead, reps["ann"], "two-way", "observed", at);
        }

        foreach (var lead in new[] { one, other })
        {
            var clock = (await app.CaseAsync(lead)).GetProperty("clocks")[0];
            Assert.Equal(("met", "2026-03-02T09:02:00Z", null), (clock.Text("state"), clock.Text("endedAt"), clock.Text("breachedAt")));
            Assert.Equal("2026-03-02T09:02:00Z", (await app.ViewAsync(lead)).Text("firstContactAt"));
        }
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task No_touch_is_before_the_lead_or_in_the_future(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var (one, other) = (await app.LeadAsync(), await app.LeadAsync("carl@buyer.example"));
        app.Clock.Advance(Duration.FromMinutes(1));

        await app.TouchAsync(one, reps["ann"], "attempt", "observed", app.Clock.Now - Duration.FromDays(1));
        await app.TouchAsync(other, reps["ann"], "attempt", "observed", app.Clock.Now + Duration.FromDays(1));

        Assert.Equal("2026-03-02T09:00:00Z", (await app.ViewAsync(one)).Text("firstAttemptAt"));
        Assert.Equal("2026-03-02T09:01:00Z", (await app.ViewAsync(other)).Text("firstAttemptAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_answers_for_a_colleague_does_not_take_the_lead_by_it(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        await app.PresentAsync(false, reps.Values);
        var lead = await app.LeadAsync();

        await app.TouchAsync(lead, reps["ann"]);

        Assert.Equal("met", (await app.CaseAsync(lead)).GetProperty("clocks")[0].Text("state"));
        Assert.Equal(HttpStatusCode.OK, (await app.ClaimAsync(lead, reps["bob"])).Status);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Evidence_may_come_in_after_the_case_was_closed_and_a_reps_word_may_not(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var lead = await app.LeadAsync();
        app.Clock.Advance(Duration.FromMinutes(2));
        await app.ActAsync(lead, "close", new { rep = reps["ann"], outcome = "not a fit" });
        app.Clock.Advance(Duration.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Conflict, (await app.TouchAsync(lead, reps["ann"])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await app.TouchAsync(lead, reps["ann"], "two-way", "observed", app.Clock.Now)).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.TouchAsync(lead, reps["ann"], "two-way", "observed", Instant.FromUtc(2026, 3, 2, 9, 1))).Status);
        Assert.Equal("2026-03-02T09:01:00Z", (await app.ViewAsync(lead)).Text("firstContactAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_stands_in_the_history_cannot_name_the_buyer(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var lead = await app.LeadAsync();

        var (status, body) = await app.ActAsync(lead, "touches", new { rep = reps["ann"], grade = "attempt", channel = "bea@buyer.example" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(body.GetProperty("errors").TryGetProperty("channel", out _));
        await app.ActAsync(lead, "close", new { rep = reps["ann"], outcome = "bea@buyer.example said no" });
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_moment_told_more_exactly_than_it_can_be_stored_is_the_same_everywhere(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        app.Clock.Advance(Duration.FromTicks(7));
        var lead = await app.LeadAsync();
        app.Clock.Advance(Duration.FromMinutes(1));

        await app.ActAsync(lead, "touches", new { rep = reps["ann"], grade = "two-way", channel = "phone", origin = "observed", at = "2026-03-02T09:00:30.123456789Z" });

        Assert.Equal("2026-03-02T09:00:30.123456Z", (await app.ViewAsync(lead)).Text("firstContactAt"));
        await app.AssertLawsHoldAsync();
    }
}
