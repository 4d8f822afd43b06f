using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class HistoryBuilderTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 8, 0);
    static readonly Instant Until = Start + Duration.FromDays(90);

    [Fact]
    public void A_leads_touches_lie_together_oldest_first_and_strangers_come_last()
    {
        var builder = new HistoryBuilder();
        builder.AddTouch(new TouchEntry("b", Start + Duration.FromHours(2), Grade.TwoWay) { Id = "3" });
        builder.AddTouch(new TouchEntry("nobody", Start, Grade.Attempt) { Id = "x" });
        builder.AddTouch(new TouchEntry("a", Start + Duration.FromHours(1), Grade.Attempt) { Id = "1" });
        builder.AddTouch(new TouchEntry("b", Start + Duration.FromHours(1), Grade.Attempt) { Id = "2" });
        builder.AddLead(new LeadEntry("a", Start));
        builder.AddLead(new LeadEntry("b", Start));
        var history = builder.Build(DateTimeZone.Utc, OpeningHours.Always, Until);
        Assert.Equal(["1", "2", "3", "x"], Enumerable.Range(0, 4).Select(row => history.Touches.Id[row]));
        Assert.Equal([0, 1, 3], history.Touches.FirstOfLead);
        Assert.Equal([0, 1, 1, Unknown.Row], history.Touches.Lead);
    }

    [Fact]
    public void A_won_deal_wins_its_lead_at_the_earliest_of_its_wins()
    {
        var builder = new HistoryBuilder();
        builder.AddLead(new LeadEntry("a", Start));
        builder.AddDeal(new DealEntry("1", "a", Start + Duration.FromDays(5))
        {
            State = DealState.Won, ClosedAt = Start + Duration.FromDays(30), Value = 700,
        });
        builder.AddDeal(new DealEntry("2", "a", Start + Duration.FromDays(4))
        {
            State = DealState.Won, ClosedAt = Start + Duration.FromDays(20),
        });
        var leads = builder.Build(DateTimeZone.Utc, OpeningHours.Always, Until).Leads;
        Assert.Equal(Ending.Won, leads.Ending[0]);
        Assert.Equal(Moment.Of(Start + Duration.FromDays(20)), leads.WonAt[0]);
        Assert.Equal(Moment.Of(Start + Duration.FromDays(4)), leads.QualifiedAt[0]);
        Assert.True(leads.Reached[0].HasFlag(Reached.Contacted | Reached.Met | Reached.Won));
    }

    [Fact]
    public void A_lost_deal_ends_its_lead_only_when_no_other_is_open()
    {
        var builder = new HistoryBuilder();
        foreach (var id in new[] { "a", "b" })
        {
            builder.AddLead(new LeadEntry(id, Start));
            builder.AddDeal(new DealEntry(id + "1", id, Start) { State = DealState.Lost, ClosedAt = Until });
        }
        builder.AddDeal(new DealEntry("b2", "b", Start));
        var leads = builder.Build(DateTimeZone.Utc, OpeningHours.Always, Until).Leads;
        Assert.Equal([Ending.Lost, Ending.Open], leads.Ending);
        Assert.Equal([Moment.Of(Until), Unknown.Time], leads.EndedAt);
    }

    [Fact]
    public void A_deal_of_an_unknown_lead_is_tied_to_none()
    {
        var builder = new HistoryBuilder();
        builder.AddDeal(new DealEntry("1", "a", Start));
        var deals = builder.Build(DateTimeZone.Utc, OpeningHours.Always, Until).Deals;
        Assert.Equal((Unknown.Row, Link.None), (deals.Lead[0], deals.Link[0]));
    }

    [Fact]
    public void Further_words_and_numbers_become_traits_with_gaps()
    {
        var builder = new HistoryBuilder();
        builder.AddLead(new LeadEntry("a", Start) { Words = new Dictionary<string, string> { ["Industry"] = "Steel" } });
        builder.AddLead(new LeadEntry("b", Start) { Numbers = new Dictionary<string, double> { ["Seats"] = 4 } });
        var traits = builder.Build(DateTimeZone.Utc, OpeningHours.Always, Until).Leads.Traits;
        Assert.Equal(["Industry", "Seats"], traits.Select(trait => trait.Name));
        Assert.Equal(("Steel", null), (traits[0].Words![0], traits[0].Words![1]));
        Assert.Equal([double.NaN, 4], traits[1].Numbers!);
    }

    [Fact]
    public void The_order_of_touches_is_that_of_a_stable_sort() => Prop.ForAll(
        Gen.Choose(-1, 4).Two().ListOf().ToArbitrary(), pairs =>
        {
            var lead = pairs.Select(pair => pair.Item1).ToArray();
            var at = pairs.Select(pair => (long)pair.Item2).ToArray();
            var order = TouchOrder.Of(lead, at, 5);
            var expected = Enumerable.Range(0, lead.Length).OrderBy(row => lead[row] < 0 ? 5 : lead[row]).ThenBy(row => at[row]);
            Assert.Equal(expected, order.Rows);
            Assert.Equal(Enumerable.Range(0, 6).Select(one => lead.Count(l => l >= 0 && l < one)), order.FirstOfLead);
        }).QuickCheckThrowOnFailure();
}
