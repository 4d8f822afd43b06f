using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Proof;

public sealed class AttemptYieldTests
{
    [Fact]
    public void Who_was_given_up_leaves_the_count_after_the_last_attempt()
    {
        // Of 40: 10 reached at the first attempt, 10 given up after it, 5 reached at the second, 15 given up after it.
        var found = Of(Floor((1, true, 10), (1, false, 10), (2, true, 5), (2, false, 15)));
        Assert.Equal([(1, 10, 40, 10), (2, 5, 20, 15)], found.Attempts.Select(row =>
            (row.Number, (int)row.Hazard.Count, (int)row.Hazard.Of, (int)row.GivenUp)));
        Near(0.25, found.Attempts[0].Cumulative!.Value.Rate);
        Near(1 - (0.75 * 0.75), found.Attempts[1].Cumulative!.Value.Rate);
        Near(0.75 * 0.25, found.Attempts[1].Marginal!.Value);
        Assert.InRange(0.25, found.Attempts[0].Cumulative!.Value.Low!.Value, found.Attempts[0].Cumulative!.Value.High!.Value);
        Assert.Equal((40, 15), (found.Leads, found.Contacted));
    }

    [Fact]
    public void A_reply_is_put_down_to_the_attempt_before_it()
    {
        var floor = new Floor().Lead("a").Touch("a", 1).Touch("a", 2, Grade.Personal)
            .Touch("a", 3, Grade.TwoWay, inbound: true).Touch("a", 4, Grade.TwoWay);
        Assert.Equal([0, 1], Of(floor).Attempts.Select(row => (int)row.Hazard.Count));
    }

    [Fact]
    public void Who_came_to_us_first_was_reached_by_no_attempt()
    {
        var found = Of(new Floor().Lead("a").Touch("a", 1, Grade.TwoWay, inbound: true).Touch("a", 5).Lead("b"));
        Assert.Equal((0, 1, 1), (found.Leads, found.BuyerFirst, found.NeverAttempted));
        Assert.Empty(found.Attempts);
        Assert.Null(found.Recommended);
    }

    [Fact]
    public void The_naive_share_forgets_those_who_were_given_up()
    {
        var naive = Of(Floor((6, true, 19), (7, true, 1), (1, false, 500))).NaiveBy6;
        Assert.Equal((19, 20), (naive.Count, naive.Of));
    }

    [Fact]
    public void The_minimum_is_nine_tenths_of_what_the_data_can_speak_of()
    {
        // Reached by then: 50 %, 75 %, 87.5 %, 93.75 %; 90 % of the last is 84.4 %, so three attempts.
        var found = Of(Floor((1, true, 160), (2, true, 80), (3, true, 40), (4, true, 20), (4, false, 20)));
        var recommended = found.Recommended!;
        Assert.Equal((3, 4, false), (recommended.Minimum, recommended.LastSeen, recommended.OpenEnded));
        Near(0.875, recommended.Reached);
        Near(0.9375, recommended.OfAtMost);
    }

    [Fact]
    public void An_attempt_that_few_saw_says_nothing_and_a_minimum_at_the_edge_is_open()
    {
        var found = Of(Floor((1, true, 1), (1, false, 30), (2, true, 19)));
        Assert.Null(found.Attempts[1].Cumulative);
        Assert.Equal((1, 1, true),
            (found.Recommended!.Minimum, found.Recommended.LastSeen, found.Recommended.OpenEnded));
    }

    [Fact]
    public void Gaps_are_between_attempts_in_a_row_that_have_a_time()
    {
        var floor = new Floor();
        for (var i = 0; i < 20; i++) floor.Lead($"l{i}").Touch($"l{i}", 10).Touch($"l{i}", 70 + (60 * i));
        floor.Lead("bare").Touch("bare", 1, dateOnly: true).Touch("bare", 4_000);
        var gap = Of(floor).Attempts[1].GapHours;
        Assert.Equal((20, 10.5), (gap.Leads, gap.P50));
        Assert.Equal(0, Of(floor).Attempts[0].GapHours.Leads);
    }

    [Fact]
    public void Everybody_tried_is_reached_or_given_up() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var answers = Handraiser.Core.Proof.Answers.Of(floor.Build());
        var found = AttemptYield.Of(answers);
        Assert.Equal(found.Leads, found.Attempts.Sum(row => row.Hazard.Count + row.GivenUp)
            + answers.AttemptsToContact.Count(attempts => attempts > AttemptYield.Most));
        Assert.Equal(floor.Leads.Length, found.Leads + answers.AttemptsToContact.Count(attempts => attempts == 0));
        Assert.Equal(found.Attempts, AttemptYield.Of(Handraiser.Core.Proof.Answers.Of(floor.WithMachine().Reversed().Build())).Attempts);
    }).QuickCheckThrowOnFailure();

    static Floor Floor(params (int Attempts, bool Reached, int Leads)[] parts)
    {
        var (floor, id) = (new Floor(), 0);
        foreach (var (attempts, reached, leads) in parts)
        {
            for (var i = 0; i < leads; i++, id++)
            {
                floor.Lead($"l{id}");
                for (var number = 1; number <= attempts; number++)
                    floor.Touch($"l{id}", number * 60, reached && number == attempts ? Grade.TwoWay : Grade.Attempt);
            }
        }
        return floor;
    }

    static AttemptYield Of(Floor floor) => AttemptYield.Of(floor.Answers());
}
