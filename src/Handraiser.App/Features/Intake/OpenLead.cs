using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>A person raises a hand and has no open lead: a new lead is decided, owned and on the clock.</summary>
internal sealed class OpenLead(Tx tx, Policy policy, Chance chance, ArrivedRequest request)
{
    static readonly IReadOnlySet<string> Nobody = new HashSet<string>();

    public async Task<LeadChange> RunAsync(string person, OwnerClaims claims)
    {
        var id = chance.NewId(tx.Now);
        var decision = await FindOwner.RunAsync(tx, policy, id, request.Facts, claims, Nobody, request.IsHeld);
        var change = new LeadChange(tx, policy, chance, new LeadRow
        {
            WorkspaceId = policy.WorkspaceId,
            Id = id,
            PersonId = person,
            Kind = request.Kind.Text(),
            ArrivedAt = request.ArrivedAt,
            LatestAt = request.ArrivedAt,
        }, "system", isNew: true);
        change.Record("request.received", new
        {
            request = request.Id, submission = request.SubmissionId, kind = request.Kind.Text(), channel = request.Submission.Channel,
            form = request.Submission.FormOfOurs, spam = request.Spam.Score, arrivedAt = request.ArrivedAt.Iso(),
        });
        Assignments.Give(change, decision, Cause.Rules, 1);
        StartClock.Run(change, request.Id, request.Kind, request.ArrivedAt, number: 1);
        return change;
    }
}
