using System.Collections.Concurrent;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// Counts failures by key over a sliding window, in this node's memory: several nodes allow as many times more, and a
/// restart forgives.
/// </summary>
internal sealed class Throttle(TimeProvider time, TimeSpan window)
{
    const int MostKept = 50_000;
    readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> failures = new();

    /// <summary>How long a key has to wait; null when it need not.</summary>
    public TimeSpan? WaitOf(string key, int allowed)
    {
        var now = time.GetUtcNow();
        return failures.TryGetValue(key, out var found) && found.Count >= allowed && found.Since + window > now
            ? found.Since + window - now : null;
    }

    public void Failed(string key)
    {
        var now = time.GetUtcNow();
        if (failures.Count > MostKept)
        {
            foreach (var (old, entry) in failures) if (entry.Since + window <= now) failures.TryRemove(old, out _);
        }
        failures.AddOrUpdate(key, (now, 1), (_, old) => old.Since + window <= now ? (now, 1)
            : (old.Since, old.Count + 1));
    }

    public void Forgive(string key) => failures.TryRemove(key, out _);
}
