using BenchmarkDotNet.Attributes;
using Handraiser.Core.Clocks;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Bench;

/// <summary>
/// What a decision pays for time: office hours with a lunch break, holidays and leave, in a zone with clock changes.
/// </summary>
[MemoryDiagnoser]
public class TimeBench
{
    static readonly Instant Saturday = Instant.FromUtc(2026, 3, 7, 14, 0);
    static readonly Instant Tuesday = Instant.FromUtc(2026, 3, 10, 15, 0);
    static readonly Duration FiveMinutes = Duration.FromMinutes(5);
    static readonly Interval[] Away = [new(Instant.FromUtc(2026, 3, 12, 0, 0), Instant.FromUtc(2026, 3, 13, 0, 0))];
    static readonly LocalDate[] Holidays = [new(2026, 1, 1), new(2026, 7, 3), new(2026, 12, 25)];
    static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    static readonly Shift[] Shifts = [.. Enumerable.Range(1, 5).SelectMany(day => new[]
    {
        new Shift((IsoDayOfWeek)day, new LocalTime(9, 0), new LocalTime(12, 0)),
        new Shift((IsoDayOfWeek)day, new LocalTime(13, 0), new LocalTime(18, 0)),
    })];

    static readonly Target Target = new(FiveMinutes, 0, WhoseHours.Team, Grade.Attempt, "standard");
    static readonly Ladder Ladder = new("standard",
    [
        new(0.5, null, LadderAction.Nudge), new(1, null, LadderAction.TellManager),
        new(null, FiveMinutes, LadderAction.HandOn), new(null, FiveMinutes * 2, LadderAction.OnCall),
    ]);

    readonly OpeningHours hours = new(NewYork, Shifts, Holidays, Away);

    [Benchmark]
    public bool IsOpenAt() => hours.IsOpenAt(Tuesday);

    [Benchmark]
    public Interval? StretchAt() => hours.StretchAt(Tuesday);

    [Benchmark]
    public Instant? AddFiveMinutesInOpenHours() => hours.Add(Tuesday, FiveMinutes);

    [Benchmark]
    public Instant? AddFiveMinutesOverAWeekend() => hours.Add(Saturday, FiveMinutes);

    [Benchmark]
    public Duration ElapsedOverThirtyDays() => hours.Elapsed(Saturday, Saturday + Duration.FromDays(30));

    [Benchmark]
    public Duration ElapsedOverTenYears() => hours.Elapsed(Saturday, Saturday + Duration.FromDays(3_652));

    [Benchmark]
    public Instant? AddFiveMinutesWithFreshLeave() => hours.WithLeave(Away).Add(Saturday, FiveMinutes);

    [Benchmark]
    public Instant? AddFiveMinutesWithFreshHours() => new OpeningHours(NewYork, Shifts).Add(Saturday, FiveMinutes);

    [Benchmark]
    public int PlanALadder()
    {
        var due = Deadline.DueAt(Target, Saturday, hours)!.Value;
        return LadderPlan.For(Ladder, Target, Saturday, due, hours).Count;
    }
}
