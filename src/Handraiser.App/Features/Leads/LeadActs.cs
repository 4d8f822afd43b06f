using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Routing;
using Handraiser.Core.Routing;
using NodaTime.Text;

namespace Handraiser.App.Features.Leads;

/// <summary>What people do with a lead. Each is a function over the locked lead: null means done, else it says why not.</summary>
internal static partial class LeadActs
{
    static readonly IReadOnlySet<string> Nobody = new HashSet<string>();

    /// <summary>
    /// "I take this now." Free to the owner, to anybody while a pool or nobody's turn holds it, to anybody once it is late,
    /// and to managers always. The first of many wins; the others are told who did.
    /// </summary>
    public static async Task<LeadResult?> ClaimAsync(LeadChange change, Actor actor)
    {
        var lead = change.Lead;
        if (!lead.IsOpen) return new LeadResult.Refused("The lead is closed.");
        if (lead.ClaimedAt is not null && lead.OwnerId == actor.RepId) return null;
        var holder = change.Policy.NameOf(lead.OwnerId);
        if (lead.ClaimedAt is not null) return new LeadResult.Refused($"{holder} has taken this lead.", holder);
        var free = lead.OwnerId == actor.RepId || lead.Waiting != 0 || lead.BreachedAt is not null || lead.AlarmSince is not null;
        if (!free && !actor.IsManager) return new LeadResult.Refused($"{holder} owns this lead and is still in time.", holder);
        if (lead.OwnerId != actor.RepId || lead.Waiting != 0)
        {
            var number = (await Assignments.OfAsync(change.Tx, lead.WorkspaceId, lead.Id)).Count + 1;
            Assignments.Start(change, actor.RepId, Cause.Claim, number, $"{change.Policy.NameOf(actor.RepId)} took it.", lead.Pool);
        }
        change.Lead = change.Lead with { ClaimedAt = change.Tx.Now, Held = null, AlarmSince = null };
        // What it was before is written down, so that the claim can be given back.
        change.Record("lead.claimed", new ClaimedData(actor.RepId, lead.OwnerId, lead.Pool, lead.Waiting != 0, lead.Held, lead.CoverFor,
            lead.AlarmSince is { } alarm ? InstantPattern.ExtendedIso.Format(alarm) : null));
        return null;
    }

    /// <summary>A manager's word: this rep owns it now. The clock runs on as it was.</summary>
    public static async Task<LeadResult?> AssignAsync(LeadChange change, Actor actor, string rep, string? why)
    {
        var lead = change.Lead;
        if (!lead.IsOpen) return new LeadResult.Refused("The lead is closed.");
        if (!actor.IsManager && lead.OwnerId != actor.RepId) return new LeadResult.Refused("Only its owner or a manager can hand this lead to somebody.");
        if (!change.Policy.People.TryGetValue(rep, out var to) || !to.Active) return new LeadResult.Refused("That rep is not active here.");
        if (lead.OwnerId == rep && lead.Waiting == 0) return null;
        var number = (await Assignments.OfAsync(change.Tx, lead.WorkspaceId, lead.Id)).Count + 1;
        var reason = $"{change.Policy.NameOf(actor.RepId)} gave it to {to.Name}" + (string.IsNullOrWhiteSpace(why) ? "." : $": {why.Trim()}");
        Assignments.Start(change, rep, Cause.Manual, number, reason, lead.Pool);
        change.Lead = change.Lead with { Held = null };
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
        var policy = change.Policy;
        var number = (await Assignments.OfAsync(change.Tx, lead.WorkspaceId, lead.Id)).Count + 1;
        var decision = await FindOwner.RunAsync(change.Tx, policy, lead.Id, facts, OwnerClaims.None, Nobody, held: false);
        // A second look that was passed must not be sent to a second look again: then the catch-all answers.
        if (decision.Hold != Hold.None)
        {
            decision = await FindOwner.RunAsync(change.Tx, policy, lead.Id, new(new Dictionary<string, string>()), OwnerClaims.None, Nobody, held: false);
        }
        Assignments.Give(change, decision, Cause.Release, number);
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
            "update assignment set ended_at = @Now where workspace_id = @WorkspaceId and lead_id = @Id and ended_at is null",
            new { change.Tx.Now, lead.WorkspaceId, lead.Id });
        change.Lead = change.Lead with
        {
            State = "closed", Stage = "closed", ClosedAt = change.Tx.Now, Held = null, AlarmSince = null,
            Outcome = string.IsNullOrWhiteSpace(why) ? outcome : $"{outcome}: {why.Trim()}",
        };
        change.Record("lead.closed", new ClosedData(actor.RepId, outcome, held, alarm is { } up ? InstantPattern.ExtendedIso.Format(up) : null));
        return null;
    }
}
