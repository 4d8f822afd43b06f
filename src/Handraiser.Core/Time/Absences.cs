using NodaTime;

namespace Handraiser.Core.Time;

/// <summary>Stretches of absolute time during which nobody works, in order and apart from each other.</summary>
internal sealed class Absences
{
    readonly (Spot From, Spot To)[] away;

    public Absences(IEnumerable<Interval> intervals)
    {
        var merged = new List<Interval>();
        foreach (var interval in intervals.Select(Bounded).Where(i => i.End > i.Start).OrderBy(i => i.Start))
        {
            if (merged.Count > 0 && interval.Start <= merged[^1].End)
            {
                merged[^1] = new Interval(merged[^1].Start, Instant.Max(merged[^1].End, interval.End));
            }
            else
            {
                merged.Add(interval);
            }
        }
        Intervals = merged.AsReadOnly();
        away = [.. merged.Select(interval => (Spot.Of(interval.Start), Spot.Of(interval.End)))];
    }

    public IReadOnlyList<Interval> Intervals { get; }

    public int FirstBlock => away is [var first, ..] ? first.From.Block : int.MaxValue;

    public int LastBlock => away is [.., var last] ? last.To.Block : int.MinValue;

    /// <summary>True when somebody is away during some of the block.</summary>
    public bool Touch(int index)
    {
        if (index < FirstBlock || index > LastBlock) return false;
        var i = FirstEndingIn(index);
        return i < away.Length && away[i].From.Block <= index;
    }

    /// <summary>The block less the absences.</summary>
    public OpenBlock CutFrom(OpenBlock block) => new(block.Index, Pieces(block));

    IEnumerable<(long, long)> Pieces(OpenBlock block)
    {
        var first = FirstEndingIn(block.Index);
        foreach (var (opens, closes) in block.Stretches)
        {
            var from = opens;
            for (var i = first; i < away.Length && away[i].From.Block <= block.Index; i++)
            {
                var (leaves, returns) = Within(away[i], block.Index);
                if (returns <= from) continue;
                if (leaves >= closes) break;
                if (leaves > from) yield return (from, leaves);
                from = returns;
            }
            if (from < closes) yield return (from, closes);
        }
    }

    int FirstEndingIn(int index)
    {
        var (low, high) = (0, away.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (away[middle].To.Block >= index) high = middle; else low = middle + 1;
        }
        return low;
    }

    static (long Leaves, long Returns) Within((Spot From, Spot To) absence, int index) => (
        absence.From.Block < index ? 0 : absence.From.Ns,
        absence.To.Block > index ? OpenBlock.Length : absence.To.Ns);

    static Interval Bounded(Interval interval) => new(
        interval.HasStart ? interval.Start : Instant.MinValue,
        interval.HasEnd ? interval.End : Instant.MaxValue);
}
