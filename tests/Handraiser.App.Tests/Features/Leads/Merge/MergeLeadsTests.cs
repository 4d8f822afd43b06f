using System.Net;
using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Leads.Merge;

public sealed class MergeLeadsTests
{
    const string Work = "bea@buyer.example", Private = "bea@home.example";

    static readonly Duration Minute = Duration.FromMinutes(1);

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task One_lead_goes_on_with_everything_on_the_clock_that_is_due_first(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var early = await app.LeadAsync(Work);
        app.Clock.Advance(2 * Minute);
        var late = await app.LeadAsync(Private);
        var owner = await app.OwnerAsync(late);

        var (status, view) = await MergeAsync(app, early, late);

        Assert.Equal((HttpStatusCode.OK, late), (status, view.Text("id")));
        Assert.Equal(("2026-03-02T09:00:00Z", "2026-03-02T09:05:00Z"), (view.Text("arrivedAt"), view.Text("dueAt")));
        Assert.Equal((2, 120, owner), (view.GetProperty("requests").GetInt64(),
            view.GetProperty("buyerClockSeconds").GetInt64(), await app.OwnerAsync(late)));
        var over = await app.ViewAsync(early);
        Assert.Equal(("closed", "merged", late, null), (over.Text("state"), over.Text("outcome"),
            over.Text("mergedInto"), over.Text("dueAt")));
        Assert.Equal(["lead.took-over", "clock.cancelled", "clock.taken-over"], (await app.KindsAsync(late))[^3..]);
        Assert.Equal(["clock.cancelled", "lead.merged"], (await app.KindsAsync(early))[^2..]);
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from lead where state = 'open'"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_ladder_of_the_earlier_clock_goes_on_where_it_was_and_no_step_is_told_twice(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var early = await app.LeadAsync(Work);
        await app.PassAsync(3 * Minute);
        var late = await app.LeadAsync(Private);
        await MergeAsync(app, early, late);

        await app.PassAsync(20 * Minute);

        Assert.Single(await app.KindsAsync(early, "ladder"));
        Assert.Equal(["ladder.manager-told", "ladder.on-call"], await app.KindsAsync(late, "ladder"));
        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(late)).Text("breachedAt"));
        Assert.NotNull((await app.ViewAsync(late)).Text("alarmSince"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_late_lead_merged_into_a_fresh_one_stays_late(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var late = await app.LeadAsync(Work);
        await app.PassAsync(12 * Minute, Minute);
        var fresh = await app.LeadAsync(Private);
        Assert.Null((await app.ViewAsync(fresh)).Text("breachedAt"));

        var (_, view) = await MergeAsync(app, late, fresh);

        Assert.Equal(("2026-03-02T09:05:00Z", "2026-03-02T09:05:00Z"), (view.Text("breachedAt"), view.Text("dueAt")));
        Assert.Contains("clock.breached", await app.KindsAsync(late));
        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(late)).Text("breachedAt"));
        await app.PassAsync(20 * Minute, Minute);
        Assert.Empty(await app.KindsAsync(fresh, "clock.breached"));
        Assert.NotNull((await app.ViewAsync(fresh)).Text("alarmSince"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_breach_that_nobody_had_looked_at_yet_is_on_record_all_the_same(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var (one, other) = (await app.LeadAsync(Work), await app.LeadAsync(Private, "content"));
        app.Clock.Advance(6 * Minute);

        await MergeAsync(app, one, other);
        await app.RunDueAsync();

        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(other)).Text("breachedAt"));
        Assert.Single(await app.KindsAsync(one, "clock.breached"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_done_for_either_counts_for_both(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var waiting = await app.LeadAsync(Work);
        var called = await app.LeadAsync(Private);
        app.Clock.Advance(Minute);
        await app.TouchAsync(called, reps["ann"], "two-way");
        app.Clock.Advance(Minute);

        var (_, view) = await MergeAsync(app, called, waiting);

        Assert.Equal(("contacted", "2026-03-02T09:01:00Z", null),
            (view.Text("stage"), view.Text("firstContactAt"), view.Text("dueAt")));
        Assert.Null((await app.ViewAsync(called)).Text("firstAttemptAt"));
        Assert.Equal("met", (await app.CaseAsync(waiting)).GetProperty("clocks")[0].Text("state"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_unanswered_request_gets_its_clock_when_the_lead_that_goes_on_has_none(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var answered = await app.LeadAsync(Private);
        await app.TouchAsync(answered, reps["ann"]);
        app.Clock.Advance(10 * Minute);
        var waiting = await app.LeadAsync(Work);

        var (_, view) = await MergeAsync(app, waiting, answered);

        Assert.Equal("2026-03-02T09:15:00Z", view.Text("dueAt"));
        await app.PassAsync(6 * Minute);
        Assert.Equal("2026-03-02T09:15:00Z", (await app.ViewAsync(answered)).Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_target_without_a_ladder_takes_away_nobodys_way_to_a_last_human(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync(rules => rules with { Targets = "demo 10 min, chat 5 min without ladder" }, "ann", "bob");
        var pairs = new List<(string From, string Into)>();
        foreach (var (one, other) in new[] { ("demo", "chat"), ("chat", "demo") })
        {
            var from = await app.LeadAsync($"from-{one}@buyer.example", one);
            pairs.Add((from, await app.LeadAsync($"into-{other}@buyer.example", other)));
        }
        foreach (var (from, into) in pairs) await MergeAsync(app, from, into);

        await app.PassAsync(40 * Minute, Minute);

        foreach (var (_, into) in pairs)
        {
            Assert.Contains("ladder.on-call", await app.KindsAsync(into));
            Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(into)).Text("breachedAt"));
        }
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_writes_from_either_address_joins_the_lead_that_goes_on(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var (gone, lead) = (await app.LeadAsync(Work), await app.LeadAsync(Private));
        await MergeAsync(app, gone, lead);

        var again = await app.RaiseAsync(Work);

        Assert.Equal((lead, true), (again.Text("leadId"), again.GetProperty("joined").GetBoolean()));
        Assert.Equal(3, (await app.ViewAsync(lead)).GetProperty("requests").GetInt64());
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_knows_only_the_lead_that_is_over_acts_on_the_one_that_goes_on(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann");
        var (first, second, third) = (await app.LeadAsync(Work), await app.LeadAsync(Private),
            await app.LeadAsync("b@buyer.example"));
        await MergeAsync(app, first, second);
        await MergeAsync(app, second, third);

        var (status, view) = await app.TouchAsync(first, reps["ann"], "two-way");

        Assert.Equal((HttpStatusCode.OK, third, "contacted"), (status, view.Text("id"), view.Text("stage")));
        Assert.Equal(third, (await app.ViewAsync(first)).Text("mergedInto"));
        Assert.Equal(3, (await app.ViewAsync(third)).GetProperty("requests").GetInt64());
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_buyer_who_was_held_as_spam_is_let_through_with_the_lead_that_is_none(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var held = await app.LeadAsync("x@mailinator.com", body: new
        {
            kind = "demo", person = new { email = "x@mailinator.com" },
                message = "viagra casino cialis http://a.example http://b.example http://c.example",
        });
        Assert.Equal("quarantine", (await app.ViewAsync(held)).Text("held"));
        var real = await app.LeadAsync(Work);

        var (_, view) = await MergeAsync(app, real, held);

        Assert.Null(view.Text("held"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_turn_that_the_second_lead_took_is_given_back(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var (one, two) = (await app.LeadAsync(Work), await app.LeadAsync(Private));
        var owner = (await app.OwnerAsync(one))!;

        await MergeAsync(app, one, two);

        Assert.Equal(0, await app.AskAsync<long>("select assigned - credited from pool_member where rep_id = @Owner",
            new { Owner = owner }));
        Assert.Equal(owner, await app.OwnerAsync(await app.LeadAsync("next@buyer.example")));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_who_merge_the_same_leads_crosswise_one_wins(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        for (var round = 0; round < 5; round++)
        {
            var (one, two) = (await app.LeadAsync($"a{round}@buyer.example"),
                await app.LeadAsync($"b{round}@buyer.example"));

            var again = app.RaiseAsync($"a{round}@buyer.example");
            var answers = await Task.WhenAll(MergeAsync(app, one, two), MergeAsync(app, two, one));
            await again;

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
            var states = new[] { await app.ViewAsync(one), await app.ViewAsync(two) };
            Assert.Equal(["closed", "open"], states.Select(view => view.Text("state")).Order());
            Assert.Equal([0, 3], states.Select(view => view.GetProperty("requests").GetInt64()).Order());
        }
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_cannot_be_merged_is_refused_and_nothing_changes(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var (one, closed) = (await app.LeadAsync(Work), await app.LeadAsync(Private));
        await app.ActAsync(closed, "close", new { rep = TestApp.AdminEmail, outcome = "lost" });
        var before = await app.KindsAsync(one);

        Assert.Equal(HttpStatusCode.Conflict, (await MergeAsync(app, one, one)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await MergeAsync(app, one, closed)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await MergeAsync(app, closed, one)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await MergeAsync(app, one, "01aaaaaaaaaaaaaaaaaaaaaaaa")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await MergeAsync(app, "01aaaaaaaaaaaaaaaaaaaaaaaa", one)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MergeAsync(app, one, "")).Status);
        Assert.Equal(before, await app.KindsAsync(one));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lead_of_another_workspace_is_not_there(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var mine = await app.LeadAsync(Work);
        var other = await app.Get<App.Features.Workspaces.SetUp>().RunAsync("Other", "Olga", "olga@other.example",
            TestApp.Password,
            "Europe/Oslo", TestContext.Current.CancellationToken);
        using var olga = app.NewClient(other.ApiKey);
        using var theirs = await app.PostAsync("/api/v1/requests", new { person = new { email = Work } }, client: olga);
        var lead = JsonDocument.Parse(await theirs.TextAsync()).RootElement.Text("leadId")!;

        Assert.Equal(HttpStatusCode.Conflict, (await MergeAsync(app, mine, lead)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await MergeAsync(app, lead, mine)).Status);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_is_merged_with_whatever_breaks_no_law(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob", "carl");
        var random = new Random(11);
        string[] kinds = ["chat", "demo", "content", "community"],
            grades = ["automated", "attempt", "two-way", "meeting"];
        for (var round = 0; round < 12; round++)
        {
            await app.LeadAsync($"buyer{random.Next(20)}@buyer.example", kinds[random.Next(kinds.Length)]);
            await app.LeadAsync($"buyer{random.Next(20)}@buyer.example", kinds[random.Next(kinds.Length)]);
            var leads = (await app.GetAsync("/api/v1/leads?state=open")).GetProperty("leads").EnumerateArray().Select(
                lead => lead.Text("id")!).ToList();
            string Any() => leads[random.Next(leads.Count)];
            await Task.WhenAll(MergeAsync(app, Any(), Any()), MergeAsync(app, Any(), Any()),
                app.Get<ClimbLadder>().RunDueAsync(TestContext.Current.CancellationToken),
                app.TouchAsync(Any(), reps["ann"], grades[random.Next(grades.Length)]),
                    app.ClaimAsync(Any(), reps["bob"]),
                app.TouchAsync(Any(), reps["carl"], "attempt", "observed",
                    app.Clock.Now - Duration.FromSeconds(random.Next(600))));
            app.Clock.Advance(Duration.FromSeconds(random.Next(1, 240)));
            await app.RunDueAsync();
            await app.AssertLawsHoldAsync();
        }
    }

    static Task<(HttpStatusCode Status, JsonElement Body)> MergeAsync(TestApp app, string from, string into) =>
        app.ActAsync(from, "merge", new { rep = TestApp.AdminEmail, into });
}
