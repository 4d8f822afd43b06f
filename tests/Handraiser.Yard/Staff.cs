using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Touches;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Features.Workspaces.Roster;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>Reps and managers at work: what they do with leads, and what they change under everybody's feet.</summary>
internal sealed class Staff(World world)
{
    static readonly string[] Outcomes = ["won", "lost", "nurture", "duplicate"];
    int published;

    public void Plan(Instant until)
    {
        for (var i = world.Dice.Between(3, 14); i > 0; i--) Sometime(until, Work);
        for (var i = world.Dice.Between(0, 3); i > 0; i--) Sometime(until, Publish);
        for (var i = world.Dice.Between(0, 6); i > 0; i--) Sometime(until, ComeOrGo);
        for (var i = world.Dice.Between(0, 2); i > 0; i--) Sometime(until, LeaveTheCompany);
        for (var i = world.Dice.Between(0, 2); i > 0; i--) Sometime(until, GoOnLeave);
        for (var i = world.Dice.Between(0, 2); i > 0; i--) Sometime(until, SendAgain);
        if (world.Dice.Chance(0.7)) for (var i = world.Dice.Between(1, 8); i > 0; i--) Sometime(until, RaceAStep);
    }

    void Sometime(Instant until, Action act) => world.At(world.Now + ((until - world.Now) * world.Dice.Fraction()), act);

    void Work()
    {
        if (AnyOpen() is not { } lead) return;
        if (world.Dice.Chance(0.3)) ClaimTogether(lead);
        else Act(lead, world.Dice.Of(world.Company.Reps));
    }

    void ClaimTogether(string lead)
    {
        var winners = new List<string>();
        foreach (var rep in world.Company.Reps.Take(world.Dice.Between(2, 5)))
        {
            world.Outside.Start(async () =>
            {
                var result = await OnAsync(lead, rep, (change, actor) => LeadActs.ClaimAsync(change, actor));
                if (result is LeadResult.Done) winners.Add(rep);
                if (result is LeadResult.Refused) world.Sometimes.Saw("one of several claims won");
            });
        }
    }

    void Act(string lead, string rep) => world.Outside.Start(async () =>
    {
        await OnAsync(lead, rep, (change, actor) => world.Dice.Below(10) switch
        {
            < 2 => LeadActs.ClaimAsync(change, actor),
            < 6 => RecordTouch.RunAsync(change, actor, Touch()),
            6 => LeadActs.CloseAsync(change, actor, world.Dice.Of(Outcomes)),
            7 => LeadActs.AssignAsync(change, actor with { Role = "manager" }, world.Dice.Of(world.Company.Reps), null),
            8 => LeadActs.GiveBackAsync(change, actor),
            _ => change.Lead.Held is null ? RecordTouch.RunAsync(change, actor, Touch())
                : LeadActs.ReleaseAsync(change, actor with { Role = "manager" }),
        });
    });

    /// <summary>A rep presses "called", or closes the lead, in the very moment in which a step falls due.</summary>
    void RaceAStep()
    {
        if (world.Checks.NextStep() is not { } step) return;
        var at = step.At + Duration.FromMilliseconds(world.Dice.Between(-800, 1200));
        world.At(Instant.Max(at, world.Now), () => world.Outside.Start(async () =>
        {
            var rep = world.Dice.Of(world.Company.Reps);
            var closes = world.Dice.Chance(0.3);
            var result = await OnAsync(step.Lead, rep, (change, actor) => closes
                ? LeadActs.CloseAsync(change, actor with { Role = "manager" }, world.Dice.Of(Outcomes))
                    : RecordTouch.RunAsync(change, actor, Touch()));
            if (result is LeadResult.Done done) world.Checks.Touched(step.Lead, step.At, done.At);
        }));
    }

    NewTouch Touch() => new(world.Dice.Of([Grade.Automated, Grade.Attempt, Grade.Attempt, Grade.Personal, Grade.TwoWay]), "phone",
        world.Dice.Chance(0.5) ? Origin.Observed : Origin.Reported, null, null);

    Task<LeadResult?> OnAsync(string lead, string rep, Func<LeadChange, Actor, Task<LeadResult?>> act) => world.Dice.Of(world.Nodes).CallAsync(
        node => node.Get<ChangeLead>().RunAsync(new Actor(world.Company.Workspace, rep, "rep"), lead,
            change => act(change, new Actor(world.Company.Workspace, rep, "rep"))), Duration.FromSeconds(10));

    void Publish() => Manage("a playbook is published", async node =>
    {
        var text = world.Company.Playbooks[++published % world.Company.Playbooks.Count];
        await node.Get<Database>().WriteAsync(tx => PublishPlaybook.RunAsync(tx, world.Company.Workspace, text, world.Company.Admin, null));
        if (world.Checks.OpenLeads > 0) world.Sometimes.Saw("a playbook published between arrival and answer");
    });

    void ComeOrGo()
    {
        var (rep, here) = (world.Dice.Of(world.Company.Reps), world.Dice.Chance(0.6));
        Manage($"a rep is {(here ? "here" : "away")}", node => node.Get<Presence>().SetAsync(world.Company.Workspace, rep, here));
    }

    // The manager and the admin are needed by the playbook; the others may go, and come back.
    void LeaveTheCompany()
    {
        var rep = world.Dice.Of(world.Company.Reps);
        var by = new SignedIn(world.Company.Workspace, "acme", world.Company.Admin, "Ada Admin", "ada@acme.example", "admin", "Europe/Oslo");
        Manage("a rep is deactivated", async node =>
        {
            var had = world.Checks.OpenLeadsOf(rep);
            if (await node.Get<DeactivateRep>().RunAsync(by, rep, default) is null
                && had > 0) world.Sometimes.Saw("a rep deactivated with open leads");
        });
        // Their page is still open: what they press arrives before it, after it, or in the middle of it.
        for (var i = world.Dice.Between(0, 3); i > 0; i--)
        {
            world.After(Duration.FromMilliseconds(world.Dice.Between(0, 3000)), () => { if (AnyOpen() is { } lead) Act(lead, rep); });
        }
        world.After(Duration.FromMinutes(world.Dice.Between(5, 90)), () => Manage("a rep is back", node =>
            node.Get<DeactivateRep>().ReactivateAsync(by, rep, default)));
    }

    void GoOnLeave()
    {
        var from = world.Now + Duration.FromMinutes(world.Dice.Between(-5, 60));
        var (rep, to) = (world.Dice.Of(world.Company.Reps), from + Duration.FromMinutes(world.Dice.Between(10, 200)));
        Manage("a leave", node => node.Get<LeaveTurns>().AddAsync(world.Company.Workspace, rep, from, to, null, default));
    }

    /// <summary>A human looks at what is in doubt or was given up, and says: send it once more.</summary>
    void SendAgain()
    {
        if (world.Checks.AnyStuckJob() is not { } job) return;
        // Alerts, reports, and what is said about endpoints.
        if (job.Kind.EndsWith("mail", StringComparison.Ordinal)) world.Mail.Again(job.Key);
        Manage("a job is sent again", node => node.Get<Database>().WriteAsync(tx => JobQueue.ResendAsync(tx, world.Company.Workspace, job.Id)));
    }

    void Manage(string what, Func<Node, Task> act)
    {
        world.Trace.Say(world.Now, "manager", what);
        world.Outside.Start(() => world.Dice.Of(world.Nodes).CallAsync<object>(async node =>
        {
            await act(node);
            return what;
        }, Duration.FromSeconds(30)));
    }

    string? AnyOpen() => world.Checks.AnyOpenLead();
}
