using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Live;

/// <summary>
/// What is known of one workspace's ledger. On PostgreSQL a number may become visible after a higher one, so each look
/// goes back over those of the last half minute and picks out what it has not seen.
/// </summary>
internal sealed class WatchedWorkspace(string workspace, Database database, TimeProvider time)
{
    static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(30);

    readonly Lock gate = new();
    readonly HashSet<long> seen = [];
    readonly Queue<(DateTimeOffset At, long Last)> marks = [];
    Task? known;
    long settled;
    long last;

    /// <summary>Guarded by the watch.</summary>
    public HashSet<LiveListener> Listeners { get; } = [];

    /// <summary>Takes what is there now as known. Whoever comes while it reads waits for the same reading.</summary>
    public Task StartAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (known is null or { IsFaulted: true }) known = ReadKnownAsync();
            return known.WaitAsync(cancel);
        }
    }

    /// <summary>What is new since the last look; null when nothing is. One look at a time.</summary>
    public async Task<LiveNews?> LookAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (known is not { IsCompletedSuccessfully: true }) return null;
        }
        var found = await database.ReadAsync(tx => LiveEvents.SinceAsync(tx, workspace, settled), cancel);
        var fresh = found.Where(one => seen.Add(one.Id)).ToList();
        if (fresh.Count > 0) last = Math.Max(last, fresh.Max(one => one.Id));
        Settle();
        if (fresh.Count == 0) return null;
        return new LiveNews(last, found.Count >= LiveEvents.Most ? LiveTopics.Everything : LiveTopics.Of(fresh));
    }

    async Task ReadKnownAsync()
    {
        seen.Clear();
        await database.ReadAsync(async tx =>
        {
            last = await LiveEvents.LastAsync(tx);
            settled = Math.Max(0, last - LiveEvents.Reach);
            foreach (var one in await LiveEvents.SinceAsync(tx, workspace, settled)) seen.Add(one.Id);
            return true;
        });
        marks.Enqueue((time.GetUtcNow(), last));
    }

    /// <summary>Numbers that were the last half a minute ago need not be looked at again.</summary>
    void Settle()
    {
        var now = time.GetUtcNow();
        marks.Enqueue((now, last));
        var before = settled;
        while (marks.TryPeek(out var mark) && now - mark.At > LongestCommit)
        {
            settled = Math.Max(settled, marks.Dequeue().Last);
        }
        if (settled > before) seen.RemoveWhere(id => id <= settled);
    }
}
