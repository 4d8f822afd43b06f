using Handraiser.Core.Time;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.Core.Playbooks;

/// <summary>Reads <c>{ zone: Europe/Oslo, open: "Mon-Fri 08:00-16:00", holidays: [2026-12-25] }</c>.</summary>
internal static class HoursReader
{
    public static OpeningHours? Read(Spot spot)
    {
        if (spot.Keys("{ zone: Europe/Oslo, open: ... }", "zone", "open", "holidays") is not { } block) return null;
        var zone = block.Need("zone", "Name the time zone, such as Europe/Oslo.") is { } named ? Zone(named) : null;
        var open = block.Need("open", $"Write {HoursText.Example}, or always.");
        var shifts = open is { } text ? Shifts(text) : null;
        var holidays = block.Find("holidays") is { } days ? Holidays(days) : [];
        return zone is null || shifts is null || holidays is null ? null : new(zone, shifts, holidays);
    }

    static DateTimeZone? Zone(Spot spot)
    {
        if (spot.Text("a time zone, such as Europe/Oslo") is not { } id) return null;
        var zones = DateTimeZoneProviders.Tzdb;
        if (zones.GetZoneOrNull(id) is { } zone) return zone;
        var near = spot.Errors.Full ? null : Nearest.To(id.Replace(' ', '_'), zones.Ids);
        spot.Refuse($"There is no time zone {Spot.Quote(id)}.", near is null
            ? "Write a name of the tz database, such as Europe/Oslo."
            : $"Did you mean {Spot.Quote(near)}?");
        return null;
    }

    static IReadOnlyList<Shift>? Shifts(Spot spot)
    {
        if (spot.Text(HoursText.Example) is not { } text) return null;
        var (shifts, problem, mend) = HoursText.Read(text);
        if (problem.Length == 0) return shifts;
        spot.Refuse(problem, mend);
        return null;
    }

    static List<LocalDate>? Holidays(Spot spot)
    {
        if (spot.Items("dates, such as [2026-12-25]") is not { } items) return null;
        var dates = new List<LocalDate>();
        foreach (var item in items)
        {
            if (item.Text("a date, such as 2026-12-25") is not { } text) continue;
            var read = LocalDatePattern.Iso.Parse(text);
            if (read.Success && read.Value.Year is > 1900 and < 2200) dates.Add(read.Value);
            else item.Refuse($"{Spot.Quote(text)} is not a date.", "Write year-month-day, such as 2026-12-25.");
        }
        return dates;
    }
}
