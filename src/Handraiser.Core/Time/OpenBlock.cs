using NodaTime;

namespace Handraiser.Core.Time;

/// <summary>A place on the universal time line: a block and the nanoseconds since its start.</summary>
internal readonly record struct Spot(int Block, long Ns)
{
    static readonly Duration Earliest = Instant.MinValue - NodaConstants.UnixEpoch;
    static readonly Duration Latest = Instant.MaxValue - NodaConstants.UnixEpoch;

    public static Spot Of(Instant at)
    {
        var since = at - NodaConstants.UnixEpoch;
        var (days, ns) = (since.Days, since.NanosecondOfDay);
        if (ns < 0) (days, ns) = (days - 1, ns + NodaConstants.NanosecondsPerDay);
        var block = days >> OpenBlock.DaysLog2;
        return new Spot(block, (days - block * OpenBlock.Days) * NodaConstants.NanosecondsPerDay + ns);
    }

    /// <summary>The instant of the spot; the ends of time for a spot beyond them.</summary>
    public Instant ToInstant()
    {
        var since = Duration.FromDays(Block * OpenBlock.Days) + Duration.FromNanoseconds(Ns);
        return since <= Earliest ? Instant.MinValue
            : since >= Latest ? Instant.MaxValue
            : NodaConstants.UnixEpoch + since;
    }
}

/// <summary>
/// The open stretches of eight days of universal time, in order, apart from each other, cut at the block's ends. Blocks
/// let any span be summed in steps of eight days, and never change once made, so that threads may share them.
/// </summary>
internal sealed class OpenBlock
{
    public const int DaysLog2 = 3;
    public const int Days = 1 << DaysLog2;
    public const long Length = Days * NodaConstants.NanosecondsPerDay;

    readonly Stretch[] stretches;

    /// <param name="stretches">Non-empty, in order of opening; may touch or overlap.</param>
    public OpenBlock(int index, IEnumerable<(long Opens, long Closes)> stretches)
    {
        var merged = new List<Stretch>();
        foreach (var (opens, closes) in stretches)
        {
            if (merged.Count > 0 && opens <= merged[^1].Closes)
            {
                merged[^1] = merged[^1] with { Closes = Math.Max(merged[^1].Closes, closes) };
                Total = merged[^1].After;
                continue;
            }
            merged.Add(new Stretch(opens, closes, Total));
            Total += closes - opens;
        }
        Index = index;
        this.stretches = [.. merged];
    }

    public int Index { get; }

    /// <summary>Open nanoseconds in the block.</summary>
    public long Total { get; }

    public bool IsFull => Total == Length;

    public IEnumerable<(long Opens, long Closes)> Stretches => stretches.Select(s => (s.Opens, s.Closes));

    /// <summary>The first stretch that closes after the spot: the one around it, else the next one.</summary>
    public (long Opens, long Closes)? ClosingAfter(long ns)
    {
        var i = FirstClosingAfter(ns);
        return i < stretches.Length ? (stretches[i].Opens, stretches[i].Closes) : null;
    }

    /// <summary>The last stretch of the block.</summary>
    public (long Opens, long Closes)? Last => stretches is [.., var last] ? (last.Opens, last.Closes) : null;

    /// <summary>Open nanoseconds from the block's start to the spot.</summary>
    public long OpenBefore(long ns)
    {
        var i = FirstClosingAfter(ns);
        return i == stretches.Length ? Total : stretches[i].Before + Math.Max(0, ns - stretches[i].Opens);
    }

    /// <summary>
    /// The earliest spot before which the block has been open for so long; more than 0, at most the total.
    /// </summary>
    public long EarliestAfter(long open)
    {
        var (low, high) = (0, stretches.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (stretches[middle].After >= open) high = middle; else low = middle + 1;
        }
        return stretches[low].Opens + open - stretches[low].Before;
    }

    /// <summary>
    /// The latest spot before which the block has been open for so long; at least 0, less than the total.
    /// </summary>
    public long LatestAfter(long open)
    {
        var (low, high) = (0, stretches.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (stretches[middle].After > open) high = middle; else low = middle + 1;
        }
        return stretches[low].Opens + open - stretches[low].Before;
    }

    int FirstClosingAfter(long ns)
    {
        var (low, high) = (0, stretches.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (stretches[middle].Closes > ns) high = middle; else low = middle + 1;
        }
        return low;
    }

    /// <param name="Before">Open nanoseconds of the block before this stretch.</param>
    readonly record struct Stretch(long Opens, long Closes, long Before)
    {
        public long After => Before + Closes - Opens;
    }
}

/// <summary>
/// A bounded memory of blocks. A lost race costs a second making of an equal block, never a wrong answer.
/// </summary>
internal sealed class BlockMemory(Func<int, OpenBlock> make)
{
    const int Slots = 128;

    OpenBlock?[]? slots;

    public OpenBlock this[int index]
    {
        get
        {
            ref var slot = ref (slots ??= new OpenBlock?[Slots])[index & (Slots - 1)];
            var block = Volatile.Read(ref slot);
            if (block is not null && block.Index == index) return block;
            block = make(index);
            Volatile.Write(ref slot, block);
            return block;
        }
    }
}
