using Handraiser.App.Features.Leads;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Leads;

public sealed class ReleaseTests
{
    const string SecondLook = """[ { name: Students, when: { field: email.domain, ends-with: .edu }, second-look: Students are usually not buyers }, { name: Nameless, when: { not: { field: company.name, known: true } }, second-look: Nobody knows them } ]""";

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_released_from_quarantine_goes_where_the_rules_say_on_the_clock_it_always_had(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var lead = await SpamAsync(app);
        Assert.Equal("quarantine", (await app.ViewAsync(lead)).Text("held"));
        Assert.Equal(app.Workspace.AdminId, await app.OwnerAsync(lead));
        app.Clock.Advance(Duration.FromMinutes(2));

        Assert.IsType<LeadResult.Done>(await ReleaseAsync(app, lead));

        Assert.Contains(await app.OwnerAsync(lead), reps.Values);
        var view = await app.ViewAsync(lead);
        Assert.Equal((null, "2026-03-02T09:05:00Z"), (view.Text("held"), view.Text("dueAt")));
        Assert.IsType<LeadResult.Refused>(await ReleaseAsync(app, lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_second_look_that_was_passed_is_not_asked_for_again_not_even_by_the_ladder(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync(rules => rules with { Routes = SecondLook }, "ann", "bob");
        var lead = await app.LeadAsync("bea@college.edu");
        Assert.Equal("second-look", (await app.ViewAsync(lead)).Text("held"));

        await ReleaseAsync(app, lead);
        Assert.Contains(await app.OwnerAsync(lead), reps.Values);
        await app.PassAsync(Duration.FromMinutes(6));

        Assert.Null((await app.ViewAsync(lead)).Text("held"));
        Assert.Contains(await app.OwnerAsync(lead), reps.Values);
        Assert.Contains("lead.handed-on", await app.KindsAsync(lead));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Held_leads_climb_the_ladder_too(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var humans = await app.HireAsync("screener", "boss", "oncall");
        await app.OfAsync(rules => rules with { Screener = Company.Email("screener"), Manager = Company.Email("boss"), OnCall = Company.Email("oncall") }, "ann");
        var lead = await SpamAsync(app);

        await app.PassAsync(Duration.FromMinutes(20));

        var owners = (await app.CaseAsync(lead)).GetProperty("assignments").EnumerateArray().Select(one => one.Text("ownerId"));
        Assert.Equal(humans, owners);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_clean_request_of_the_same_person_frees_a_lead_from_quarantine(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var lead = await SpamAsync(app);

        var again = await app.RaiseAsync("bea@buyer.example");

        Assert.Equal(lead, again.Text("leadId"));
        Assert.Contains(await app.OwnerAsync(lead), reps.Values);
        Assert.Null((await app.ViewAsync(lead)).Text("held"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Another_spam_of_the_same_person_stays_held(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var lead = await SpamAsync(app);

        Assert.Equal(lead, await SpamAsync(app));

        Assert.Equal("quarantine", (await app.ViewAsync(lead)).Text("held"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_only_threw_spam_away_does_not_own_the_persons_next_lead(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var spam = await SpamAsync(app);
        await app.ActAsync(spam, "close", new { rep = TestApp.AdminEmail, outcome = "spam" });

        var lead = await app.LeadAsync();

        Assert.NotEqual(spam, lead);
        Assert.Contains(await app.OwnerAsync(lead), reps.Values);
        await app.AssertLawsHoldAsync();
    }

    static Task<LeadResult> ReleaseAsync(TestApp app, string lead)
    {
        var admin = new Actor(app.Workspace.WorkspaceId, app.Workspace.AdminId, "admin");
        return app.Get<ChangeLead>().RunAsync(admin, lead, change => LeadActs.ReleaseAsync(change, admin), TestContext.Current.CancellationToken);
    }

    static Task<string> SpamAsync(TestApp app) => app.LeadAsync(body: new
    {
        kind = "demo",
        person = new { email = "bea@buyer.example", name = "xkqzwvbn" },
        message = "CHEAP VIAGRA casino crypto seo backlinks " + string.Join(' ', Enumerable.Range(0, 12).Select(i => $"https://spam{i}.example/win")),
    });
}
