using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>
/// When a rep is at work and really here, laid out once for the whole run: each open stretch of their hours, and the
/// moment in it at which they come. Times are ticks of the universal time line.
/// </summary>
internal sealed class Attendance
{
    /// <summary>No such moment.</summary>
    public const long Never = long.MaxValue;

    readonly List<(long Opens, long Comes, long Closes)> stretches = [];
    int cursor;

    public Attendance(OpeningHours hours, RepHabits habits, long rep, ulong seed, Instant start, Instant end)
    {
        for (var at = start; at < end && hours.NextOpening(at) is { } opening && opening < end;)
        {
            var stretch = hours.StretchAt(opening)!.Value;
            var (opens, closes) = (Instant.Max(stretch.Start, start), Instant.Min(stretch.End, end));
            var dice = Dice.Of(seed, DicePurpose.Attendance, rep ^ opens.ToUnixTimeSeconds());
            // Who is at work when the run starts has come already.
            var late = stretch.Start < start ? Duration.Zero
                : Moments.Draw(ref dice, habits.Lateness, habits.LatenessSpread);
            var comes = dice.Happens(habits.Absent) ? closes : Instant.Min(opens + late, closes);
            stretches.Add((Moments.Ticks(opens), Moments.Ticks(comes), Moments.Ticks(closes)));
            at = closes;
        }
    }

    /// <summary>What is true at a moment, and when it next changes. Moments are asked for in order.</summary>
    public (bool Open, bool Here, long ChangesAt) At(long now)
    {
        while (cursor < stretches.Count && stretches[cursor].Closes <= now) cursor++;
        if (cursor == stretches.Count) return (false, false, Never);
        var (opens, comes, closes) = stretches[cursor];
        return now < opens ? (false, false, opens)
            : now < comes ? (true, false, comes)
            : (true, true, closes);
    }

    /// <summary>The moment by which they have been here for so long since <paramref name="from"/>.</summary>
    public long After(long from, long here)
    {
        for (var i = First(from); i < stretches.Count; i++)
        {
            var begin = Math.Max(from, stretches[i].Comes);
            var left = stretches[i].Closes - begin;
            if (left <= 0) continue;
            if (here < left) return begin + here;
            here -= left;
        }
        return Never;
    }

    public IEnumerable<Interval> Here() => stretches.Where(stretch => stretch.Comes < stretch.Closes)
        .Select(stretch => new Interval(Moments.At(stretch.Comes), Moments.At(stretch.Closes)));

    int First(long from)
    {
        var i = cursor < stretches.Count && (cursor == 0 || stretches[cursor - 1].Closes <= from) ? cursor : 0;
        while (i < stretches.Count && stretches[i].Closes <= from) i++;
        return i;
    }
}

/// <summary>Instants as ticks, and lengths drawn by chance.</summary>
internal static class Moments
{
    static readonly Duration Longest = Duration.FromDays(60);

    public static Instant At(long ticks) => Instant.FromUnixTimeTicks(ticks);

    /// <summary>The first tick that is not before the instant: nothing may happen early.</summary>
    public static long Ticks(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return At(ticks) < at ? ticks + 1 : ticks;
    }

    /// <summary>A log-normal length in whole milliseconds, at most sixty days.</summary>
    public static Duration Draw(ref Dice dice, Duration median, double spread) =>
        Duration.FromTicks(DrawTicks(ref dice, median, spread));

    public static long DrawTicks(ref Dice dice, Duration median, double spread)
    {
        // The draw is made all the same, so that the ones after it do not move.
        var factor = dice.LogNormal(1, spread);
        var ticks = Math.Min(median.BclCompatibleTicks * factor, Longest.BclCompatibleTicks);
        return (long)ticks / NodaConstants.TicksPerMillisecond * NodaConstants.TicksPerMillisecond;
    }
}
