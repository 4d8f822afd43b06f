using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class DroppedTests
{
    [Fact]
    public void A_machines_message_does_not_pick_a_lead_up()
    {
        var found = Of(new Floor().Lead("nothing").Lead("machine").Touch("machine", 1, Grade.Automated)
            .Lead("tried").Touch("tried", 9));
        Assert.Equal((2, 1, 1, 3),
            (found.Never.Count, found.Nothing.Count, found.AutomatedOnly.Count, found.Never.Of));
    }

    [Fact]
    public void What_got_somewhere_or_lives_on_was_not_dropped()
    {
        var found = Of(new Floor().Lead("merged", lead => lead with { Ending = Ending.Merged })
            .Lead("erased", lead => lead with { Ending = Ending.Erased })
            .Lead("called us").Touch("called us", 4, Grade.TwoWay, inbound: true)
            .Lead("won", lead => lead with { Ending = Ending.Won })
            .Lead("bare").Touch("bare", 3, dateOnly: true)
            .Lead("closed", lead => lead with { Ending = Ending.Disqualified, EndedAt = Floor.At(9) }));
        Assert.Equal(new DroppedApart(1, 1, 1, 1), found.Apart);
        Assert.Equal([new DroppedEnding("disqualified", 1)], found.Endings);
    }

    [Fact]
    public void Who_asks_twice_in_vain_is_dropped_and_counted()
    {
        var found = Of(new Floor().Lead("a").Touch("a", 60, Grade.Personal, inbound: true, Channel.Mail));
        Assert.Equal((1, 1), (found.Never.Count, found.AskedAgain));
    }

    [Fact]
    public void Each_owner_and_month_answers_for_all_its_leads()
    {
        LeadEntry Of(LeadEntry lead, string owner, int day) =>
            lead with { Owner = owner, RaisedAt = Instant.FromUtc(2026, 3, day, 23, 30) };
        var floor = new Floor { Zone = DateTimeZoneProviders.Tzdb["Europe/Oslo"] }
            .Lead("a", lead => Of(lead, "Kari", 30)).Lead("b", lead => Of(lead, "Kari", 31))
            .Lead("c", lead => Of(lead, "Ola", 30)).Touch("c", 60_000);
        var found = Dropped.Of(floor.Answers());
        Assert.Equal([("Kari", 2, 2), ("Ola", 0, 1)],
            found.Owners.Select(one => (one.Name, (int)one.Share.Count, (int)one.Share.Of)));
        Assert.Equal([("2026-03", 1, 2), ("2026-04", 1, 1)],
            found.Months.Select(one => (one.Month, (int)one.Share.Count, (int)one.Share.Of)));
    }

    [Fact]
    public void The_oldest_that_are_still_open_come_first_and_ids_decide_between_equals()
    {
        var floor = new Floor { Until = Floor.At(600) }
            .Lead("shut", lead => lead with { Ending = Ending.NoAnswer });
        for (var i = 29; i >= 0; i--) floor.Lead($"l{i:00}");
        floor.Lead("oldest", lead => lead with { RaisedAt = Floor.At(-3_000) });
        var found = Of(floor);
        Assert.Equal(["oldest", .. Enumerable.Range(0, 19).Select(i => $"l{i:00}")], found.Oldest.Select(one => one.Id));
        Assert.Equal("2026-02-28T06:00:00Z", found.Oldest[0].RaisedAt);
        Assert.Equal(31, found.Under24h);
    }

    [Fact]
    public void Silence_is_the_dropped_and_those_apart() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var answers = Handraiser.Core.Proof.Answers.Of(floor.Build());
        var (found, other) = (Dropped.Of(answers), Dropped.Of(Handraiser.Core.Proof.Answers.Of(floor.Reversed().Build())));
        var apart = found.Apart;
        Assert.Equal(answers.Attempt.State.Count(state => state == Answer.Never),
            found.Never.Count + apart.Merged + apart.Erased + apart.BuyerFirst + apart.Unrecorded);
        Assert.Equal(found.Never.Count, found.Nothing.Count + found.AutomatedOnly.Count);
        Assert.Equal(found.Never.Count, found.Owners.Sum(one => one.Share.Count));
        Assert.Equal(found.Never.Count, found.Months.Sum(one => one.Share.Count));
        Assert.Equal(found.Oldest.Select(one => one.Id), other.Oldest.Select(one => one.Id));
        Assert.Equal(found.Owners, other.Owners);
    }).QuickCheckThrowOnFailure();

    static Dropped Of(Floor floor) => Dropped.Of(floor.Answers());
}
