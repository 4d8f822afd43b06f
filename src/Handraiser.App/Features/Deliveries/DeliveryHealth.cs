using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Deliveries;

/// <summary>Whether messages go out: how long the oldest has been due, how many wait for a human, and why.</summary>
/// <param name="Refused">How many were tried, did not go out, and are tried again by themselves.</param>
public sealed record DeliveryHealth(Duration? OldestDue, long Parked, long InDoubt, long Refused)
{
    /// <summary>Work that is due should be under way within seconds; after this something is wrong.</summary>
    public static readonly Duration Slow = Duration.FromMinutes(2);

    public long Stuck => Parked + InDoubt;

    public bool IsWell => Stuck == 0 && !(OldestDue > Slow);

    internal static async Task<DeliveryHealth> OfAsync(Tx tx, string workspace)
    {
        var row = (await tx.SingleAsync<Figures>(
            """
            select
              (select min(due_at) from job
                where workspace_id = @Workspace and state = 'queued' and due_at <= @Now) as oldest,
              (select count(*) from job where workspace_id = @Workspace and state = 'parked') as parked,
              (select count(*) from job where workspace_id = @Workspace and state = 'in-doubt') as in_doubt,
              (select count(*) from job where workspace_id = @Workspace and state = 'queued' and attempt > 0) as refused
            """,
            new { Workspace = workspace, tx.Now }))!;
        return new(tx.Now - row.Oldest, row.Parked, row.InDoubt, row.Refused);
    }

    sealed record Figures
    {
        public Instant? Oldest { get; init; }

        public long Parked { get; init; }

        public long InDoubt { get; init; }

        public long Refused { get; init; }
    }
}
