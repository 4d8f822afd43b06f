using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Deliveries;

/// <summary>Sends again what had stopped, because a human said so.</summary>
internal sealed class ResendDelivery(Database database, Signal signal)
{
    /// <summary>
    /// False when it is neither parked nor in doubt: somebody else was quicker. Null when there is no such delivery.
    /// </summary>
    public Task<bool?> OneAsync(string workspace, string id, CancellationToken cancel) =>
        database.WriteAsync<bool?>(async tx =>
    {
        tx.AfterCommit(signal.Raise);
        if (await JobQueue.ResendAsync(tx, workspace, id)) return true;
        return await tx.SingleAsync<string>("select id from job where workspace_id = @Workspace and id = @Id",
            new { Workspace = workspace, Id = id }) is null ? null : false;
    }, cancel);

    /// <summary>
    /// All that is parked in a lane, and how many that were. What is in doubt is left out: each of those may have
    /// arrived,
    /// and wants its own decision.
    /// </summary>
    public Task<int> ParkedAsync(string workspace, string lane, CancellationToken cancel) => database.WriteAsync(tx =>
    {
        tx.AfterCommit(signal.Raise);
        return tx.ExecuteAsync(
            """
            update job set state = 'queued', due_at = @Now, attempt = 0, ended_at = null
            where workspace_id = @Workspace and lane = @Lane and state = 'parked'
            """,
            new { tx.Now, Workspace = workspace, Lane = lane });
    }, cancel);
}
