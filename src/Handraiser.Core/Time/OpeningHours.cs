using NodaTime;

namespace Handraiser.Core.Time;

/// <summary>
/// One weekly shift in local wall time. Closing at or before opening means that it ends on the next day: 18:00 to 00:00
/// ends at midnight, 22:00 to 02:00 in the night, and 08:00 to 08:00 lasts until the same time tomorrow.
/// </summary>
public readonly record struct Shift(IsoDayOfWeek Day, LocalTime Opens, LocalTime Closes);

/// <summary>
/// When somebody works: weekly shifts in their own zone, less holidays and leave. Shifts that touch or overlap are one
/// stretch. On the days when clocks change, each bound of a shift becomes an instant once: a time that does not exist
/// (a gap) stands for the end of the gap, and of a time that comes twice (an overlap) an opening takes the earlier
/// and a closing the later, so that no hour that the wall clock shows as open is lost.
/// </summary>
/// <remarks>
/// Stretches are half-open: a shift is open at its opening and closed at its closing. Nanoseconds are exact. Steps
/// are of eight days, so the cost grows with the days spanned, never with seconds. Every answer depends on the
/// arguments only.
/// </remarks>
public sealed class OpeningHours
{
    // Ten years: a schedule that stays closed for longer is taken never to open again.
    const int IdleBlocksMax = 3_653 / OpenBlock.Days + 1;
    static readonly int FirstBlock = Spot.Of(Instant.MinValue).Block;
    static readonly int LastBlock = Spot.Of(Instant.MaxValue).Block;

    readonly WeekPlan plan;
    readonly Absences absences;
    readonly BlockMemory blocks;

    /// <param name="zone">The zone in which the shifts and holidays are written.</param>
    /// <param name="shifts">Any number per weekday, in any order.</param>
    /// <param name="holidays">Local dates on which no shift starts; one begun the day before runs on into them.</param>
    /// <param name="leave">Absences; one without a start or end reaches to the end of time.</param>
    public OpeningHours(DateTimeZone zone, IEnumerable<Shift> shifts, IEnumerable<LocalDate>? holidays = null,
        IEnumerable<Interval>? leave = null)
    {
        Zone = zone;
        Shifts = shifts.OrderBy(s => s.Day).ThenBy(s => s.Opens).ThenBy(s => s.Closes).ToArray().AsReadOnly();
        Holidays = (holidays ?? []).Distinct().Order().ToArray().AsReadOnly();
        plan = new WeekPlan(zone, Shifts, Holidays);
        absences = new Absences(leave ?? []);
        blocks = new BlockMemory(index => absences.CutFrom(plan[index]));
        NeverCloses = plan.CoversTheWeek && Holidays.Count == 0 && Leave.Count == 0;
    }

    OpeningHours(OpeningHours hours, IEnumerable<Interval> leave)
    {
        (Zone, Shifts, Holidays, plan) = (hours.Zone, hours.Shifts, hours.Holidays, hours.plan);
        absences = new Absences(hours.Leave.Concat(leave));
        blocks = new BlockMemory(index => absences.CutFrom(plan[index]));
        NeverCloses = hours.NeverCloses && Leave.Count == 0;
    }

    /// <summary>Open at every instant.</summary>
    public static OpeningHours Always { get; } = new(DateTimeZone.Utc,
        Enumerable.Range(1, 7).Select(day => new Shift((IsoDayOfWeek)day, LocalTime.Midnight, LocalTime.Midnight)));

    public DateTimeZone Zone { get; }

    /// <summary>By weekday from Monday, then by opening.</summary>
    public IReadOnlyList<Shift> Shifts { get; }

    /// <summary>In order, each once.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; }

    /// <summary>In order, merged where they touch; bounded by the ends of time.</summary>
    public IReadOnlyList<Interval> Leave => absences.Intervals;

    /// <summary>True when every instant is open.</summary>
    public bool NeverCloses { get; }

    /// <summary>The same hours less these absences.</summary>
    public OpeningHours WithLeave(IEnumerable<Interval> leave) => new(this, leave);

    public bool IsOpenAt(Instant at)
    {
        if (NeverCloses) return true;
        var (index, ns) = Spot.Of(at);
        return Block(index).ClosingAfter(ns) is { } next && next.Opens <= ns;
    }

    /// <summary>
    /// The open stretch that contains the instant, or null when closed. Hours that never close again end it at
    /// <see cref="Instant.MaxValue"/>, and ones that were never closed before start it at <see
    /// cref="Instant.MinValue"/>.
    /// </summary>
    public Interval? StretchAt(Instant at)
    {
        if (NeverCloses) return new Interval(Instant.MinValue, Instant.MaxValue);
        var (index, ns) = Spot.Of(at);
        if (Block(index).ClosingAfter(ns) is not { } stretch || stretch.Opens > ns) return null;
        return new Interval(
            stretch.Opens > 0 ? new Spot(index, stretch.Opens).ToInstant() : OpeningBefore(index),
            stretch.Closes < OpenBlock.Length ? new Spot(index, stretch.Closes).ToInstant() : ClosingBeyond(index));
    }

    /// <summary>
    /// The first open instant at or after <paramref name="at"/>; null when none comes within ten years.
    /// </summary>
    public Instant? NextOpening(Instant at)
    {
        if (NeverCloses) return at;
        var (index, ns) = Spot.Of(at);
        for (var last = LastFrom(index); index <= last; (index, ns) = (index + 1, 0))
        {
            if (Block(index).ClosingAfter(ns) is { } next)
            {
                return new Spot(index, Math.Max(next.Opens, ns)).ToInstant();
            }
        }
        return null;
    }

    /// <summary>
    /// The earliest instant, not before <paramref name="start"/>, by which <paramref name="open"/> of open time has
    /// passed since start; so the start itself for zero, and never the opening when a closing will do. Null when
    /// never: when the hours stay closed for ten years or time ends.
    /// </summary>
    public Instant? Add(Instant start, Duration open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(open, Duration.Zero);
        if (open == Duration.Zero) return start;
        if (NeverCloses) return open <= Instant.MaxValue - start ? start + open : null;

        var (index, ns) = Spot.Of(start);
        var wanted = open.ToInt128Nanoseconds() + Block(index).OpenBefore(ns);
        for (var idle = 0; idle <= IdleBlocksMax && index <= LastBlock && !plan.IsEmpty; index++)
        {
            var block = Block(index);
            if (wanted <= block.Total) return new Spot(index, block.EarliestAfter((long)wanted)).ToInstant();
            wanted -= block.Total;
            idle = block.Total == 0 ? idle + 1 : 0;
        }
        return null;
    }

    /// <summary>
    /// The latest instant, not after <paramref name="end"/>, from which <paramref name="open"/> of open time passes
    /// until end; so the end itself for zero. Null when there was never so much: closed for ten years, or time
    /// begins.
    /// </summary>
    public Instant? Subtract(Instant end, Duration open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(open, Duration.Zero);
        if (open == Duration.Zero) return end;
        if (NeverCloses) return open <= end - Instant.MinValue ? end - open : null;

        var (index, ns) = Spot.Of(end);
        var spare = Block(index).OpenBefore(ns) - open.ToInt128Nanoseconds();
        for (var idle = 0; idle <= IdleBlocksMax && !plan.IsEmpty;)
        {
            if (spare >= 0) return new Spot(index, Block(index).LatestAfter((long)spare)).ToInstant();
            if (--index < FirstBlock) return null;
            var total = Block(index).Total;
            spare += total;
            idle = total == 0 ? idle + 1 : 0;
        }
        return null;
    }

    /// <summary>Open time between two instants; zero when the second is not after the first.</summary>
    public Duration Elapsed(Instant from, Instant to)
    {
        if (to <= from || plan.IsEmpty) return Duration.Zero;
        if (NeverCloses) return to - from;

        var (first, start) = Spot.Of(from);
        var (last, end) = Spot.Of(to);
        if (first == last)
        {
            var block = Block(first);
            return Duration.FromNanoseconds(block.OpenBefore(end) - block.OpenBefore(start));
        }
        Int128 open = Block(last).OpenBefore(end) - Block(first).OpenBefore(start);
        for (var index = first; index < last; index++) open += Block(index).Total;
        return Duration.FromNanoseconds(open);
    }

    /// <summary>
    /// When work ends for the shifts that start on a local date: the last open instant of the latest of them, after
    /// which leave or closing time comes, even when that is in the night after. Null when nobody works on that date.
    /// </summary>
    public Instant? ClosingOf(LocalDate date)
    {
        Instant? closing = null;
        foreach (var (opens, closes) in plan.ShiftsOn(date))
        {
            if (Elapsed(opens, closes) == Duration.Zero) continue;
            // The last open nanosecond of the shift ends where leave, or else closing time, begins.
            var end = Subtract(closes, Duration.Epsilon)!.Value + Duration.Epsilon;
            closing = closing is { } latest ? Instant.Max(latest, end) : end;
        }
        return closing;
    }

    OpenBlock Block(int index) => absences.Touch(index) ? blocks[index] : plan[index];

    static int LastFrom(int index) => Math.Min(LastBlock, index + IdleBlocksMax);

    Instant ClosingBeyond(int index)
    {
        var lastChange = Math.Max(plan.LastHolidayBlock, absences.LastBlock);
        while (++index <= LastBlock && !(plan.CoversTheWeek && index > lastChange))
        {
            var block = Block(index);
            if (block.IsFull) continue;
            return new Spot(index, block.ClosingAfter(0) is { Opens: 0 } first ? first.Closes : 0).ToInstant();
        }
        return Instant.MaxValue;
    }

    Instant OpeningBefore(int index)
    {
        var firstChange = Math.Min(plan.FirstHolidayBlock, absences.FirstBlock);
        while (--index >= FirstBlock && !(plan.CoversTheWeek && index < firstChange))
        {
            var block = Block(index);
            if (block.IsFull) continue;
            var opens = block.Last is { Closes: OpenBlock.Length } last ? last.Opens : OpenBlock.Length;
            return new Spot(index, opens).ToInstant();
        }
        return Instant.MinValue;
    }
}
