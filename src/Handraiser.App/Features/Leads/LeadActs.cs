using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Routing;
using Handraiser.Core.Routing;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Leads;

/// <summary>What people do with a lead. Each is a function over the locked lead: null means done, else it says why not.</summary>
internal static partial class LeadActs
{
    /// <summary>
    /// "I take this now." Free to the owner, to anybody while it waits in a pool, to anybody once it is late, and to managers.
    /// The first of many wins and the others are told who did; what was taken in time is free again once it is late.
    /// </summary>
    public static async Task<LeadResult?> ClaimAsync(LeadChange change, Actor actor)
    {
        var lead = change.Lead;
        if (!lead.IsOpen) return new LeadResult.Refused("The lead is closed.");
        var isOwner = lead.OwnerId == actor.RepId;
        // A breach of an earlier clock does not make it late now: only the clock that runs can be late.
        var late = lead.DueAt < change.Tx.Now;
        var taken = lead.ClaimedAt is { } claimed && lead.AlarmSince is null && !(late && claimed <= lead.DueAt);
        if (taken && isOwner) return null;
        var holder = change.Policy.NameOf(lead.OwnerId);
        if (taken) return new LeadResult.Refused($"{holder} has taken this lead.", holder);
        var free = isOwner || lead.Waiting != 0 || late || lead.AlarmSince is not null;
        if (!free && !actor.IsManager) return new LeadResult.Refused($"{holder} owns this lead and is still in time.", holder);
        if (!isOwner || lead.Waiting != 0) await TakeAsync(change, actor);
        change.Lead = change.Lead with { ClaimedAt = change.Tx.Now, Held = null, AlarmSince = null };
        // What it was before is written down, so that the claim can be given back.
        change.Record("lead.claimed", new ClaimedData(actor.RepId, lead.OwnerId, lead.Pool, lead.Waiting != 0, lead.Held, lead.CoverFor,
            lead.AlarmSince is { } alarm ? InstantPattern.ExtendedIso.Format(alarm) : null));
        return null;
    }

    static async Task TakeAsync(LeadChange change, Actor actor)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        var number = (await Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id)).Count + 1;
        Assignments.Start(change, actor.RepId, Cause.Claim, number, $"{change.Policy.NameOf(actor.RepId)} took it.", lead.Pool,
            missed: Assignments.RanOut(change));
        if (lead.Waiting == 0 || lead.Pool is null || !change.Policy.Playbook.Pools.TryGetValue(lead.Pool, out var pool)) return;
        await PoolStore.LockAsync(tx, lead.WorkspaceId, change.Policy.Playbook, [pool.Key]);
        PoolStore.Write(tx, lead.WorkspaceId, Claiming.Decide(pool, lead.OwnerId, actor.RepId, active: true, tx.Now).Turns, lead.Id);
    }

    /// <summary>A manager's word: this rep owns it now. The clock runs on as it was.</summary>
    /// <param name="from">Whom the manager saw as the owner; when another manager was first, nothing is changed.</param>
    public static async Task<LeadResult?> AssignAsync(LeadChange change, Actor actor, string rep, string? why, string? from = null)
    {
        var lead = change.Lead;
        if (!lead.IsOpen) return new LeadResult.Refused("The lead is closed.");
        if (!actor.IsManager && lead.OwnerId != actor.RepId) return new LeadResult.Refused("Only its owner or a manager can hand this lead to somebody.");
        if (!change.Policy.People.TryGetValue(rep, out var to) || !to.Active) return new LeadResult.Refused("That rep is not active here.");
        if (from is not null && from != lead.OwnerId)
        {
            return new LeadResult.Refused($"{change.Policy.NameOf(lead.OwnerId)} owns this lead by now.", change.Policy.NameOf(lead.OwnerId));
        }
        if (lead.OwnerId == rep && lead.Waiting == 0) return null;
        var number = (await Assignments.OfAsync(change.Tx, lead.WorkspaceId, lead.Id)).Count + 1;
        var reason = $"{change.Policy.NameOf(actor.RepId)} gave it to {to.Name}" + (string.IsNullOrWhiteSpace(why) ? "." : $": {why.Trim()}");
        Assignments.Start(change, rep, Cause.Manual, number, reason, lead.Pool, missed: Assignments.RanOut(change));
        change.Lead = change.Lead with { Held = null, CoverFor = null };
        change.Record("lead.assigned", new { owner = rep, cause = Cause.Manual, by = actor.RepId });
        if (rep != actor.RepId) change.Alert("assigned", rep);
        return null;
    }

    /// <summary>It is a real buyer after all: the lead goes where the rules send it, on the clock it has had all along.</summary>
    public static async Task<LeadResult?> ReleaseAsync(LeadChange change, Actor actor)
    {
        var lead = change.Lead;
        if (!lead.IsOpen || lead.Held is null) return new LeadResult.Refused("The lead is not held.");
        change.Lead = lead with { Held = null };
        change.Record("lead.released", new { by = actor.RepId, from = lead.Held });
        var facts = await LeadFacts.OfAsync(change.Tx, lead.WorkspaceId, lead.Id);
        var past = await Assignments.OfAsync(change.Tx, lead.WorkspaceId, lead.Id);
        var claims = await OwnerClaims.OfAsync(change.Tx, lead.WorkspaceId, lead.PersonId, lead.Id);
        var decision = await FindOwner.RunAsync(
            change.Tx, change.Policy, lead.Id, facts, claims, Assignments.WhoMissed(past), held: false, looked: true);
        Assignments.Give(change, decision, Cause.Release, past.Count + 1, Assignments.RanOut(change));
        return null;
    }

    /// <summary>The case is over. Its clock stops with it; what was breached stays on record.</summary>
    /// <param name="why">More, in the rep's own words. It may name people, so it stays out of the ledger.</param>
    public static async Task<LeadResult?> CloseAsync(LeadChange change, Actor actor, string outcome, string? why = null)
    {
        var lead = change.Lead;
        if (!lead.IsOpen) return new LeadResult.Refused("The lead is closed already.");
        if (!actor.IsManager && lead.OwnerId != actor.RepId) return new LeadResult.Refused("Only its owner or a manager can close this lead.", change.Policy.NameOf(lead.OwnerId));
        var (held, alarm) = (lead.Held, lead.AlarmSince);
        await StopClock.CancelAsync(change);
        change.Tx.Add(
            "update assignment set ended_at = @At where workspace_id = @WorkspaceId and lead_id = @Id and ended_at is null",
            new { At = Instant.Max(change.Tx.Now, lead.OwnedSince), lead.WorkspaceId, lead.Id });
        // That it was held stays on record: whoever closed it from there is not the person's last owner.
        change.Lead = change.Lead with
        {
            State = "closed", Stage = "closed", ClosedAt = change.Tx.Now, AlarmSince = null,
            Outcome = string.IsNullOrWhiteSpace(why) ? outcome : $"{outcome}: {why.Trim()}",
        };
        // What was written about the outcome may name the buyer: it stands on the lead, which can be erased.
        change.Record("lead.closed", new ClosedData(actor.RepId, held, alarm is { } up ? InstantPattern.ExtendedIso.Format(up) : null));
        return null;
    }
}
