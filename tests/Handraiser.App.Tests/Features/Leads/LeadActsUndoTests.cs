using Handraiser.App.Features.Leads;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Leads;

public sealed class LeadActsUndoTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_claim_given_back_leaves_the_lead_with_whom_it_was(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var mia = await ActorAsync(app, SalesFloor.Mia, "manager");
        await DoneAsync(app, lead, mia, LeadActs.ClaimAsync);

        var after = await DoneAsync(app, lead, mia, LeadActs.GiveBackAsync);

        Assert.Equal(await app.IdOfAsync(SalesFloor.Ann), after.OwnerId);
        Assert.Null(after.ClaimedAt);
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 9, 5), after.DueAt);
        Assert.Equal(["rules", "claim", "given-back"], await CausesAsync(app, lead));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lead_taken_out_of_a_pool_goes_back_to_waiting_there(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        await app.EverybodyLeavesAsync();
        var lead = await app.BuyerAsync();
        var bo = await ActorAsync(app, SalesFloor.Bo);
        await DoneAsync(app, lead, bo, LeadActs.ClaimAsync);

        var after = await DoneAsync(app, lead, bo, LeadActs.GiveBackAsync);

        Assert.Equal((1, "nordics", await app.IdOfAsync(SalesFloor.Mia)), (after.Waiting, after.Pool, after.OwnerId));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_held_lead_that_is_claimed_and_given_back_is_held_again(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync(
            message: "casino viagra http://a.example http://b.example http://c.example http://d.example "
                + "http://e.example",
            email: "x@mailinator.com");
        var mia = await ActorAsync(app, SalesFloor.Mia, "manager");
        Assert.Null((await DoneAsync(app, lead, mia, LeadActs.ClaimAsync)).Held);

        Assert.Equal("quarantine", (await DoneAsync(app, lead, mia, LeadActs.GiveBackAsync)).Held);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Once_the_person_was_called_a_claim_cannot_be_given_back(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var mia = await ActorAsync(app, SalesFloor.Mia, "manager");
        await DoneAsync(app, lead, mia, LeadActs.ClaimAsync);
        await app.TouchAsync(lead, SalesFloor.Mia, "attempt", "phone");

        Assert.Contains("Something has happened", await RefusedAsync(app, lead, mia, LeadActs.GiveBackAsync),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_reopened_leads_clock_runs_on_with_the_instants_it_had(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var ann = await ActorAsync(app, SalesFloor.Ann);
        await app.PassAsync(Duration.FromMinutes(3));
        await DoneAsync(app, lead, ann, CloseAsync);
        await app.PassAsync(Duration.FromMinutes(1));

        var after = await DoneAsync(app, lead, ann, LeadActs.ReopenAsync);

        Assert.Equal(("open", "assigned", Instant.FromUtc(2026, 3, 2, 9, 5)), (after.State, after.Stage, after.DueAt));
        await app.PassAsync(Duration.FromMinutes(2));
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 9, 5), (await FindAsync(app, lead)).BreachedAt);
        Assert.Equal(1, await EventsAsync(app, lead, "ladder.nudged"));
        Assert.Equal(1, await EventsAsync(app, lead, "clock.breached"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Closing_late_and_reopening_neither_erases_nor_repeats_the_breach(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var ada = await ActorAsync(app, TestApp.AdminEmail, "admin");
        // Nobody has looked since: the breach is found when the lead is closed, before its step has run.
        app.Clock.Advance(Duration.FromMinutes(6));
        await DoneAsync(app, lead, ada, CloseAsync);

        await DoneAsync(app, lead, ada, LeadActs.ReopenAsync);
        await app.PassAsync(Duration.FromMinutes(2));

        Assert.Equal(Instant.FromUtc(2026, 3, 2, 9, 5), (await FindAsync(app, lead)).BreachedAt);
        Assert.Equal(1, await EventsAsync(app, lead, "clock.breached"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task After_ten_minutes_a_closed_lead_stays_closed(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var ann = await ActorAsync(app, SalesFloor.Ann);
        await DoneAsync(app, lead, ann, CloseAsync);
        app.Clock.Advance(Duration.FromMinutes(10) + Duration.FromSeconds(1));

        Assert.Contains("ten minutes", await RefusedAsync(app, lead, ann, LeadActs.ReopenAsync),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_person_who_raised_a_hand_again_keeps_the_new_lead_only(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var ann = await ActorAsync(app, SalesFloor.Ann);
        await DoneAsync(app, lead, ann, CloseAsync);
        await app.BuyerAsync();

        Assert.Contains("has a new lead", await RefusedAsync(app, lead, ann, LeadActs.ReopenAsync),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_rep_writes_when_closing_stays_out_of_the_ledger(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();

        var after = await DoneAsync(app, lead, await ActorAsync(app, SalesFloor.Ann), (change, actor) =>
            LeadActs.CloseAsync(change, actor, "lost", "Bea chose Zed"));

        Assert.Equal("lost: Bea chose Zed", after.Outcome);
        Assert.DoesNotContain("Zed", await app.AskAsync<string>("select data from event where kind = 'lead.closed'"),
            StringComparison.Ordinal);
    }

    static Task<LeadResult?> CloseAsync(LeadChange change, Actor actor) => LeadActs.CloseAsync(change, actor, "lost");

    static async Task<Actor> ActorAsync(TestApp app, string email, string role = "rep") =>
        new(app.Workspace.WorkspaceId, await app.IdOfAsync(email), role);

    static async Task<LeadRow> DoneAsync(TestApp app, string lead, Actor actor, Func<LeadChange, Actor,
        Task<LeadResult?>> act) =>
        Assert.IsType<LeadResult.Done>(await app.Get<ChangeLead>()
            .RunAsync(actor, lead, change => act(change, actor))).Lead;

    static async Task<string> RefusedAsync(TestApp app, string lead, Actor actor, Func<LeadChange, Actor,
        Task<LeadResult?>> act) =>
        Assert.IsType<LeadResult.Refused>(await app.Get<ChangeLead>()
            .RunAsync(actor, lead, change => act(change, actor))).Why;

    static async Task<LeadRow> FindAsync(TestApp app, string lead) =>
        (await app.Database.ReadAsync(tx => LeadStore.FindAsync(tx, app.Workspace.WorkspaceId, lead)))!;

    static Task<long> EventsAsync(TestApp app, string lead, string kind) =>
        app.AskAsync<long>("select count(*) from event where stream = @Lead and kind = @Kind",
            new { Lead = lead, Kind = kind });

    static Task<List<string>> CausesAsync(TestApp app, string lead) => app.Database.ReadAsync(tx =>
        tx.ListAsync<string>("select cause from assignment where lead_id = @Lead order by number",
            new { Lead = lead }));
}
