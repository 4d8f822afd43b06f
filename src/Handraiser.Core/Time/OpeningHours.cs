using NodaTime;

namespace Handraiser.Core.Time;

/// <summary>One weekly shift in local wall time. Closing at or before opening means that it ends on the next day.</summary>
public readonly record struct Shift(IsoDayOfWeek Day, LocalTime Opens, LocalTime Closes);

/// <summary>When somebody works: weekly shifts in their own zone, less holidays and leave.</summary>
public sealed class OpeningHours
{
    public OpeningHours(DateTimeZone zone, IEnumerable<Shift> shifts, IEnumerable<LocalDate>? holidays = null,
        IEnumerable<Interval>? leave = null) => Zone = zone;

    /// <summary>Open at every instant.</summary>
    public static OpeningHours Always { get; } = new(DateTimeZone.Utc, []);

    public DateTimeZone Zone { get; }

    /// <summary>The open stretch that contains the instant, or null when closed.</summary>
    public Interval? StretchAt(Instant at) => throw new NotSupportedException();

    public bool IsOpenAt(Instant at) => throw new NotSupportedException();

    /// <summary>The first open instant at or after <paramref name="at"/>; null when there is none.</summary>
    public Instant? NextOpening(Instant at) => throw new NotSupportedException();

    /// <summary>The instant at which <paramref name="open"/> of open time has passed since start; null when never.</summary>
    public Instant? Add(Instant start, Duration open) => throw new NotSupportedException();

    /// <summary>Open time between two instants; zero when the second is not after the first.</summary>
    public Duration Elapsed(Instant from, Instant to) => throw new NotSupportedException();

    /// <summary>The same hours less these absences.</summary>
    public OpeningHours WithLeave(IEnumerable<Interval> leave) => throw new NotSupportedException();
}
