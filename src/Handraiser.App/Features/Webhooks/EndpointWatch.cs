using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Webhooks;

/// <summary>Tells the admins, once, of an endpoint to which nothing has got through for an hour.</summary>
internal sealed class EndpointWatch(Database database, Chance chance, Signal signal)
{
    const int MostAtOnce = 50;

    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var due = await database.ReadAsync(DueAsync, cancel);
        var told = 0;
        foreach (var endpoint in due) told += await database.WriteAsync(tx => TellAsync(tx, endpoint), cancel);
        return told;
    }

    static Task<List<EndpointRow>> DueAsync(Tx tx) => tx.ListAsync<EndpointRow>(
        """
        select * from endpoint where state = 'live' and told_at is null and failing_since <= @Before
        order by failing_since limit @Most
        """,
        new { Before = tx.Now - EndpointHealth.Patience, Most = MostAtOnce });

    async Task<int> TellAsync(Tx tx, EndpointRow endpoint)
    {
        // Another node, or a delivery that got through, may have been first.
        var isFirst = await tx.ExecuteAsync(
            """
            update endpoint set told_at = @Now where workspace_id = @WorkspaceId and id = @Id and state = 'live'
            and told_at is null and failing_since = @FailingSince
            """,
            new { tx.Now, endpoint.WorkspaceId, endpoint.Id, endpoint.FailingSince }) == 1;
        if (!isFirst) return 0;
        await EndpointHealth.TellAdminsAsync(tx, chance, endpoint, EndpointNews.Failing,
            $"{EndpointNews.Failing}:{endpoint.FailingSince!.Value.Micros()}");
        tx.AfterCommit(signal.Raise);
        return 1;
    }
}
