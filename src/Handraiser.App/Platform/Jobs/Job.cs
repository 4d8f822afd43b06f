using System.Text.Json;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Platform.Jobs;

/// <summary>A piece of work that a worker has leased. Its token fences it: whoever holds an older one changes nothing.</summary>
internal sealed record Job
{
    public string WorkspaceId { get; init; } = "";

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Lane { get; init; } = "";

    public string Key { get; init; } = "";

    public string Data { get; init; } = "";

    public long Attempt { get; init; }

    public long Token { get; init; }

    public Instant CreatedAt { get; init; }

    /// <summary>An earlier worker had it and never told what became of it.</summary>
    public bool Reclaimed { get; init; }

    public T Read<T>() => JsonSerializer.Deserialize<T>(Data, JsonSerializerOptions.Web)!;
}

/// <summary>What became of an attempt. What the outside world did is a state one can see, never an exception.</summary>
internal abstract record JobOutcome
{
    private JobOutcome() { }

    public sealed record Done(string What) : JobOutcome;

    /// <summary>Failed for now: it is tried again at the given time.</summary>
    public sealed record Later(Instant At, string Why) : JobOutcome;

    /// <summary>Given up: it waits for a human, who can send it again.</summary>
    public sealed record Parked(string Why) : JobOutcome;

    /// <summary>It may or may not have happened; sending again could do it twice, so a human decides.</summary>
    public sealed record InDoubt(string Why) : JobOutcome;
}

/// <summary>Work to be done after a commit, as rows of the same commit.</summary>
internal static class JobQueue
{
    /// <summary>A worker that has not settled by then is taken for dead, and another takes over.</summary>
    public static readonly Duration Lease = Duration.FromSeconds(30);

    const string Columns = "workspace_id, id, kind, lane, key, data, attempt, token, created_at";

    /// <summary>Adds work to the open transaction. The key makes it unique per kind: the same work is queued once.</summary>
    public static void Enqueue(Tx tx, string workspace, string id, string kind, string lane, string key, object data, Instant due) =>
        tx.Add(
            """
            insert into job (workspace_id, id, kind, lane, key, data, state, due_at, created_at)
            values (@Workspace, @Id, @Kind, @Lane, @Key, @Data, 'queued', @Due, @Now)
            on conflict (workspace_id, kind, key) do nothing
            """,
            new
            {
                Workspace = workspace, Id = id, Kind = kind, Lane = lane, Key = key, Due = due, tx.Now,
                Data = JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
            });

    /// <summary>Adds work unless some of the same kind, whose key begins alike, still waits to be done.</summary>
    public static void EnqueueUnlessQueued(
        Tx tx, string workspace, string id, string kind, string lane, string keyStart, object data, Instant due) =>
        tx.Add(
            """
            insert into job (workspace_id, id, kind, lane, key, data, state, due_at, created_at)
            select @Workspace, @Id, @Kind, @Lane, @Key, @Data, 'queued', @Due, @Now
            where not exists (select 1 from job where workspace_id = @Workspace and kind = @Kind and key >= @From and key < @To and state = 'queued')
            """,
            new
            {
                Workspace = workspace, Id = id, Kind = kind, Lane = lane, Key = keyStart + id, From = keyStart,
                    To = keyStart + '~', Due = due, tx.Now,
                Data = JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
            });

    /// <summary>Leases due work, oldest first, and work whose worker died: of each lane as much as it has room for here.</summary>
    /// <param name="roomOf">How many jobs of a lane may be leased now.</param>
    public static async Task<List<Job>> ClaimAsync(Tx tx, int most, Func<string, int> roomOf)
    {
        var claimed = new List<Job>();
        // Lane by lane: one with much work hides no other.
        foreach (var lane in await LanesAsync(tx))
        {
            var room = Math.Min(roomOf(lane), most - claimed.Count);
            if (room > 0) claimed.AddRange((await DueAsync(tx, lane, room)).Select(job => Claim(tx, job)));
        }
        foreach (var job in await AbandonedAsync(tx, most - claimed.Count))
        {
            if (roomOf(job.Lane) > claimed.Count(one => one.Lane == job.Lane)) claimed.Add(Claim(tx, job));
        }
        return claimed;
    }

    /// <summary>Lanes with due work, the one that waits longest first. It steps from lane to lane, past all the work in between.</summary>
    static Task<List<string>> LanesAsync(Tx tx) => tx.ListAsync<string>(
        """
        with recursive filled (lane) as (
          select min(lane) from job where state = 'queued'
          union all
          select (select min(lane) from job where state = 'queued' and lane > filled.lane) from filled where filled.lane is not null)
        select lane from (select lane, (select min(due_at) from job where state = 'queued' and job.lane = filled.lane) as since from filled) as first
        where since <= @Now order by since, lane
        """, new { tx.Now });

    static Job Claim(Tx tx, Job job)
    {
        tx.Add(
            """
            update job set state = 'running', token = token + 1, attempt = attempt + 1, leased_until = @Until
            where workspace_id = @WorkspaceId and id = @Id
            """,
            new { Until = tx.Now + Lease, job.WorkspaceId, job.Id });
        return job with { Token = job.Token + 1, Attempt = job.Attempt + 1 };
    }

    static Task<List<Job>> DueAsync(Tx tx, string lane, int most) => tx.ListAsync<Job>(
        $"""
        select {Columns} from job where state = 'queued' and due_at <= @Now
        and lane = @Lane order by due_at limit @Most{tx.ForUpdateSkipLocked}
        """,
        new { tx.Now, Lane = lane, Most = most });

    static async Task<List<Job>> AbandonedAsync(Tx tx, int most) => (await tx.ListAsync<Job>(
        $"""
        select {Columns} from job where state = 'running' and leased_until < @Now
        order by leased_until limit @Most{tx.ForUpdateSkipLocked}
        """,
        new { tx.Now, Most = most })).ConvertAll(job => job with { Reclaimed = true });

    /// <summary>Writes what became of the attempt. False when the lease was lost meanwhile: another has it now.</summary>
    public static async Task<bool> SettleAsync(Tx tx, Job job, JobOutcome outcome)
    {
        var (state, due, text) = outcome switch
        {
            JobOutcome.Done done => ("done", (Instant?)null, done.What),
            JobOutcome.Later later => ("queued", later.At, later.Why),
            JobOutcome.Parked parked => ("parked", null, parked.Why),
            JobOutcome.InDoubt doubt => ("in-doubt", null, doubt.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return await tx.ExecuteAsync(
            """
            update job set state = case when called_off = 1 then 'done' else @State end, due_at = coalesce(@Due, due_at),
            outcome = case when called_off = 1 then @Hushed else @Text end, leased_until = null,
            ended_at = case when @State = 'queued' and called_off = 0 then null else cast(@Now as bigint) end
            where workspace_id = @WorkspaceId and id = @Id and token = @Token and state = 'running'
            """,
            new
            {
                State = state, Due = due, Text = text, Hushed = Hushed(outcome), tx.Now,
                job.WorkspaceId, job.Id, job.Token }) == 1;
    }

    /// <summary>
    /// Calls work off for good. What waits, is parked or in doubt ends without another attempt; what is under way may still
    /// reach the other side, but is not tried again, and of all of it nothing is kept that the other side said.
    /// </summary>
    /// <param name="why">What the jobs say from now on.</param>
    public static void CallOff(Tx tx, string workspace, IReadOnlyList<string> ids, string why) => tx.Add(
        $"""
        update job set called_off = 1,
          outcome = case when state = 'running' then null when outcome like 'moot:%' then outcome
            when state = 'done' then @Sent when state = 'in-doubt' then @Doubt else @Moot end,
          ended_at = case when state = 'running' then null when state = 'done' then ended_at else cast(@Now as bigint) end,
          state = case when state = 'running' then 'running' else 'done' end
        where workspace_id = @Workspace and id in (select value from {tx.Elements("Ids")})
        """,
        new
        {
            Workspace = workspace, Ids = JsonSerializer.Serialize(ids), tx.Now, Sent = $"It was done before: {why}",
            Doubt = $"moot: {why}, and it may have arrived before", Moot = $"moot: {why}",
        });

    /// <summary>Whether the work was called off since this attempt began.</summary>
    public static async Task<bool> IsCalledOffAsync(Tx tx, Job job) => await tx.SingleAsync<long>(
        "select called_off from job where workspace_id = @WorkspaceId and id = @Id",
        new { job.WorkspaceId, job.Id }) != 0;

    // In our own words: what the other side says may repeat what was sent.
    static string Hushed(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Done done when done.What.StartsWith("moot:", StringComparison.Ordinal) => done.What,
        JobOutcome.Done => "It was on its way when it was called off, and arrived.",
        JobOutcome.InDoubt => "moot: it was on its way when it was called off, and may have arrived",
        _ => "moot: it was on its way when it was called off, and did not arrive",
    };

    /// <summary>Sends a parked or doubtful job once more, because a human said so.</summary>
    public static async Task<bool> ResendAsync(Tx tx, string workspace, string id) =>
        await tx.ExecuteAsync(
            """
            update job set state = 'queued', due_at = @Now, attempt = 0, ended_at = null
            where workspace_id = @Workspace and id = @Id and state in ('parked', 'in-doubt')
            """,
            new { tx.Now, Workspace = workspace, Id = id }) == 1;
}
