using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Clocks;
using Handraiser.Core.Tests.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Clocks;

public sealed class TargetClockTests
{
    static readonly Instant Nine = Instant.FromUtc(2024, 1, 8, 9, 0);
    static readonly Instant Ten = Nine + Duration.FromHours(1);
    static readonly Duration Second = Duration.FromSeconds(1);
    static readonly TargetClock Clock = new(Nine, Ten, Grade.Attempt);

    [Fact]
    public void A_clock_runs_until_its_due_instant_has_passed()
    {
        Assert.Equal(ClockStatus.Running, Clock.StatusAt(Ten));
        Assert.Equal(ClockStatus.Breached, Clock.StatusAt(Ten + Duration.Epsilon));
    }

    [Fact]
    public void A_touch_at_exactly_the_due_instant_is_in_time() =>
        Assert.Equal(ClockStatus.Met, Clock.Meet(Ten, Grade.Attempt).StatusAt(Ten + Second));

    [Fact]
    public void A_touch_one_second_late_is_a_breach_however_late_anybody_looks()
    {
        var answered = Clock.Meet(Ten + Second, Grade.Attempt);
        var lookedAt = Ten + Duration.FromMinutes(5);
        Assert.Equal(ClockStatus.MetLate, answered.StatusAt(lookedAt));
        Assert.Equal(Ten, answered.BreachAt(lookedAt));
    }

    [Fact]
    public void An_answer_at_once_is_not_the_absence_of_an_answer()
    {
        Assert.Equal(ClockStatus.Met, Clock.Meet(Nine, Grade.Attempt).StatusAt(Nine));
        Assert.Equal(ClockStatus.Running, Clock.StatusAt(Nine));
    }

    [Fact]
    public void A_machine_never_meets_a_target() =>
        Assert.Equal(Clock with { MetBy = Grade.Automated },
            (Clock with { MetBy = Grade.Automated }).Meet(Nine + Second, Grade.Automated));

    [Theory]
    [InlineData(Grade.Attempt, ClockStatus.Running)]
    [InlineData(Grade.Personal, ClockStatus.Running)]
    [InlineData(Grade.TwoWay, ClockStatus.Met)]
    [InlineData(Grade.Meeting, ClockStatus.Met)]
    public void Only_the_grade_asked_for_or_better_meets_a_target(Grade grade, ClockStatus status) =>
        Assert.Equal(status, (Clock with { MetBy = Grade.TwoWay }).Meet(Nine + Second, grade).StatusAt(Ten));

    [Fact]
    public void A_touch_from_before_the_request_does_not_answer_it() =>
        Assert.Equal(Clock, Clock.Meet(Nine - Second, Grade.Meeting));

    [Fact]
    public void What_has_not_happened_yet_does_not_count_yet() =>
        Assert.Equal(ClockStatus.Running, Clock.Meet(Nine + Second, Grade.Attempt).StatusAt(Nine));

    [Fact]
    public void A_cancelled_clock_is_never_breached()
    {
        var cancelled = Clock.Cancel(Ten).Meet(Ten + Second, Grade.Attempt);
        Assert.Equal(ClockStatus.Cancelled, cancelled.StatusAt(Ten + Duration.FromDays(1)));
        Assert.Null(cancelled.BreachAt(Ten + Duration.FromDays(1)));
    }

    [Fact]
    public void Cancelling_does_not_undo_a_breach()
    {
        var cancelled = Clock.Cancel(Ten + Second);
        Assert.Equal(ClockStatus.Breached, cancelled.StatusAt(Ten + Duration.FromDays(1)));
        Assert.Equal(Ten, cancelled.BreachAt(Ten + Duration.FromDays(1)));
    }

    [Fact]
    public void An_answer_before_the_cancellation_stands() =>
        Assert.Equal(ClockStatus.Met, Clock.Cancel(Nine + Second).Meet(Nine + Second, Grade.Attempt).StatusAt(Ten));

    [Fact]
    public void A_further_request_or_edited_hours_never_make_it_later()
    {
        Assert.Equal(Clock, Clock.Tighten(Ten + Second));
        Assert.Equal(Ten - Second, Clock.Tighten(Ten - Second).DueAt);
        Assert.Equal(Nine, Clock.Tighten(Nine - Second).DueAt);
    }

    [Fact]
    public void A_breach_survives_tightening()
    {
        var later = Ten + Duration.FromHours(2);
        Assert.Equal(Ten, Clock.RecordBreach(Ten + Second).Tighten(later).BreachAt(later));
        Assert.Equal(ClockStatus.Breached, Clock.Tighten(later).StatusAt(Ten + Second));
    }

    [Fact]
    public void A_breach_on_record_stays_there_when_a_touch_in_time_comes_to_light()
    {
        var corrected = Clock.RecordBreach(Ten + Second).Meet(Ten - Second, Grade.Attempt);
        Assert.Equal(ClockStatus.Met, corrected.StatusAt(Ten + Second));
        Assert.Equal(Ten, corrected.BreachAt(Ten + Second));
        Assert.Equal(corrected, corrected.RecordBreach(Ten + Duration.FromDays(1)));
    }

    [Fact]
    public void There_is_no_breach_to_record_while_a_clock_runs() => Assert.Null(Clock.RecordBreach(Ten).BreachedAt);

    [Fact]
    public void Facts_told_in_any_order_or_twice_give_the_same_clock()
    {
        var fact = from kind in Gen.Choose(0, 2)
                   from minute in Gen.Choose(-30, 120)
                   from grade in Gen.Elements(Enum.GetValues<Grade>())
                   select (Kind: kind, At: Nine + Duration.FromMinutes(minute), Grade: grade);
        Check.One(Schedules.Config(500), Prop.ForAll(fact.ArrayOf(6).ToArbitrary(), facts =>
        {
            var clock = facts.Aggregate(Clock, Tell);
            return clock == facts.Reverse().Aggregate(Clock, Tell)
                && clock == facts.OrderBy(f => f.At).Concat(facts).Aggregate(Clock, Tell);
        }));
    }

    static TargetClock Tell(TargetClock clock, (int Kind, Instant At, Grade Grade) fact) => fact.Kind switch
    {
        0 => clock.Meet(fact.At, fact.Grade),
        1 => clock.Tighten(fact.At),
        _ => clock.Cancel(fact.At),
    };
}
