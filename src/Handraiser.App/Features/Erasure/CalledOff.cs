using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Erasure;

/// <summary>What became of the messages about somebody who was erased.</summary>
/// <param name="Waiting">They waited, and are never sent.</param>
/// <param name="UnderWay">They were being sent at that moment: they may have arrived, and nobody can call them back.</param>
internal readonly record struct CalledOff(long Waiting, long UnderWay)
{
    public const string Why = "the person was erased";

    /// <summary>Calls off every message about these leads; of those that went out, what the other side said is forgotten.</summary>
    public static async Task<CalledOff> RunAsync(Tx tx, string workspace, IReadOnlyList<string> leads)
    {
        var jobs = new List<JobAbout>();
        foreach (var lead in leads) jobs.AddRange(await OfKeyAsync(tx, workspace, "mail", $"{lead}:"));
        foreach (var kind in new[] { "webhook", "chat" })
        {
            foreach (var endpoint in await EndpointsAsync(tx, workspace, kind))
            {
                var before = jobs.Count;
                foreach (var lead in leads) jobs.AddRange(await OfKeyAsync(tx, workspace, kind, $"{endpoint}:{lead}:"));
                if (jobs.Count == before) continue;
                // What it said last may have been about them, and repeat what it was told.
                tx.Add("update endpoint set last_said = null where workspace_id = @Workspace and id = @Endpoint",
                    new { Workspace = workspace, Endpoint = endpoint });
            }
        }
        JobQueue.CallOff(tx, workspace, jobs.ConvertAll(job => job.Id), Why);
        return new(jobs.Count(job => job.State is "queued" or "parked"),
            jobs.Count(job => job.State is "running" or "in-doubt"));
    }

    // Keys begin alike for one endpoint, so each is one step through the index: also those that were deleted since.
    static async Task<List<string>> EndpointsAsync(Tx tx, string workspace, string kind)
    {
        if (tx.Engine == Engine.Postgres)
        {
            return await tx.ListAsync<string>(
                "select distinct split_part(key, ':', 1) from job where workspace_id = @Workspace and kind = @Kind order by 1",
                new { Workspace = workspace, Kind = kind });
        }
        var found = new List<string>();
        for (var after = ""; ;)
        {
            var key = await tx.SingleAsync<string>(
                "select key from job where workspace_id = @Workspace and kind = @Kind and key > @After order by key limit 1",
                new { Workspace = workspace, Kind = kind, After = after });
            if (key is null) return found;
            found.Add(key.Split(':')[0]);
            after = found[^1] + "~";
        }
    }

    static Task<List<JobAbout>> OfKeyAsync(Tx tx, string workspace, string kind, string start) =>
        tx.ListAsync<JobAbout>(tx.Engine == Engine.Postgres
            ? """
              select id, state from job where workspace_id = @Workspace and kind = @Kind
              and key like @Start || '%' and @End is not null order by id for update
              """
            : "select id, state from job where workspace_id = @Workspace and kind = @Kind and key >= @Start and key < @End",
            new { Workspace = workspace, Kind = kind, Start = start, End = start + "~" });

    sealed record JobAbout
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";
    }
}
