using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>What the clock on the wall shows, for instants within a span.</summary>
internal sealed class LocalHours
{
    readonly long[] from;
    readonly long[] offsets;
    int lastDay = int.MinValue, lastMonth;

    public LocalHours(DateTimeZone zone, long first, long last)
    {
        var intervals = zone.GetZoneIntervals(At(first), At(last + Micros.Second)).ToArray();
        from = [.. intervals.Select((one, i) => i == 0 ? long.MinValue : one.Start.ToUnixTimeTicks() / 10)];
        offsets = [.. intervals.Select(one => one.WallOffset.Ticks / 10)];
    }

    /// <summary>For the requests of all leads.</summary>
    public static LocalHours Of(History history)
    {
        var (first, last) = (history.Until, history.Until);
        foreach (var raised in history.Leads.RaisedAt)
        {
            if (raised == Unknown.Time) continue;
            if (raised < first) first = raised;
            if (raised > last) last = raised;
        }
        return new(history.Zone, first, last);
    }

    /// <summary>0 for Monday from midnight to 01:00, 167 for the last hour of Sunday.</summary>
    public int HourOfWeek(long at)
    {
        var hour = FloorDivide(Local(at), Micros.Hour);
        // 1970 began on a Thursday.
        return (int)((((hour + (3 * 24)) % 168) + 168) % 168);
    }

    /// <summary>The year times twelve, and the month from 0.</summary>
    public int Month(long at)
    {
        var day = (int)FloorDivide(Local(at), Micros.Day);
        if (day == lastDay) return lastMonth;
        var date = new LocalDate(1970, 1, 1).PlusDays(day);
        (lastDay, lastMonth) = (day, (date.Year * 12) + date.Month - 1);
        return lastMonth;
    }

    long Local(long at)
    {
        var place = from.Length - 1;
        while (place > 0 && from[place] > at) place--;
        return at + offsets[place];
    }

    static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);

    static Instant At(long moment) => Instant.FromUnixTimeTicks(moment * 10);
}
