using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>The office's open stretches laid out once, in whole seconds since 1970.</summary>
internal sealed class SampleHours
{
    readonly long[] opens;
    readonly long[] closes;

    public SampleHours(OpeningHours hours, Instant from, Instant to)
    {
        var (starts, ends) = (new List<long>(), new List<long>());
        for (var at = from; hours.NextOpening(at) is { } opening && opening < to;)
        {
            at = hours.StretchAt(opening)!.Value.End;
            starts.Add(opening.ToUnixTimeSeconds());
            ends.Add(at.ToUnixTimeSeconds());
        }
        (opens, closes) = ([.. starts], [.. ends]);
    }

    public bool IsOpenAt(long at) => opens[Place(at)] <= at;

    /// <summary>The first open second at or after a time.</summary>
    public long Next(long at) => Math.Max(at, opens[Place(at)]);

    /// <summary>When so many open seconds have passed; never at a closing.</summary>
    public long Add(long at, long seconds)
    {
        for (var i = Place(at); i < opens.Length; i++)
        {
            var begin = Math.Max(at, opens[i]);
            if (seconds < closes[i] - begin) return begin + seconds;
            seconds -= closes[i] - begin;
        }
        return opens[^1];
    }

    public long Total(long from, long to) =>
        opens.Zip(closes).Sum(one => Math.Max(0, Math.Min(one.Second, to) - Math.Max(one.First, from)));

    int Place(long at)
    {
        // The first stretch that closes after the time.
        var place = Array.BinarySearch(closes, at);
        return Math.Min(place < 0 ? ~place : place + 1, opens.Length - 1);
    }
}
