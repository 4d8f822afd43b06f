using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Live;

/// <summary>
/// Reads the ledger's new events once for all pages that listen: one query per workspace and look, none where nobody
/// listens. The ledger is the truth; hints only make it look sooner.
/// </summary>
internal sealed class LiveWatch(Database database, TimeProvider time)
{
    /// <summary>Commits come in crowds, and one look serves a crowd.</summary>
    static readonly TimeSpan LeastBetween = TimeSpan.FromMilliseconds(50);

    readonly Lock gate = new();
    readonly Dictionary<string, WatchedWorkspace> watched = new(StringComparer.Ordinal);
    long lastLook;

    /// <summary>Starts to listen. Whatever is committed after this returns is told.</summary>
    public async Task<LiveListener> ListenAsync(string workspace, CancellationToken cancel)
    {
        var listener = new LiveListener(workspace);
        WatchedWorkspace watch;
        lock (gate)
        {
            if (!watched.TryGetValue(workspace, out watch!)) watched[workspace] = watch = new(
                workspace, database, time);
            watch.Listeners.Add(listener);
        }
        try { await watch.StartAsync(cancel); }
        catch
        {
            Leave(listener);
            throw;
        }
        return listener;
    }

    public void Leave(LiveListener listener)
    {
        lock (gate)
        {
            if (!watched.TryGetValue(listener.Workspace, out var watch)) return;
            watch.Listeners.Remove(listener);
            if (watch.Listeners.Count == 0) watched.Remove(listener.Workspace);
        }
    }

    /// <summary>How many pages listen here.</summary>
    public int Count { get { lock (gate) return watched.Values.Sum(watch => watch.Listeners.Count); } }

    /// <summary>Looks for news of every watched workspace and tells those who listen.</summary>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var since = time.GetElapsedTime(lastLook);
        if (lastLook != 0 && since < LeastBetween) await Task.Delay(LeastBetween - since, time, cancel);
        lastLook = time.GetTimestamp();
        WatchedWorkspace[] all;
        lock (gate) all = [.. watched.Values];
        foreach (var watch in all)
        {
            if (await watch.LookAsync(cancel) is not { } news) continue;
            lock (gate)
            {
                foreach (var listener in watch.Listeners) listener.Tell(news);
            }
        }
        return 0;
    }
}
