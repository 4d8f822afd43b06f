using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Reports;

/// <summary>The week before a Monday, in a workspace's zone, and when it is told.</summary>
internal readonly record struct ReportWeek(LocalDate Monday, DateTimeZone Zone)
{
    static readonly LocalTime Told = new(7, 0);

    /// <summary>The last whole week as of a moment.</summary>
    public static ReportWeek Before(Instant now, DateTimeZone zone)
    {
        var today = now.InZone(zone).Date;
        return new(today.PlusDays(1 - (int)today.DayOfWeek), zone);
    }

    public static ReportWeek Parse(string monday, DateTimeZone zone) => new(LocalDatePattern.Iso.Parse(monday).Value, zone);

    public string Name => LocalDatePattern.Iso.Format(Monday);

    public Instant DueAt => Monday.At(Told).InZoneLeniently(Zone).ToInstant();

    public Interval Arrivals => new(Zone.AtStartOfDay(Monday.PlusWeeks(-1)).ToInstant(), Zone.AtStartOfDay(Monday).ToInstant());
}
