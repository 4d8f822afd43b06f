using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Deliveries;

/// <summary>Deletes jobs that were done long ago. What waits, is parked or is in doubt stays until somebody
/// decides.</summary>
internal sealed class SweepJobs(Database database)
{
    public static readonly Duration Kept = Duration.FromDays(30);

    // Small, so that it never holds up those who write leads.
    const int Batch = 500;

    /// <summary>Deletes all that is due, in batches, and tells how many that were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        for (var deleted = 0; ;)
        {
            if (!await database.ReadAsync(AnyAsync, cancel)) return deleted;
            deleted += await database.WriteAsync(tx => tx.ExecuteAsync(
                """
                delete from job where (workspace_id, id) in (
                  select workspace_id, id from job where state = 'done' and ended_at < @Before
                  order by ended_at limit @Most)
                """,
                new { Before = tx.Now - Kept, Most = Batch }), cancel);
        }
    }

    static async Task<bool> AnyAsync(Tx tx) => await tx.SingleAsync<string>(
        "select id from job where state = 'done' and ended_at < @Before order by ended_at limit 1",
            new { Before = tx.Now - Kept }) is not null;
}
