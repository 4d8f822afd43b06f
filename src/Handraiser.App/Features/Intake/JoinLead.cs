using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// A person who has an open lead raises a hand again: same lead, same owner, no second turn. The clock is re-armed to the
/// tighter target, never to a later one, and what was breached stays breached.
/// </summary>
internal sealed class JoinLead(Tx tx, Policy policy, Chance chance, ArrivedRequest request)
{
    public LeadChange Run(LeadRow lead, List<ClockRow> clocks)
    {
        var kind = RequestKinds.Parse(lead.Kind)!.Value;
        var change = new LeadChange(tx, policy, chance, lead with
        {
            Requests = lead.Requests + 1,
            LatestAt = request.ArrivedAt,
            // Kinds are listed most urgent first.
            Kind = (request.Kind < kind ? request.Kind : kind).Text(),
        }, "system");
        change.Record("request.joined", new
        {
            request = request.Id, submission = request.SubmissionId, kind = request.Kind.Text(), channel = request.Submission.Channel,
            form = request.Submission.FormId, spam = request.Spam.Score,
        });
        var running = clocks.Find(clock => clock.State == "running");
        if (running is null) StartClock.Run(change, request.Id, request.Kind, request.ArrivedAt, clocks.Count + 1);
        else TightenClock.Run(change, running, request.Id, request.Kind, request.ArrivedAt);
        change.Alert("again", lead.OwnerId);
        return change;
    }
}
