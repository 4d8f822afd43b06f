using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Alerts;

/// <summary>Tells a channel what a rep is told. A chat has no ids for messages, so a lost answer may show a message
/// twice.</summary>
internal sealed class AlertInChat(Database database, EndpointPost post, PolicyStore policies, Settings settings)
{
    public async Task<JobOutcome> RunAsync(Job job, CancellationToken cancel)
    {
        var work = job.Read<AlertWork>();
        var (endpoint, end, body) = await database.ReadAsync(tx => WriteAsync(tx, job, work), cancel);
        return end ?? await post.DeliverAsync(job, endpoint!, new EndpointMessage(body!), cancel);
    }

    async Task<(EndpointRow?, JobOutcome?, byte[]?)> WriteAsync(Tx tx, Job job, AlertWork work)
    {
        var endpoint = await EndpointStore.FindAsync(tx, job.WorkspaceId, work.Endpoint ?? "");
        if (EndpointPost.Closed(endpoint) is { } closed) return (null, closed, null);
        var policy = await policies.InForceAsync(tx, job.WorkspaceId);
        if (work.Purpose == Purpose.Digest)
        {
            return await Digest.WriteAsync(tx, policy, work.Rep, settings.BaseUrl) is { } digest
                ? (endpoint, null, Write(digest, policy.NameOf(work.Rep)))
                : (null, new JobOutcome.Done("moot: nothing is late any more"), null);
        }
        var facts = await AlertFacts.LoadAsync(tx, policy, job.WorkspaceId, work);
        if ((facts is null ? "the lead is gone" : AlertMoot.Why(facts)) is { } why) return (null,
            new JobOutcome.Done($"moot: {why}"), null);
        return (endpoint, null, Write(AlertText.Of(facts!, settings.BaseUrl), facts!.Recipient!.Name));
    }

    static byte[] Write(AlertText text, string rep) => ChatMessage.Write(text.Subject,
    [
        $"To {rep}: {text.Opening}",
        string.Join('\n', text.Quote.Select(line => $"“{line}”")),
        string.Join('\n', text.Facts.Select(fact => $"{fact.Label}: {fact.Value}")),
    ], text.Act, text.Link);
}
