using System.Net;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Leads;

public sealed class ClaimTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_a_hundred_reps_who_claim_a_waiting_lead_one_wins_and_the_others_are_told_who(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var names = Enumerable.Range(0, 100).Select(i => $"rep{i}").ToArray();
        var reps = await app.OfAsync(names);
        await app.PresentAsync(false, reps.Values);
        var lead = await app.LeadAsync();

        var answers = await Task.WhenAll(reps.Keys.Select(async rep => (Rep: rep, Answer: await app.ClaimAsync(lead, Company.Email(rep)))));

        var winner = Assert.Single(answers, one => one.Answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(one => one.Rep != winner.Rep), one =>
        {
            Assert.Equal(HttpStatusCode.Conflict, one.Answer.Status);
            Assert.Equal(winner.Rep, one.Answer.Body.Text("holder"));
        });
        Assert.Equal(reps[winner.Rep], await app.OwnerAsync(lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Taking_a_waiting_lead_takes_a_turn_so_that_grabbing_does_not_pay(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        await app.PresentAsync(false, reps.Values);
        var waiting = await app.LeadAsync();
        await app.ClaimAsync(waiting, Company.Email("ann"));
        await app.PresentAsync(true, reps.Values);

        Assert.Equal(reps["bob"], await app.OwnerAsync(await app.LeadAsync("carl@buyer.example")));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_in_time_is_its_owners_alone(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync();
        var (owner, other) = await app.OwnerAsync(lead) == reps["ann"] ? ("ann", "bob") : ("bob", "ann");

        var refused = await app.ClaimAsync(lead, Company.Email(other));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(owner, refused.Body.Text("holder"));
        Assert.Equal(HttpStatusCode.OK, (await app.ClaimAsync(lead, Company.Email(owner))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.ClaimAsync(lead, Company.Email(owner))).Status);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_taken_in_time_and_left_until_late_is_free_to_the_next_who_acts(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync(rules => rules with { Ladder = "50% nudge, 1000% on-call" }, "ann", "bob", "carl");
        var lead = await app.LeadAsync();
        var owning = await app.OwnerAsync(lead);
        var owner = reps.Single(rep => rep.Value == owning).Key;
        var others = reps.Keys.Where(name => name != owner).ToList();
        await app.ClaimAsync(lead, Company.Email(owner));
        await app.PassAsync(Duration.FromMinutes(6));

        Assert.Equal(HttpStatusCode.OK, (await app.ClaimAsync(lead, Company.Email(others[0]))).Status);
        Assert.Equal(others[0], (await app.ClaimAsync(lead, Company.Email(others[1]))).Body.Text("holder"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_old_breach_does_not_make_a_lead_late_that_is_in_time_again(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync(rules => rules with { Ladder = "1000% on-call" }, "ann", "bob");
        var lead = await app.LeadAsync();
        await app.PassAsync(Duration.FromMinutes(6));
        var owner = await app.OwnerAsync(lead);
        await app.TouchAsync(lead, owner!);
        await app.ActAsync(lead, "assignment", new { rep = owner == reps["ann"] ? reps["bob"] : reps["ann"], by = TestApp.AdminEmail });
        await app.LeadAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await app.ClaimAsync(lead, owner!)).Status);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_let_a_lead_run_out_before_a_colleague_took_it_does_not_get_it_back(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync(rules => rules with { Ladder = "100% nudge, 200% hand-on, 1000% on-call" }, "ann", "bob");
        var lead = await app.LeadAsync();
        var late = await app.OwnerAsync(lead);
        await app.PassAsync(Duration.FromMinutes(6));
        await app.ClaimAsync(lead, reps.Values.Single(rep => rep != late));
        await app.PassAsync(Duration.FromMinutes(6));

        Assert.Equal(app.Workspace.AdminId, await app.OwnerAsync(lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_takes_a_closed_lead(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var lead = await app.LeadAsync();
        await app.ActAsync(lead, "close", new { rep = reps["ann"], outcome = "not a fit" });

        Assert.Equal(HttpStatusCode.Conflict, (await app.ClaimAsync(lead, reps["ann"])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await app.TouchAsync(lead, reps["ann"])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await app.ActAsync(lead, "close", new { rep = reps["ann"], outcome = "twice" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await app.ActAsync(lead, "assignment", new { rep = reps["ann"] })).Status);
        await app.AssertLawsHoldAsync();
    }
}
