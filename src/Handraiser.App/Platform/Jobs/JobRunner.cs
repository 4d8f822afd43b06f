using System.Collections.Concurrent;

namespace Handraiser.App.Platform.Jobs;

/// <summary>What does a kind of job. It has its effect on the outside world and tells what became of it.</summary>
/// <param name="LaneWidth">How many jobs of one lane may be under way here at once.</param>
internal sealed record JobKind(string Name, int LaneWidth, Func<Job, CancellationToken, Task<JobOutcome>> RunAsync);

/// <summary>
/// Does what is due: claims a batch, commits the claim as the intent, then acts, then settles under the claim's token.
/// Each lane has its own width, so one that hangs does not hold up another, and however many hang, other kinds go on.
/// </summary>
internal sealed partial class JobRunner(Database.Database database, IEnumerable<JobKind> kinds, ILogger<JobRunner> log)
{
    const int MostPerClaim = 64;
    const int MostOfKind = 128;
    const int MostFailures = 20;
    readonly Dictionary<string, JobKind> kinds = kinds.ToDictionary(kind => kind.Name);
    readonly ConcurrentDictionary<string, int> underWay = new();

    /// <summary>Raised when a lane has room again.</summary>
    public event Action? Settled;

    /// <summary>Claims and starts what is due now. The tasks end when their jobs are settled.</summary>
    public async Task<List<Task>> StartDueAsync(CancellationToken cancel)
    {
        var busy = underWay.GroupBy(lane => KindOf(lane.Key)).ToDictionary(lanes => lanes.Key, lanes => lanes.Sum(lane => lane.Value));
        var claimed = await database.WriteAsync(tx => JobQueue.ClaimAsync(tx, MostPerClaim,
            lane => Math.Min(RoomOf(lane), MostOfKind - busy.GetValueOrDefault(KindOf(lane)))), cancel);
        foreach (var job in claimed) underWay.AddOrUpdate(job.Lane, 1, (_, count) => count + 1);
        return claimed.ConvertAll(job => RunAsync(job, cancel));
    }

    /// <summary>Runs everything that is due, to the end. For tests, drills and the demo.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        for (var count = 0; ;)
        {
            var started = await StartDueAsync(cancel);
            if (started.Count == 0) return count;
            await Task.WhenAll(started);
            count += started.Count;
        }
    }

    async Task RunAsync(Job job, CancellationToken cancel)
    {
        try
        {
            var outcome = await kinds[job.Kind].RunAsync(job, cancel);
            await database.WriteAsync(tx => JobQueue.SettleAsync(tx, job, outcome), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
        catch (Exception failure)
        {
            // A bug in one job must stop neither the others nor itself for ever: its lease runs out and it is tried again, and
            // in the end it waits for a human.
            Failed(job.Kind, job.Id, failure);
            if (job.Attempt >= MostFailures) await GiveUpAsync(job, failure);
        }
        finally
        {
            underWay.AddOrUpdate(job.Lane, 0, (_, count) => count - 1);
            Settled?.Invoke();
        }
    }

    Task<bool> GiveUpAsync(Job job, Exception failure) => database.WriteAsync(tx => JobQueue.SettleAsync(tx, job,
        new JobOutcome.Parked($"It failed {job.Attempt} times without an outcome, last with {failure.GetType().Name}.")), CancellationToken.None);

    static string KindOf(string lane) => lane.Split(':')[0];

    int RoomOf(string lane) => (kinds.TryGetValue(KindOf(lane), out var kind) ? kind.LaneWidth : 1) - underWay.GetValueOrDefault(lane);

    [LoggerMessage(LogLevel.Error, "Job {Kind} {Id} failed without an outcome; it is tried again when its lease ends.")]
    partial void Failed(string kind, string id, Exception failure);
}
