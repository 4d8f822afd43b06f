using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Time;

/// <summary>
/// Open or closed, minute by minute, by looking at nothing but what the wall clock shows: a shift is on from the first
/// moment at which the clock shows its opening or later, until the last moment at which it shows its closing or
/// earlier. Slow, and made of other parts than the code under test. Everything is in whole minutes.
/// </summary>
internal sealed class WallClockOracle
{
    const int Day = 24 * 60;
    const int Margin = 2 * Day;
    readonly bool[] open;
    readonly int[] openBefore;

    public WallClockOracle(DateTimeZone zone, IReadOnlyCollection<Shift> shifts,
        IReadOnlyCollection<LocalDate> holidays, IReadOnlyCollection<Interval> leave, Instant start, int minutes)
    {
        (Start, Minutes) = (start, minutes);
        var shown = new long[minutes + 2 * Margin];
        var first = start.ToUnixTimeSeconds() / 60 - Margin;
        for (var i = 0; i < shown.Length; i++)
        {
            var minute = first + i;
            shown[i] = minute + zone.GetUtcOffset(Instant.FromUnixTimeSeconds(minute * 60)).Seconds / 60;
        }
        var highest = (long[])shown.Clone();
        for (var i = 1; i < shown.Length; i++) highest[i] = Math.Max(highest[i - 1], shown[i]);
        var lowest = (long[])shown.Clone();
        for (var i = shown.Length - 2; i >= 0; i--) lowest[i] = Math.Min(lowest[i + 1], shown[i]);

        open = new bool[minutes];
        openBefore = new int[minutes + 1];
        var byDay = shifts.ToLookup(shift => shift.Day, Bounds).ToDictionary(pair => pair.Key, pair => pair.ToArray());
        var off = holidays.Select(DayNumber).ToHashSet();
        for (var i = 0; i < minutes; i++)
        {
            var at = i + Margin;
            open[i] = IsOnShift(shown[at], highest[at], lowest[at + 1], byDay, off) && !IsAway(leave, At(i));
            openBefore[i + 1] = openBefore[i] + (open[i] ? 1 : 0);
        }
    }

    public Instant Start { get; }

    public int Minutes { get; }

    public int Total => openBefore[Minutes];

    public Instant At(int minute) => Start + Duration.FromMinutes(minute);

    public bool IsOpen(int minute) => open[minute];

    public int Elapsed(int from, int to) => openBefore[to] - openBefore[from];

    /// <summary>
    /// The earliest minute by which so many open ones have passed, or null when the window ends first.
    /// </summary>
    public int? Add(int from, int wanted)
    {
        for (var i = from; i <= Minutes; i++) if (Elapsed(from, i) == wanted) return i;
        return null;
    }

    /// <summary>The latest minute from which so many open ones pass, or null when the window begins later.</summary>
    public int? Subtract(int to, int wanted)
    {
        for (var i = to; i >= 0; i--) if (Elapsed(i, to) == wanted) return i;
        return null;
    }

    static bool IsOnShift(long shown, long highest, long lowestAfter,
        Dictionary<IsoDayOfWeek, (int Opens, int Closes)[]> byDay, HashSet<long> off)
    {
        var today = Math.DivRem(highest, Day, out var rest) - (rest < 0 ? 1 : 0);
        for (var day = today - 3; day <= today; day++)
        {
            if (!byDay.TryGetValue((IsoDayOfWeek)((day + 3) % 7 + 1), out var shifts)) continue;
            foreach (var (opens, closes) in shifts)
            {
                var (from, to) = (day * Day + opens, day * Day + closes);
                if (highest >= from && (shown < to || lowestAfter <= to) && !off.Contains(day)) return true;
            }
        }
        return false;
    }

    static bool IsAway(IReadOnlyCollection<Interval> leave, Instant at)
    {
        if (leave.Count == 0) return false;
        return leave.Any(interval => interval.Contains(at));
    }

    static (int Opens, int Closes) Bounds(Shift shift)
    {
        var (opens, closes) = (Minute(shift.Opens), Minute(shift.Closes));
        return (opens, closes <= opens ? closes + Day : closes);
    }

    static int Minute(LocalTime time) => time.Hour * 60 + time.Minute;

    static long DayNumber(LocalDate date) =>
        (long)(date.AtMidnight().InUtc().ToInstant() - NodaConstants.UnixEpoch).TotalDays;
}
