using System.Collections.Concurrent;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// How often something was seen in the last ten minutes, in this node's memory. There are two notebooks: when the younger is
/// full or ten minutes old, it becomes the older, and what the older held is forgotten. So a flood of names neither fills
/// the memory nor makes anybody wait while it is searched, and what keeps coming is carried over.
/// </summary>
internal sealed class Sightings(TimeProvider time, int mostKept = 100_000)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    readonly Lock turning = new();
    volatile Pair pair = new(new(time.GetUtcNow()), new(time.GetUtcNow()));

    /// <summary>Counts this sighting and tells how many came before it.</summary>
    public int Before(string what)
    {
        var now = time.GetUtcNow();
        var (younger, older) = pair;
        if (younger.IsFull(mostKept / 2) || now - younger.Since > Window) (younger, older) = Turn(younger, now);
        return younger.Count(what, older.Of(what), now) - 1;
    }

    Pair Turn(Notebook full, DateTimeOffset now)
    {
        lock (turning)
        {
            // Somebody else may have turned the page meanwhile.
            return pair.Younger == full ? pair = new(new(now), full) : pair;
        }
    }

    sealed record Pair(Notebook Younger, Notebook Older);

    sealed class Notebook(DateTimeOffset since)
    {
        readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> seen = new();
        // The dictionary would lock all of itself to tell.
        int written;

        public DateTimeOffset Since => since;

        public bool IsFull(int most) => Volatile.Read(ref written) >= most;

        public (DateTimeOffset Since, int Count) Of(string what) => seen.GetValueOrDefault(what);

        public int Count(string what, (DateTimeOffset, int) earlier, DateTimeOffset now)
        {
            var first = Next(earlier, now);
            if (seen.TryAdd(what, first))
            {
                Interlocked.Increment(ref written);
                return first.Count;
            }
            return seen.AddOrUpdate(what, _ => (now, 1), (_, last) => Next(last, now)).Count;
        }

        static (DateTimeOffset Since, int Count) Next((DateTimeOffset Since, int Count) last, DateTimeOffset now) =>
            last.Count == 0 || now - last.Since > Window ? (now, 1) : (last.Since, last.Count + 1);
    }
}
