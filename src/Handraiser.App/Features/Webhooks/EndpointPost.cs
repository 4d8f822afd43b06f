using System.Globalization;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Webhooks;

/// <summary>What is posted to an endpoint in one attempt.</summary>
internal sealed record EndpointMessage(byte[] Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    public EndpointMessage(byte[] body) : this(body, []) { }
}

/// <summary>Posts to endpoints, judges what came of it, and keeps each endpoint's health. Everything is delivered at
/// least once.</summary>
internal sealed class EndpointPost(OutgoingHttp http, Database database, Chance chance)
{
    /// <summary>How many deliveries to one endpoint are under way at once; so their order is not promised.</summary>
    public const int LaneWidth = 3;

    /// <summary>How a job for this endpoint ends without being sent; null when the endpoint takes deliveries.</summary>
    public static JobOutcome? Closed(EndpointRow? endpoint) => endpoint switch
    {
        null => new JobOutcome.Done("moot: the endpoint was deleted"),
        { IsLive: false } => new JobOutcome.Parked("The endpoint is switched off. Switch it on, then send this again."),
        _ => null,
    };

    public async Task<JobOutcome> DeliverAsync(Job job, EndpointRow endpoint, EndpointMessage message,
        CancellationToken cancel)
    {
        try
        {
            var outcome = await PostAsync(endpoint, message, cancel);
            // An endpoint that is well is not written down at each delivery, or it would slow its own deliveries.
            if (outcome is DeliveryOutcome.Accepted && endpoint.FailingSince is null
                && job.CreatedAt - endpoint.LastAt < EndpointHealth.Quiet)
            {
                return new JobOutcome.Done(Said(outcome));
            }
            return await database.WriteAsync(async tx =>
            {
                // What it says about somebody who was erased meanwhile may repeat what it was told of them.
                if (!await JobQueue.IsCalledOffAsync(tx, job)) await EndpointHealth.RecordAsync(tx, chance, endpoint, outcome);
                return Judge(tx, job, outcome);
            }, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new JobOutcome.Later(await database.ReadAsync(tx => Task.FromResult(tx.Now), CancellationToken.None),
                "Handraiser was stopped meanwhile.");
        }
    }

    public Task<DeliveryOutcome> PostAsync(EndpointRow endpoint, EndpointMessage message, CancellationToken cancel) =>
        http.PostAsync(new Uri(endpoint.Url), message.Body, "application/json", message.Headers, cancel);

    JobOutcome Judge(Tx tx, Job job, DeliveryOutcome outcome)
    {
        var said = Said(outcome);
        if (outcome is DeliveryOutcome.Accepted) return new JobOutcome.Done(said);
        // What we ourselves refuse to dial does not become allowed by waiting.
        if (outcome is DeliveryOutcome.Gone or DeliveryOutcome.Unreachable
            { Reason: UnreachableReason.PrivateAddress or UnreachableReason.NotAllowed })
        {
            return new JobOutcome.Parked(said);
        }
        var wanted = outcome is DeliveryOutcome.Throttled throttled ? throttled.RetryAfter : null;
        return RetrySchedule.Webhook.NextAttemptAt((int)job.Attempt, tx.Now, wanted, chance.Fraction()) is { } at
            ? new JobOutcome.Later(at, said) : new JobOutcome.Parked($"Given up after {job.Attempt} attempts. {said}");
    }

    /// <summary>The status or our own words, and after a colon what the other side said.</summary>
    public static string Said(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Accepted { Status: var status } => Answer(status, outcome.Excerpt),
        DeliveryOutcome.Gone => Answer(StatusCodes.Status410Gone, outcome.Excerpt),
        DeliveryOutcome.Throttled { Status: var status } => Answer(status, outcome.Excerpt),
        DeliveryOutcome.Refused { Status: var status } => Answer(status, outcome.Excerpt),
        DeliveryOutcome.Redirected { Status: var status, Location: var place } =>
            Answer(status, $"it points to {place}, and redirects are not followed"),
        _ => outcome.Excerpt,
    };

    static string Answer(int status, string excerpt)
    {
        var code = status.ToString(CultureInfo.InvariantCulture);
        return excerpt.Length == 0 ? code : $"{code}: {excerpt}";
    }
}
