using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http.Outgoing;

namespace Handraiser.App.Features.Webhooks;

/// <summary>What came of a test. What the other side said are a stranger's words.</summary>
public sealed record PingAnswer(bool Ok, string Word, string Said, long Milliseconds);

/// <summary>Sends an endpoint a test now, the same way as its events go, and tells what came of it.</summary>
internal sealed class PingEndpoint(Database database, EndpointPost post, Chance chance, Settings settings,
    TimeProvider time)
{
    /// <summary>Null when the workspace has no such endpoint.</summary>
    public async Task<PingAnswer?> RunAsync(string workspace, string id, CancellationToken cancel)
    {
        var (endpoint, message) = await database.ReadAsync(tx => WriteAsync(tx, workspace, id), cancel);
        if (endpoint is null) return null;
        var start = time.GetTimestamp();
        var outcome = await post.PostAsync(endpoint, message!, cancel);
        var took = (long)time.GetElapsedTime(start).TotalMilliseconds;
        if (outcome is DeliveryOutcome.Accepted) await database.WriteAsync(tx =>
            EndpointHealth.RecordAsync(tx, chance, endpoint, outcome), cancel);
        return new(outcome is DeliveryOutcome.Accepted, outcome.Word, EndpointPost.Said(outcome), took);
    }

    async Task<(EndpointRow?, EndpointMessage?)> WriteAsync(Tx tx, string workspace, string id)
    {
        if (await EndpointStore.FindAsync(tx, workspace, id) is not { } endpoint) return (null, null);
        if (endpoint.Kind == EndpointRow.Chat)
        {
            return (endpoint, new(ChatMessage.Write("Handraiser can write here.", ["Somebody asked for this test."],
                "Open Handraiser", new Uri(settings.BaseUrl))));
        }
        var body = EventBody.Write("ping", tx.Now, new { Endpoint = new { endpoint.Id, endpoint.Name } });
        return (endpoint, new(body, StandardWebhook.Sign($"evt_ping_{chance.NewId(tx.Now)}", tx.Now, body,
            endpoint.SecretsAt(tx.Now))));
    }
}
