using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// A person who has an open lead raises a hand again: same lead, same owner, no second turn. The clock is re-armed to the
/// tighter target, never to a later one, and what was breached stays breached.
/// </summary>
internal sealed class JoinLead(Tx tx, Policy policy, Chance chance, ArrivedRequest request)
{
    public async Task<LeadChange> RunAsync(LeadRow lead)
    {
        var kind = RequestKinds.Parse(lead.Kind)!.Value;
        var change = new LeadChange(tx, policy, chance, lead with
        {
            Requests = lead.Requests + 1,
            LatestAt = Instant.Max(lead.LatestAt, request.ArrivedAt),
            // Kinds are listed most urgent first.
            Kind = (request.Kind < kind ? request.Kind : kind).Text(),
        }, "system");
        change.Record("request.joined", new
        {
            request = request.Id, submission = request.SubmissionId, kind = request.Kind.Text(), channel = request.Submission.Channel,
            form = request.Submission.FormOfOurs, spam = request.Spam.Score,
        });
        if (lead.Held == "quarantine" && !request.IsHeld) await ReleaseAsync(change);
        else change.Alert("again", lead.OwnerId);
        var clocks = await ClockStore.AllAsync(tx, lead.WorkspaceId, lead.Id);
        var running = clocks.Find(clock => clock.State == "running");
        if (running is null) StartClock.Run(change, request.Id, request.Kind, request.ArrivedAt, clocks.Count + 1);
        else TightenClock.Run(change, running, request.Id, request.Kind, request.ArrivedAt);
        return change;
    }

    /// <summary>The first request looked like spam and this one does not: it is a buyer, who must not wait for whoever screens.</summary>
    async Task ReleaseAsync(LeadChange change)
    {
        var lead = change.Lead;
        change.Lead = lead with { Held = null };
        change.Record("lead.released", new { by = "system", from = lead.Held, request = request.Id });
        var past = await Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var claims = await OwnerClaims.OfAsync(tx, lead.WorkspaceId, lead.PersonId, lead.Id);
        var decision = await FindOwner.RunAsync(tx, policy, lead.Id, request.Facts, claims, Assignments.WhoMissed(past), held: false);
        Assignments.Give(change, decision, Cause.Release, past.Count + 1, Assignments.RanOut(change));
    }
}
