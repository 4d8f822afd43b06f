using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Time;
using Microsoft.FSharp.Core;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Handraiser.Core.Tests.Time;

/// <summary>A random schedule in a zone whose clocks misbehave, and the start of twelve days to look at.</summary>
internal sealed record Schedule(
    string Zone, IReadOnlyList<Shift> Shifts, IReadOnlyList<LocalDate> Holidays, IReadOnlyList<Interval> Leave,
    Instant Start)
{
    public const int Minutes = 12 * 24 * 60;

    public DateTimeZone DateTimeZone => DateTimeZoneProviders.Tzdb[Zone];

    public OpeningHours Hours => new(DateTimeZone, Shifts, Holidays, Leave);

    public WallClockOracle Oracle => new(DateTimeZone, Shifts, Holidays, Leave, Start, Minutes);

    public override string ToString() =>
        $"{Zone} {ShiftText.Format(Shifts)} off {string.Join(' ', Holidays)} away {string.Join(' ', Leave)} at {Start}";
}

/// <summary>Random schedules, the same ones at every run.</summary>
internal static class Schedules
{
    static readonly string[] Zones =
    [
        "UTC", "America/New_York", "Europe/London", "Europe/Berlin", "Europe/Dublin", "Australia/Lord_Howe",
        "Pacific/Chatham", "Africa/Casablanca", "Africa/Cairo", "America/Havana", "Asia/Beirut", "America/Santiago",
        "America/Nuuk", "Antarctica/Troll", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati",
        "Asia/Jerusalem",
    ];

    static readonly Instant Apia = Instant.FromUtc(2011, 12, 30, 10, 0);

    public static Config Config(int cases) => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(cases)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_308UL, 17UL), FSharpOption<int>.None)));

    public static Gen<Schedule> Any =>
        from place in Place
        from shifts in Gen.Choose(0, 9).SelectMany(count => Shift.ArrayOf(count))
        from holidays in Gen.Choose(0, 3).SelectMany(count => Gen.Choose(-2, 13).ArrayOf(count))
        from leave in Gen.Choose(0, 3).SelectMany(count => Absence.ArrayOf(count))
        let start = place.Start
        select new Schedule(place.Zone, shifts, [.. holidays.Select(start.InUtc().Date.PlusDays)],
            [.. leave.Select(a => new Interval(At(start, a.From), At(start, a.From + a.Length)))], start);

    static Gen<(string Zone, Instant Start)> Place => Gen.Frequency(
        (1, Gen.Constant(("Pacific/Apia", Apia - Duration.FromDays(6)))),
        (9, from zone in Gen.Elements(Zones)
            from pick in Gen.Choose(0, 999)
            from before in Gen.Choose(0, Schedule.Minutes)
            select (zone, Near(DateTimeZoneProviders.Tzdb[zone], pick) - Duration.FromMinutes(before))));

    static Gen<Shift> Shift =>
        from day in Gen.Choose(1, 7)
        from opens in Time
        from closes in Time
        select new Shift((IsoDayOfWeek)day, opens, closes);

    static Gen<LocalTime> Time => Gen.Frequency(
        (1, Gen.Constant(0)), (4, Gen.Choose(0, 47).Select(half => half * 30)), (2, Gen.Choose(0, 1439)))
        .Select(minute => LocalTime.FromMinutesSinceMidnight(minute));

    static Gen<(int From, int Length)> Absence =>
        from start in Gen.Choose(-2 * 1440, Schedule.Minutes)
        from length in Gen.Choose(0, 3 * 1440)
        select (start, length);

    static Instant Near(DateTimeZone zone, int pick)
    {
        var (first, last) = (Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2037, 12, 31, 0, 0));
        Instant[] transitions = [.. zone.GetZoneIntervals(first, last).Where(i => i.HasStart).Select(i => i.Start)];
        return transitions.Length == 0 ? first + Duration.FromDays(pick) : transitions[pick % transitions.Length];
    }

    static Instant At(Instant start, int minute) => start + Duration.FromMinutes(minute);
}
