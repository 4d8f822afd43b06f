using System.Net;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Scenarios;

public sealed class RaceTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_touch_and_the_ladder_race_and_whichever_was_first_both_are_on_record(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob", "carl");
        var leads = new List<(string Id, string Owner)>();
        for (var i = 0; i < 40; i++)
        {
            var id = await app.LeadAsync($"buyer{i}@buyer{i}.example");
            leads.Add((id, (await app.OwnerAsync(id))!));
        }
        app.Clock.Advance(Duration.FromMinutes(5) + Duration.FromSeconds(1));

        var climbing = app.Get<ClimbLadder>().RunDueAsync(TestContext.Current.CancellationToken);
        var touches = await Task.WhenAll(leads.Select(lead => app.TouchAsync(lead.Id, lead.Owner)));
        await climbing;
        await app.RunDueAsync();

        Assert.All(touches, touch => Assert.Equal(HttpStatusCode.OK, touch.Status));
        foreach (var lead in leads)
        {
            var clock = (await app.CaseAsync(lead.Id)).GetProperty("clocks")[0];
            Assert.Equal("met", clock.Text("state"));
            Assert.NotNull(clock.Text("breachedAt"));
            Assert.Single(await app.KindsAsync(lead.Id, "clock.breached"));
            Assert.Single(await app.KindsAsync(lead.Id, "touch.recorded"));
        }
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_tie_goes_to_the_rep(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var lead = await app.LeadAsync();
        app.Clock.Advance(Duration.FromMinutes(5));

        await Task.WhenAll(app.Get<ClimbLadder>().RunDueAsync(TestContext.Current.CancellationToken), app.TouchAsync(lead, reps["ann"]));

        var clock = (await app.CaseAsync(lead)).GetProperty("clocks")[0];
        Assert.Equal(("met", null), (clock.Text("state"), clock.Text("breachedAt")));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_managers_who_reassign_at_once_one_wins_and_the_others_see_who_has_it_now(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob", "carl");
        var lead = await app.LeadAsync();
        var from = await app.OwnerAsync(lead);
        var others = reps.Where(rep => rep.Value != from).ToList();

        var answers = await Task.WhenAll(others.Select(to => app.ActAsync(lead, "assignment", new { rep = to.Value, by = TestApp.AdminEmail, from })));

        var winner = others[answers.ToList().FindIndex(answer => answer.Status == HttpStatusCode.OK)];
        Assert.Equal(winner.Value, await app.OwnerAsync(lead));
        Assert.Equal(winner.Key, Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict).Body.Text("holder"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Everything_at_once_on_few_leads_breaks_no_law(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob", "carl", "dora");
        var random = new Random(7);
        for (var round = 0; round < 6; round++)
        {
            var leads = (await app.GetAsync("/api/v1/leads?state=open")).GetProperty("leads").EnumerateArray().Select(lead => lead.Text("id")!).ToList();
            var acts = Enumerable.Range(0, 30).Select(_ => Any(app, random, leads, [.. reps.Values])).ToList();
            acts.Add(app.RunDueAsync());
            await Task.WhenAll(acts);
            await app.PresentAsync(random.Next(3) > 0, [reps.Values.ElementAt(random.Next(4))]);
            app.Clock.Advance(Duration.FromSeconds(random.Next(1, 200)));
            await app.RunDueAsync();
            await app.AssertLawsHoldAsync();
        }
    }

    static Task Any(TestApp app, Random random, List<string> leads, string[] reps)
    {
        string[] kinds = ["chat", "demo", "content", "community", "event"];
        string[] grades = ["automated", "attempt", "personal", "two-way", "meeting"];
        var rep = reps[random.Next(reps.Length)];
        if (leads.Count == 0 || random.Next(3) == 0)
        {
            return app.RaiseAsync($"buyer{random.Next(6)}@buyer.example", kinds[random.Next(kinds.Length)]);
        }
        var lead = leads[random.Next(leads.Count)];
        return random.Next(6) switch
        {
            0 or 1 => app.ClaimAsync(lead, rep),
            2 => app.TouchAsync(lead, rep, grades[random.Next(grades.Length)]),
            3 => app.TouchAsync(lead, rep, grades[random.Next(grades.Length)], "observed", app.Clock.Now - Duration.FromSeconds(random.Next(400))),
            4 => app.ActAsync(lead, "assignment", new { rep, by = TestApp.AdminEmail }),
            _ => app.ActAsync(lead, "close", new { rep, outcome = "not a fit" }),
        };
    }
}
