using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Time;

/// <summary>
/// Laws that hold for every schedule, and random schedules against the wall clock read minute by minute.
/// </summary>
public sealed class OpeningHoursLawTests
{
    [Fact]
    public void Every_minute_is_open_or_closed_as_the_wall_clock_says() => Holds(60, schedule =>
    {
        var (hours, oracle) = (schedule.Hours, schedule.Oracle);
        return Enumerable.Range(0, Schedule.Minutes).All(m => hours.IsOpenAt(oracle.At(m)) == oracle.IsOpen(m));
    });

    [Fact]
    public void Open_time_between_two_minutes_is_what_the_wall_clock_shows() => Holds(100, schedule =>
    {
        var (hours, oracle) = (schedule.Hours, schedule.Oracle);
        return Pairs().All(pair => hours.Elapsed(oracle.At(pair.From), oracle.At(pair.To))
            == Duration.FromMinutes(oracle.Elapsed(pair.From, pair.To)));
    });

    [Fact]
    public void Adding_open_time_reaches_the_earliest_minute_that_will_do() => Holds(100, schedule =>
    {
        var (hours, oracle) = (schedule.Hours, schedule.Oracle);
        return Pairs().All(pair =>
            oracle.Add(pair.From, pair.Open) is not { } due
            || hours.Add(oracle.At(pair.From), Duration.FromMinutes(pair.Open)) == oracle.At(due));
    });

    [Fact]
    public void Subtracting_open_time_reaches_the_latest_minute_that_will_do() => Holds(100, schedule =>
    {
        var (hours, oracle) = (schedule.Hours, schedule.Oracle);
        return Pairs().All(pair =>
            oracle.Subtract(pair.To, pair.Open) is not { } from
            || hours.Subtract(oracle.At(pair.To), Duration.FromMinutes(pair.Open)) == oracle.At(from));
    });

    [Fact]
    public void The_next_opening_is_the_first_open_minute() => Holds(100, schedule =>
    {
        var (hours, oracle) = (schedule.Hours, schedule.Oracle);
        return Pairs().All(pair =>
        {
            var minute = pair.From;
            while (minute < Schedule.Minutes && !oracle.IsOpen(minute)) minute++;
            return minute == Schedule.Minutes || hours.NextOpening(oracle.At(pair.From)) == oracle.At(minute);
        });
    });

    [Fact]
    public void A_stretch_is_as_long_as_it_can_be() => Holds(100, schedule =>
    {
        var hours = schedule.Hours;
        return Moments(schedule).All(at => hours.StretchAt(at) is { } stretch
            ? hours.IsOpenAt(at) && stretch.Contains(at)
                && (stretch.Start == Instant.MinValue || !hours.IsOpenAt(stretch.Start - Duration.Epsilon))
                && (stretch.End == Instant.MaxValue || !hours.IsOpenAt(stretch.End))
                && hours.Elapsed(at, stretch.End) == stretch.End - at
            : !hours.IsOpenAt(at));
    });

    [Fact]
    public void Elapsed_undoes_add_to_the_nanosecond() => Holds(200, schedule =>
    {
        var hours = schedule.Hours;
        return Moments(schedule).All(at => Lengths().All(open =>
            hours.Add(at, open) is not { } due || (due >= at && hours.Elapsed(at, due) == open)));
    });

    [Fact]
    public void Add_is_the_earliest_instant_that_will_do() => Holds(100, schedule =>
    {
        var hours = schedule.Hours;
        return Moments(schedule).All(at => Lengths().All(open =>
            hours.Add(at, open) is not { } due || due == at || hours.Elapsed(at, due - Duration.Epsilon) < open));
    });

    [Fact]
    public void Elapsed_undoes_subtract_to_the_nanosecond() => Holds(100, schedule =>
    {
        var hours = schedule.Hours;
        return Moments(schedule).All(at => Lengths().All(open =>
            hours.Subtract(at, open) is not { } from || (from <= at && hours.Elapsed(from, at) == open
                && (from == at || hours.Elapsed(from + Duration.Epsilon, at) < open))));
    });

    [Fact]
    public void Adding_in_two_steps_is_adding_at_once() => Holds(200, schedule =>
    {
        var hours = schedule.Hours;
        return Moments(schedule).All(at => Lengths().All(one => Lengths().All(two =>
            (hours.Add(at, one) is { } half ? hours.Add(half, two) : null) == hours.Add(at, one + two))));
    });

    [Fact]
    public void A_later_start_or_a_longer_time_is_never_due_earlier() => Holds(100, schedule =>
    {
        var hours = schedule.Hours;
        Instant Due(Instant at, Duration open) => hours.Add(at, open) ?? Instant.MaxValue;
        return Moments(schedule).All(at => Lengths().All(open =>
            Due(at, open) <= Due(at + Duration.FromMinutes(11), open)
            && (hours.Add(at, open + Duration.Epsilon) is not { } later || Due(at, open) < later)));
    });

    [Fact]
    public void A_span_cut_into_a_thousand_counts_the_same() => Holds(20, schedule =>
    {
        var hours = schedule.Hours;
        var (sum, piece) = (Duration.Zero, Duration.FromMinutes(17) + Duration.FromNanoseconds(13));
        Instant Cut(int i) => schedule.Start + piece * i;
        for (var i = 0; i < 1_000; i++) sum += hours.Elapsed(Cut(i), Cut(i + 1));
        return sum == hours.Elapsed(Cut(0), Cut(1_000));
    });

    [Fact]
    public void Leave_given_later_is_leave_given_at_once() => Holds(100, schedule =>
    {
        var atOnce = schedule.Hours;
        var later = new OpeningHours(schedule.DateTimeZone, schedule.Shifts, schedule.Holidays);
        foreach (var leave in schedule.Leave) later = later.WithLeave([leave]);
        return Moments(schedule).All(at =>
            later.StretchAt(at) == atOnce.StretchAt(at)
            && later.Elapsed(schedule.Start, at) == atOnce.Elapsed(schedule.Start, at));
    });

    [Fact]
    public void Leave_never_brings_a_due_instant_forward() => Holds(100, schedule =>
    {
        var present = new OpeningHours(schedule.DateTimeZone, schedule.Shifts, schedule.Holidays);
        return Moments(schedule).All(at => Lengths().All(open =>
            schedule.Hours.Add(at, open) is not { } due || present.Add(at, open) <= due));
    });

    static void Holds(int cases, Func<Schedule, bool> law) =>
        Check.One(Schedules.Config(cases), Prop.ForAll(Schedules.Any.ToArbitrary(), law));

    static IEnumerable<(int From, int To, int Open)> Pairs()
    {
        for (var i = 0; i < 30; i++)
        {
            var from = i * 7919 % Schedule.Minutes;
            yield return (from, from + i * 104_729 % (Schedule.Minutes - from), 1 + i * 53 % 1_200);
        }
    }

    // Far before and after the schedule's own days, too, and on no round minute.
    static IEnumerable<Instant> Moments(Schedule schedule)
    {
        var step = Duration.FromMinutes(997) + Duration.FromNanoseconds(1);
        for (var i = -6; i < 18; i++) yield return schedule.Start + step * i;
        yield return schedule.Start + Duration.FromDays(400);
    }

    static IEnumerable<Duration> Lengths() =>
    [
        Duration.Zero, Duration.Epsilon, Duration.FromMinutes(5), Duration.FromHours(9),
        Duration.FromHours(61) + Duration.FromNanoseconds(7), Duration.FromDays(19),
    ];
}
