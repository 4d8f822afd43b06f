using NodaTime;

namespace Handraiser.Core.Time;

/// <summary>
/// Weekly shifts in a zone, less holidays, laid out on the universal time line. Each bound of a shift becomes an
/// instant exactly once: in a gap the end of the gap; in an overlap the earlier reading for an opening and the later
/// for a closing.
/// </summary>
internal sealed class WeekPlan
{
    // A shift that starts on a local date lies between one universal day before that date and two after it.
    const int DaysBefore = 1;
    const int DaysAfter = 2;

    static readonly LocalDate Epoch = NodaConstants.UnixEpoch.InUtc().Date;
    static readonly int FirstBlock = Spot.Of(Instant.MinValue).Block + 2;
    static readonly int LastBlock = Spot.Of(Instant.MaxValue).Block - 2;

    readonly DateTimeZone zone;
    readonly (long Opens, long Closes)[][] byWeekday;
    readonly int[] holidays;
    readonly BlockMemory blocks;

    public WeekPlan(DateTimeZone zone, IReadOnlyList<Shift> shifts, IEnumerable<LocalDate> holidays)
    {
        this.zone = zone;
        this.holidays = [.. holidays.Select(DayNumber).Distinct().Order()];
        byWeekday = new (long, long)[8][];
        for (var day = 0; day < byWeekday.Length; day++)
        {
            byWeekday[day] = [.. shifts.Where(shift => (int)shift.Day == day)
                .Select(shift => (shift.Opens.NanosecondOfDay, ClosingNs(shift))).Order()];
        }
        blocks = new BlockMemory(Make);
        IsEmpty = shifts.Count == 0;
        CoversTheWeek = CoversWeek();
        FirstHolidayBlock = this.holidays is [var first, ..] ? (first >> OpenBlock.DaysLog2) - 1 : int.MaxValue;
        LastHolidayBlock = this.holidays is [.., var last] ? (last >> OpenBlock.DaysLog2) + 1 : int.MinValue;
    }

    public bool IsEmpty { get; }

    /// <summary>True when the shifts leave no moment of the week closed; only holidays do.</summary>
    public bool CoversTheWeek { get; }

    /// <summary>Blocks before this one are untouched by holidays.</summary>
    public int FirstHolidayBlock { get; }

    /// <summary>Blocks after this one are untouched by holidays.</summary>
    public int LastHolidayBlock { get; }

    public OpenBlock this[int index] => blocks[index];

    /// <summary>
    /// The shifts that start on a local date, in order of opening; a shift that a gap swallows is left out.
    /// </summary>
    public IEnumerable<(Instant Opens, Instant Closes)> ShiftsOn(LocalDate date)
    {
        var day = DayNumber(date);
        foreach (var (opens, closes) in ShiftsOn(day))
        {
            var (from, to) = (Map(day, opens, closing: false), Map(day, closes, closing: true));
            if (to > from) yield return (from, to);
        }
    }

    (long Opens, long Closes)[] ShiftsOn(int day) =>
        Array.BinarySearch(holidays, day) >= 0 ? [] : byWeekday[Weekday(day)];

    OpenBlock Make(int index)
    {
        if (CoversTheWeek && (index < FirstHolidayBlock || index > LastHolidayBlock))
        {
            return new OpenBlock(index, [(0, OpenBlock.Length)]);
        }
        var stretches = new List<(long, long)>();
        if (index < FirstBlock || index > LastBlock) return new OpenBlock(index, stretches);

        var start = new Spot(index, 0).ToInstant();
        var offset = SteadyOffset(start);
        var firstDay = index * OpenBlock.Days;
        for (var day = firstDay - DaysAfter; day < firstDay + OpenBlock.Days + DaysBefore; day++)
        {
            foreach (var (opens, closes) in ShiftsOn(day))
            {
                var from = Math.Max(Place(opens, closing: false), 0);
                var to = Math.Min(Place(closes, closing: true), OpenBlock.Length);
                if (to > from) stretches.Add((from, to));
            }

            long Place(long ns, bool closing) => offset is { } known
                ? (day - firstDay) * NodaConstants.NanosecondsPerDay + ns - known
                : (Map(day, ns, closing) - start).ToInt64Nanoseconds();
        }
        return new OpenBlock(index, stretches);
    }

    // Far from any transition local time is universal time plus a constant, which spares a look-up per bound.
    long? SteadyOffset(Instant blockStart)
    {
        var margin = Duration.FromDays(DaysAfter + 1);
        var interval = zone.GetZoneInterval(blockStart - margin);
        var until = blockStart + Duration.FromDays(OpenBlock.Days) + margin;
        return interval.HasEnd && interval.End < until ? null : interval.WallOffset.Nanoseconds;
    }

    Instant Map(int day, long ns, bool closing)
    {
        var mapping = zone.MapLocal(Epoch.PlusDays(day).AtMidnight().PlusNanoseconds(ns));
        return mapping.Count == 0 ? mapping.LateInterval.Start
            : closing ? mapping.Last().ToInstant()
            : mapping.First().ToInstant();
    }

    bool CoversWeek()
    {
        // The first week only tells how far Sunday's night shift reaches into the second.
        var reached = 0L;
        for (var day = 0; day < 14; day++)
        {
            var midnight = day * NodaConstants.NanosecondsPerDay;
            foreach (var (opens, closes) in byWeekday[day % 7 + 1])
            {
                if (day >= 7 && midnight + opens > reached) return false;
                reached = Math.Max(reached, midnight + closes);
            }
        }
        return reached >= 14 * NodaConstants.NanosecondsPerDay;
    }

    static long ClosingNs(Shift shift) =>
        shift.Closes.NanosecondOfDay + (shift.Closes <= shift.Opens ? NodaConstants.NanosecondsPerDay : 0);

    static int DayNumber(LocalDate date) => Period.DaysBetween(Epoch, date);

    // The first of January 1970 was a Thursday.
    static int Weekday(int day) => ((day + 3) % 7 + 7) % 7 + 1;
}
