using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Clocks;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Tests.Time;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;
using Interval = NodaTime.Interval;

namespace Handraiser.Core.Tests.Clocks;

public sealed class LadderPlanTests
{
    static readonly OpeningHours Office = new(DateTimeZone.Utc, Enumerable.Range(1, 5)
        .Select(day => new Shift((IsoDayOfWeek)day, new LocalTime(9, 0), new LocalTime(17, 0))));

    static readonly Instant FridayHalfPastFour = Instant.FromUtc(2024, 1, 5, 16, 30);

    [Fact]
    public void Shares_and_offsets_count_in_the_hours_of_the_target() => Assert.Equal(
        [
            new PlannedStep(0, Instant.FromUtc(2024, 1, 5, 16, 30), LadderAction.Nudge),
            new PlannedStep(2, Instant.FromUtc(2024, 1, 5, 16, 50), LadderAction.Nudge),
            new PlannedStep(1, Instant.FromUtc(2024, 1, 5, 17, 0), LadderAction.Nudge),
            new PlannedStep(3, Instant.FromUtc(2024, 1, 8, 9, 30), LadderAction.TellManager),
            new PlannedStep(4, Instant.FromUtc(2024, 1, 8, 10, 0), LadderAction.HandOn),
            new PlannedStep(5, Instant.FromUtc(2024, 1, 8, 10, 30), LadderAction.OnCall),
        ],
        Plan(Within(60), FridayHalfPastFour, Office,
            Share(0, LadderAction.Nudge), Share(0.5, LadderAction.Nudge), Offset(-40, LadderAction.Nudge),
            Share(1, LadderAction.TellManager), Share(1.5, LadderAction.HandOn), Offset(60, LadderAction.OnCall)));

    [Fact]
    public void Steps_due_together_keep_the_order_of_the_ladder() => Assert.Equal(
        [0, 1, 2],
        Plan(Within(60), FridayHalfPastFour, Office,
            Offset(0, LadderAction.HandOn), Share(1, LadderAction.TellManager), Offset(0, LadderAction.Nudge))
            .Select(step => step.Index));

    [Fact]
    public void A_step_before_the_start_is_taken_at_the_start() => Assert.Equal(
        FridayHalfPastFour,
        Plan(Within(5), FridayHalfPastFour, Office, Offset(-10, LadderAction.Nudge))[0].At);

    [Fact]
    public void Shares_of_working_days_are_of_the_open_time_until_they_end()
    {
        var target = new Target(null, 1, WhoseHours.Team, Grade.Attempt, null);
        var plan = Plan(target, FridayHalfPastFour, Office,
            Share(0.5, LadderAction.Nudge), Share(1, LadderAction.TellManager));
        Assert.Equal([Instant.FromUtc(2024, 1, 8, 12, 45), Instant.FromUtc(2024, 1, 8, 17, 0)], plan.Select(s => s.At));
    }

    [Fact]
    public void A_tightened_clock_has_its_steps_within_the_time_that_is_left()
    {
        var ladder = new Ladder("standard", [Share(0.5, LadderAction.Nudge), Share(1, LadderAction.TellManager)]);
        var due = FridayHalfPastFour + Duration.FromMinutes(20);
        var plan = LadderPlan.For(ladder, Within(60), FridayHalfPastFour, due, Office);
        Assert.Equal([FridayHalfPastFour + Duration.FromMinutes(10), due], plan.Select(s => s.At));
    }

    [Fact]
    public void A_step_whose_hours_never_come_is_not_lost()
    {
        var hours = OpeningHours.Always.WithLeave([new Interval(FridayHalfPastFour + Duration.FromMinutes(5), null)]);
        var plan = Plan(Within(5), FridayHalfPastFour, hours,
            Offset(1, LadderAction.OnCall), Share(2, LadderAction.HandOn));
        Assert.All(plan, step => Assert.Equal(FridayHalfPastFour + Duration.FromMinutes(5), step.At));
    }

    [Fact]
    public void Every_step_is_planned_once_in_order_and_none_before_the_start()
    {
        var steps = Gen.Elements(Enum.GetValues<LadderAction>()).SelectMany(action => Gen.OneOf(
            Gen.Choose(0, 30).Select(tenths => Share(tenths / 10.0, action)),
            Gen.Choose(-600, 600).Select(minutes => Offset(minutes, action)))).ArrayOf(8);
        var cases = from schedule in Schedules.Any from some in steps from length in Gen.Choose(1, 3_000)
                    select (schedule, some, length);
        Check.One(Schedules.Config(200), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (start, hours, target) = (c.schedule.Start, c.schedule.Hours, Within(c.length));
            if (Deadline.DueAt(target, start, hours) is not { } due) return true;
            var plan = LadderPlan.For(new Ladder("any", c.some), target, start, due, hours);
            return plan.Select(s => s.Index).Order().SequenceEqual(Enumerable.Range(0, c.some.Length))
                && plan.SequenceEqual(plan.OrderBy(s => s.At).ThenBy(s => s.Index))
                && plan.All(s => s.At >= start && s.Action == c.some[s.Index].Action)
                && plan.All(s => c.some[s.Index].Share is not <= 1 || s.At <= due)
                && plan.All(s => c.some[s.Index].Share is not 1 || s.At == due);
        }));
    }

    static IReadOnlyList<PlannedStep> Plan(
        Target target, Instant start, OpeningHours hours, params LadderStep[] steps)
    {
        var due = Deadline.DueAt(target, start, hours)!.Value;
        return LadderPlan.For(new Ladder("standard", steps), target, start, due, hours);
    }

    static Target Within(int minutes) =>
        new(Duration.FromMinutes(minutes), 0, WhoseHours.Team, Grade.Attempt, "standard");

    static LadderStep Share(double share, LadderAction action) => new(share, null, action);

    static LadderStep Offset(int minutes, LadderAction action) => new(null, Duration.FromMinutes(minutes), action);
}
