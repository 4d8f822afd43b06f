using System.Collections.Concurrent;

namespace Handraiser.App.Features.Intake;

/// <summary>What is left of an allowance after taking one from it.</summary>
internal readonly record struct Allowance(bool IsGiven, int Limit, int Remaining, int ResetSeconds, int RetryAfterSeconds);

/// <summary>
/// Allowances that refill steadily, one for each key, in this node's memory: several nodes allow as many times more. Nobody
/// waits here; what is over the allowance is refused at once.
/// </summary>
internal sealed class TokenBuckets(TimeProvider time)
{
    const int MostKept = 100_000;
    readonly ConcurrentDictionary<string, Bucket> buckets = new();

    /// <param name="size">How many at once, and the most that builds up.</param>
    /// <param name="perSecond">How fast it refills.</param>
    public Allowance Take(string key, int size, double perSecond)
    {
        var now = time.GetUtcNow();
        if (!buckets.TryGetValue(key, out var bucket))
        {
            if (buckets.Count >= MostKept) Forget(now);
            bucket = buckets.GetOrAdd(key, _ => new Bucket { Left = size, At = now });
        }
        lock (bucket)
        {
            var passed = Math.Max(0, (now - bucket.At).TotalSeconds);
            bucket.Left = Math.Min(size, bucket.Left + (passed * perSecond));
            bucket.At = now;
            bucket.FullAt = now.AddSeconds((size - bucket.Left) / perSecond);
            var isGiven = bucket.Left >= 1;
            if (isGiven) bucket.Left--;
            return new(isGiven, size, (int)bucket.Left, Seconds((size - bucket.Left) / perSecond), Seconds((1 - bucket.Left) / perSecond));
        }
    }

    // A flood of names must not fill the memory: first those that have nothing to remember, and if all have, everybody.
    void Forget(DateTimeOffset now)
    {
        foreach (var (key, bucket) in buckets) if (bucket.FullAt <= now) buckets.TryRemove(key, out _);
        if (buckets.Count >= MostKept) buckets.Clear();
    }

    static int Seconds(double seconds) => Math.Max(1, (int)Math.Ceiling(seconds));

    sealed class Bucket
    {
        public double Left { get; set; }

        public DateTimeOffset At { get; set; }

        public DateTimeOffset FullAt { get; set; }
    }
}
