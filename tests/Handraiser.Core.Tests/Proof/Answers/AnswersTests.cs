using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Tests.Proof;

public sealed class AnswersTests
{
    const long Minute = Micros.Minute;

    [Fact]
    public void The_first_outbound_act_of_a_human_is_the_attempt_and_the_first_talk_the_contact()
    {
        var answers = new Floor().Lead("a").Touch("a", 9).Touch("a", 7).Touch("a", 30, Grade.TwoWay).Answers();
        Assert.Equal((7 * Minute, 30 * Minute), (answers.Attempt.Wall[0], answers.Contact.Wall[0]));
        Assert.Equal((0, 2), (answers.Attempt.Touch[0], answers.Contact.Touch[0]));
        Assert.Equal((3, 3), (answers.Attempts[0], answers.AttemptsToContact[0]));
    }

    [Fact]
    public void A_touch_before_the_request_does_not_answer_it_and_one_at_the_request_does()
    {
        var answers = new Floor().Lead("a").Touch("a", -1).Lead("b").Touch("b", 0).Answers();
        Assert.Equal([Answer.Never, Answer.Timed], answers.Attempt.State);
        Assert.Equal((0L, 1L), (answers.Attempt.Wall[1], answers.Uses.BeforeRequest));
    }

    [Theory]
    [InlineData(Grade.Automated, Channel.Mail, false)]
    [InlineData(Grade.Personal, Channel.Open, false)]
    [InlineData(Grade.Personal, Channel.Click, false)]
    [InlineData(Grade.TwoWay, Channel.Note, false)]
    [InlineData(Grade.TwoWay, Channel.Call, true)]
    public void Machines_traces_and_the_buyers_own_calls_are_no_attempt(Grade grade, Channel channel, bool inbound) =>
        Assert.Equal(Answer.Never,
            new Floor().Lead("a").Touch("a", 5, grade, inbound, channel).Answers().Attempt.State[0]);

    [Fact]
    public void An_inbound_talk_is_contact_without_an_attempt()
    {
        var answers = new Floor().Lead("a").Touch("a", 5, Grade.TwoWay, inbound: true).Answers();
        Assert.Equal((Answer.Never, 5 * Minute), (answers.Attempt.State[0], answers.Contact.Wall[0]));
    }

    [Fact]
    public void A_buyer_who_asks_twice_is_not_answered_and_one_who_replies_to_an_attempt_is_reached()
    {
        var answers = new Floor().Lead("a").Touch("a", 5, Grade.Personal, inbound: true, Channel.Mail)
            .Lead("b").Touch("b", 4).Touch("b", 5, Grade.Personal, inbound: true, Channel.Mail).Answers();
        Assert.Equal([Answer.Never, Answer.Timed], answers.Contact.State);
        Assert.Equal([true, false], answers.AskedAgain);
    }

    [Fact]
    public void The_leads_own_field_counts_when_it_is_earlier_or_the_only_word()
    {
        LeadEntry Contacted(LeadEntry lead, double at) => lead with { ContactedAt = Floor.At(at) };
        var answers = new Floor().Lead("a", lead => Contacted(lead, 20)).Touch("a", 30, Grade.TwoWay)
            .Lead("b", lead => Contacted(lead, 40)).Touch("b", 30, Grade.TwoWay)
            .Lead("c", lead => Contacted(lead, 50))
            .Lead("d", lead => Contacted(lead, -1)).Answers();
        Assert.Equal([20 * Minute, 30 * Minute, 50 * Minute, Unknown.Time], answers.Contact.Wall);
        Assert.Equal([Answer.Timed, Answer.Timed, Answer.Never, Answer.Never], answers.Attempt.State);
        Assert.Equal((Unknown.Row, 1L), (answers.Contact.Touch[0], answers.Uses.ContactBeforeRequest));
    }

    [Fact]
    public void What_is_left_out_falls_with_the_field_that_repeats_it()
    {
        var floor = new Floor().Lead("a", lead => lead with { ContactedAt = Floor.At(2) })
            .Touch("a", 2, Grade.TwoWay).Touch("a", 60, Grade.Attempt);
        var trusted = floor.Answers([true, false]);
        Assert.Equal((60 * Minute, Answer.Never), (trusted.Attempt.Wall[0], trusted.Contact.State[0]));
        Assert.Equal(1, trusted.Uses.LeftOut);
    }

    [Fact]
    public void What_is_planned_for_after_the_end_has_not_happened()
    {
        var answers = new Floor { Until = Floor.At(60) }.Lead("a").Touch("a", 61, Grade.Meeting).Answers();
        Assert.Equal((Answer.Never, 1L), (answers.Attempt.State[0], answers.Uses.AfterEnd));
    }

    [Fact]
    public void A_date_answers_but_is_no_response_time()
    {
        var answers = new Floor().Lead("a").Touch("a", 1, dateOnly: true)
            .Lead("sameDay").Touch("sameDay", 0, dateOnly: true)
            .Lead("dayBefore").Touch("dayBefore", -1, dateOnly: true)
            .Lead("timedToo").Touch("timedToo", 1, dateOnly: true).Touch("timedToo", 3 * 24 * 60)
            .Lead("bare", lead => lead with { DateOnly = true }).Touch("bare", 10)
            .Lead("bareAlone", lead => lead with { DateOnly = true }).Answers();
        Assert.Equal([Answer.DateOnly, Answer.DateOnly, Answer.Never, Answer.Timed, Answer.DateOnly, Answer.Never],
            answers.Attempt.State);
        Assert.Equal(Unknown.Time, answers.Attempt.Wall[0]);
        Assert.Equal(1, answers.MaybeEarlier);
    }

    [Fact]
    public void The_working_clock_runs_within_the_hours()
    {
        // Asked at 08:00, opened at 09:00; the second was answered on Tuesday at 10:00.
        var answers = new Floor { Hours = Floor.OfficeHours }.Waited(90, 26 * 60, 20, null).Answers();
        Assert.Equal([30 * Minute, 9 * 60 * Minute, 0, Unknown.Time], answers.Attempt.Working);
    }

    [Fact]
    public void A_machine_that_answers_first_is_known_for_it()
    {
        var answers = new Floor().Lead("a").Touch("a", 1, Grade.Automated).Touch("a", 9)
            .Lead("b").Touch("b", 9).Touch("b", 10, Grade.Automated).Lead("c").Touch("c", 1, Grade.Automated).Answers();
        Assert.Equal([true, false, true], Enumerable.Range(0, 3).Select(answers.AutomatedFirst));
    }

    [Fact]
    public void A_machine_more_changes_nothing() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var (one, other) = (Of(floor), Of(floor.WithMachine()));
        Assert.Equal(one.Attempt.Wall, other.Attempt.Wall);
        Assert.Equal(one.Contact.Wall, other.Contact.Wall);
        Assert.Equal(one.Contact.State, other.Contact.State);
        Assert.Equal(one.AttemptsToContact, other.AttemptsToContact);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_rows_plays_no_part() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var (one, other) = (Of(floor), Of(floor.Reversed()));
        Assert.Equal(one.Attempt.Wall, other.Attempt.Wall.Reverse());
        Assert.Equal(one.Contact.Working, other.Contact.Working.Reverse());
        Assert.Equal(one.Uses, other.Uses);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Leaving_a_touch_out_is_never_having_had_it() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var kept = floor with { Leads = [.. floor.Leads.Select(lead => lead with { ContactedAt = null })] };
        var history = kept.Build();
        bool[] leftOut = [.. Enumerable.Range(0, history.Touches.Count).Select(row => history.Touches.Id[row][^1] == '3')];
        var without = kept with { Touches = [.. kept.Touches.Where(touch => touch.Id[^1] != '3')] };
        var (one, other) = (Handraiser.Core.Proof.Answers.Of(history, leftOut), Of(without));
        Assert.Equal(other.Attempt.Wall, one.Attempt.Wall);
        Assert.Equal(other.Contact.State, one.Contact.State);
        Assert.Equal(other.Attempts, one.Attempts);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_touch_is_used_once() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var uses = Of(floor).Uses;
        return uses.Attempts + uses.Inbound + uses.Automated + uses.Traces + uses.BeforeRequest + uses.AfterEnd
            + uses.LeftOut + uses.NoLead == floor.Touches.Length;
    }).QuickCheckThrowOnFailure();

    static Handraiser.Core.Proof.Answers Of(AnyFloor floor) => Handraiser.Core.Proof.Answers.Of(floor.Build());
}
