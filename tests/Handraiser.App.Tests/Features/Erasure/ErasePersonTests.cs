using System.Net;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Features.Webhooks;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Erasure;

public sealed class ErasePersonTests
{
    const string Bea = "bea@buyer.example";

    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_open_case_ends_unanswered_and_says_so(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync(Bea);
        app.Clock.Advance(Duration.FromMinutes(2));

        var erasure = await app.EraseAsync(lead);

        var view = await app.ViewAsync(lead);
        Assert.Equal((1, 1), (erasure.GetProperty("leads").GetInt64(), erasure.GetProperty("requests").GetInt64()));
        Assert.Equal(("closed", "closed", "erased", null), (view.Text("state"), view.Text("stage"), view.Text("outcome"), view.Text("dueAt")));
        Assert.Equal((null, null, 120L), (view.Text("firstAttemptAt"), view.Text("breachedAt"), view.GetProperty("buyerClockSeconds").GetInt64()));
        Assert.Equal("cancelled", (await app.CaseAsync(lead)).GetProperty("clocks")[0].Text("state"));
        Assert.Equal(["clock.cancelled", "person.erased"], (await app.KindsAsync(lead))[^2..]);
        await app.PassAsync(Duration.FromHours(1), Duration.FromMinutes(10));
        Assert.Equal("person.erased", (await app.KindsAsync(lead))[^1]);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_missed_by_then_stays_a_breach(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var lead = await app.LeadAsync(Bea);
        app.Clock.Advance(Duration.FromMinutes(7));

        await app.EraseAsync(lead);

        Assert.Equal("2026-03-02T09:05:00Z", (await app.ViewAsync(lead)).Text("breachedAt"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Done_again_it_answers_what_was_done(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var lead = await app.LeadAsync(Bea);

        var (first, second) = (await app.EraseAsync(lead), await app.EraseAsync(lead));

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Single(await app.KindsAsync(lead, "person"));
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from erasure"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_is_done_with_the_lead_any_more(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var lead = await app.LeadAsync(Bea);
        await app.EraseAsync(lead);

        Assert.Equal(HttpStatusCode.Conflict, (await app.ClaimAsync(lead, reps["ann"])).Status);
        Assert.Equal(HttpStatusCode.Conflict,
            (await app.TouchAsync(lead, reps["ann"], "two-way", "observed", app.Clock.Now - Duration.FromMinutes(1))).Status);
        Assert.Equal(HttpStatusCode.Conflict,
            (await app.ActAsync(lead, "close", new { rep = TestApp.AdminEmail, outcome = "won" })).Status);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_raises_a_hand_again_is_somebody_new_and_is_answered(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var before = await app.LeadAsync(Bea);
        await app.EraseAsync(before);

        var after = await app.LeadAsync(Bea);

        Assert.NotEqual(before, after);
        Assert.Equal(("open", "2026-03-02T09:05:00Z"), ((await app.ViewAsync(after)).Text("state"), (await app.ViewAsync(after)).Text("dueAt")));
        Assert.Equal(2, await app.AskAsync<long>("select count(distinct person_id) from lead"));
        await app.EraseAsync(after);
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from erasure"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_program_that_repeats_itself_gets_its_answer_and_brings_nobody_back(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        var body = new { kind = "demo", person = new { email = Bea } };
        var first = await app.SaidAsync(body, "key-1");
        await app.EraseAsync(first.Text("leadId")!);

        var second = await app.SaidAsync(body, "key-1");
        using var other = await app.PostAsync("/api/v1/requests", new { kind = "chat", person = new { email = Bea } }, "key-1");

        Assert.Equal((first.Text("requestId"), first.Text("leadId"), first.Text("promise")),
            (second.Text("requestId"), second.Text("leadId"), second.Text("promise")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from lead"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_dated_before_it_is_not_brought_in_again(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann");
        using var importer = await app.KeyedAsync(KeyScope.Import);
        await app.EraseAsync(await app.LeadAsync(Bea));
        app.Clock.Advance(Duration.FromHours(1));

        using var old = await app.PostAsync("/api/v1/requests", Dated(Bea, "2026-01-05T10:00:00Z"), "old", importer);
        using var oldAgain = await app.PostAsync("/api/v1/requests", Dated(Bea, "2026-01-05T10:00:00Z"), "old", importer);
        using var another = await app.PostAsync("/api/v1/requests", Dated("tom@buyer.example", "2026-01-05T10:00:00Z"), client: importer);
        using var later = await app.PostAsync("/api/v1/requests", Dated(Bea, "2026-03-02T09:30:00Z"), client: importer);

        Assert.Equal([HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Created, HttpStatusCode.Created],
            [old.StatusCode, oldAgain.StatusCode, another.StatusCode, later.StatusCode]);
        Assert.Equal((2, 2), (await app.AskAsync<long>("select count(*) from submission where state = 'erased'"),
            await app.AskAsync<long>("select count(*) from submission where state = 'request'")));
        await app.RunDueAsync();
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Mail_that_waits_is_called_off_and_mail_under_way_is_said_to_be(string engine)
    {
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<JobOutcome>());
        await using var app = await TestApp.StartAsync(engine, jobs:
        [
            new("mail", 8, (_, _) => { begun.TrySetResult(); return answer.Task; }),
        ]);
        await app.OfAsync("ann");
        var lead = await app.LeadAsync(Bea);
        var sending = app.Get<JobRunner>().RunDueAsync(Cancel);
        await begun.Task;
        await app.LeadAsync(Bea);

        var erasure = await app.EraseAsync(lead);
        answer.SetResult(new JobOutcome.Later(app.Clock.Now, "451 try bea@buyer.example later"));
        await sending;
        await app.RunDueAsync();

        Assert.Equal((1, 1), (erasure.GetProperty("calledOff").GetInt64(), erasure.GetProperty("underWay").GetInt64()));
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from job where kind = 'mail' and state = 'done' and outcome like 'moot:%'"));
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from job where outcome like '%bea@%' or state <> 'done'"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Webhooks_are_told_and_not_of_whom(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        await app.OfAsync("ann");
        await app.AddAsync(receiver, "person.erased", "lead.assigned");
        var lead = await app.LeadAsync(Bea);

        await app.EraseAsync(lead);
        await app.RunDueAsync();

        Assert.Equal("person.erased", Assert.Single(receiver.Requests).Json().GetProperty("type").GetString());
        Assert.DoesNotContain("bea", receiver.Requests[0].Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_key_needs_to_be_one_that_may()
    {
        await using var app = await TestApp.StartAsync();
        await app.OfAsync("ann");
        var lead = await app.LeadAsync(Bea);
        using var eraser = await app.EraserAsync();

        using var refused = await app.PostAsync($"/api/v1/leads/{lead}/erasure", new { });
        using var unknown = await app.PostAsync("/api/v1/leads/nothing/erasure", new { }, client: eraser);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (refused.StatusCode, unknown.StatusCode));
        Assert.Equal("open", (await app.ViewAsync(lead)).Text("state"));
    }

    static object Dated(string email, string at) => new { kind = "demo", person = new { email }, occurredAt = at };
}
