using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Ledger;

namespace Handraiser.App.Features.Webhooks;

/// <summary>Delivers one event of a lead to one webhook, with the lead as it is at the time of the attempt.</summary>
internal sealed class DeliverEvent(Database database, EndpointPost post, PolicyStore policies)
{
    public async Task<JobOutcome> RunAsync(Job job, CancellationToken cancel)
    {
        var (endpoint, end, message) =
            await database.ReadAsync(tx => WriteAsync(tx, job, job.Read<DeliveryWork>()), cancel);
        return end ?? await post.DeliverAsync(job, endpoint!, message!, cancel);
    }

    async Task<(EndpointRow?, JobOutcome?, EndpointMessage?)> WriteAsync(Tx tx, Job job, DeliveryWork work)
    {
        var endpoint = await EndpointStore.FindAsync(tx, job.WorkspaceId, work.Endpoint);
        if (EndpointPost.Closed(endpoint) is { } closed) return (null, closed, null);
        var lead = await LeadStore.FindAsync(tx, job.WorkspaceId, work.Lead);
        var row = await tx.SingleAsync<EventRow>(
            """
            select id, stream, number, kind, at, actor, data, hash from event
            where workspace_id = @WorkspaceId and stream = @Lead and number = @Number
            """,
            new { job.WorkspaceId, work.Lead, work.Number });
        if (lead is null || row is null) return (null, new JobOutcome.Done("moot: the lead is gone"), null);
        var view = LeadView.Of(lead, await policies.InForceAsync(tx, job.WorkspaceId), tx.Now);
        var body = EventBody.Write(row.Kind, row.At, new { Lead = EventBody.Fit(view), Event = EventView.Of(row) });
        // The id names the event and not the attempt: whoever has seen it knows a repeat.
        return (endpoint, null, new(body, StandardWebhook.Sign($"evt_{work.Lead}_{work.Number}", tx.Now, body,
            endpoint!.SecretsAt(tx.Now))));
    }
}
