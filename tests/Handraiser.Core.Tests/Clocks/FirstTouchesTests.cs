using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Clocks;
using Handraiser.Core.Tests.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Clocks;

public sealed class FirstTouchesTests
{
    static readonly Instant Nine = Instant.FromUtc(2024, 1, 8, 9, 0);
    static readonly Instant Ten = Nine + Duration.FromHours(1);

    [Fact]
    public void Automatic_replies_are_no_response() => Assert.Equal(
        FirstTouches.None,
        FirstTouches.Of([(Grade.Automated, Origin.Observed, Nine), (Grade.Automated, Origin.Reported, Ten)]));

    [Theory]
    [InlineData(Grade.Attempt, true, false, false)]
    [InlineData(Grade.Personal, true, false, false)]
    [InlineData(Grade.TwoWay, true, true, false)]
    [InlineData(Grade.Meeting, true, true, true)]
    public void A_touch_counts_for_every_measure_that_it_is_good_enough_for(
        Grade grade, bool attempt, bool contact, bool meeting)
    {
        var first = FirstTouches.Of([(grade, Origin.Observed, Nine)]);
        Assert.Equal(attempt, first.Attempt is not null);
        Assert.Equal(contact, first.Contact is not null);
        Assert.Equal(meeting, first.Meeting is not null);
    }

    [Fact]
    public void A_reply_at_nine_that_is_told_after_one_at_ten_is_the_first()
    {
        var first = FirstTouches.Of([(Grade.TwoWay, Origin.Observed, Ten), (Grade.TwoWay, Origin.Reported, Nine)]);
        Assert.Equal(new FirstTouch(Nine, Origin.Reported), first.Contact);
    }

    [Fact]
    public void Of_two_at_once_what_a_system_saw_outranks_what_was_said()
    {
        var first = FirstTouches.Of([(Grade.Attempt, Origin.Reported, Nine), (Grade.Attempt, Origin.Observed, Nine)]);
        Assert.Equal(Origin.Observed, first.Attempt?.Origin);
    }

    [Fact]
    public void Order_repetition_and_grouping_do_not_matter()
    {
        var touch = from grade in Gen.Elements(Enum.GetValues<Grade>())
                    from origin in Gen.Elements(Enum.GetValues<Origin>())
                    from minute in Gen.Choose(0, 5)
                    select (grade, origin, Nine + Duration.FromMinutes(minute));
        Check.One(Schedules.Config(500), Prop.ForAll(touch.ArrayOf(8).ToArbitrary(), touches =>
        {
            var first = FirstTouches.Of(touches);
            return first == FirstTouches.Of(touches.Reverse()) && first == FirstTouches.Of(touches.Concat(touches))
                && first == FirstTouches.Of(touches.Take(3)).And(FirstTouches.Of(touches.Skip(3)));
        }));
    }

    [Fact]
    public void Nobody_meets_before_they_speak_or_speaks_before_anybody_tried()
    {
        var touch = Gen.Elements(Enum.GetValues<Grade>()).SelectMany(grade => Gen.Choose(0, 99)
            .Select(minute => (grade, Origin.Observed, Nine + Duration.FromMinutes(minute))));
        Check.One(Schedules.Config(300), Prop.ForAll(touch.ArrayOf(6).ToArbitrary(), touches =>
        {
            var first = FirstTouches.Of(touches);
            return (first.Meeting is null || first.Contact?.At <= first.Meeting?.At)
                && (first.Contact is null || first.Attempt?.At <= first.Contact?.At);
        }));
    }
}
