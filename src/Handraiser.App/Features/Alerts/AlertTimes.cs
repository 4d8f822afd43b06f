using System.Globalization;
using NodaTime;

namespace Handraiser.App.Features.Alerts;

/// <summary>Instants and lengths in an alert's words, in one reader's zone and as of one moment.</summary>
internal sealed class AlertTimes(DateTimeZone zone, Instant now)
{
    /// <summary>The zone as its readers call it, and its abbreviation now: Europe/Oslo (CET).</summary>
    public string ZoneName => zone.GetZoneInterval(now).Name is var name && name != zone.Id ? $"{zone.Id} ({name})"
        : zone.Id;

    /// <summary>The time alone today, else with its day.</summary>
    public string At(Instant moment)
    {
        var (then, today) = (moment.InZone(zone), now.InZone(zone).Date);
        return then.ToString(then.Date == today ? "HH:mm" : "ddd d MMM HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>How long since, rounded down: 40 s, 4 min, 2 h 5 min, 3 d 4 h.</summary>
    public string Since(Instant moment) => Words((long)Math.Floor((now - moment).TotalSeconds));

    public static string Passed(Duration length) => Words((long)Math.Floor(length.TotalSeconds));

    /// <summary>How long until, rounded up.</summary>
    public string Until(Instant moment)
    {
        var seconds = (long)Math.Ceiling((moment - now).TotalSeconds);
        return Words(seconds < 60 ? seconds : (seconds + 59) / 60 * 60);
    }

    static string Words(long seconds) => Math.Max(0, seconds) switch
    {
        < 60 and var left => string.Create(CultureInfo.InvariantCulture, $"{left} s"),
        < 3600 and var left => string.Create(CultureInfo.InvariantCulture, $"{left / 60} min"),
        < 86400 and var left => string.Create(CultureInfo.InvariantCulture, $"{left / 3600} h {left % 3600 / 60} min"),
        var left => string.Create(CultureInfo.InvariantCulture, $"{left / 86400} d {left % 86400 / 3600} h"),
    };
}
