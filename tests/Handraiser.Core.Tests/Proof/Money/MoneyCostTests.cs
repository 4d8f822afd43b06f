using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class MoneyCostTests
{
    static readonly Instant Month = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Fact]
    public void A_request_costs_the_money_of_its_source_and_time_by_the_leads_of_them()
    {
        var cost = MoneyCost.Of(Answers.Of(Spent()));
        var ads = cost.BySource[0];
        Assert.Equal(("ads", 3000.0, 30L, 10L), (ads.Source, ads.Amount, ads.Requests, ads.Conversations));
        Assert.Equal((100.0, 300.0), (ads.PerRequest!.Value, ads.PerConversation!.Value));
        Assert.True(ads.PerConversationLow < 300 && ads.PerConversationHigh > 300);
    }

    [Fact]
    public void What_belongs_to_no_source_is_in_the_whole()
    {
        var cost = MoneyCost.Of(Answers.Of(Spent()));
        Assert.Equal((3530.0, 45L, 10L), (cost.Amount!.Value, cost.Requests, cost.Conversations));
        Assert.Equal(3530 / 45.0, cost.PerRequest!.Value, 9);
    }

    [Fact]
    public void Of_fewer_than_twenty_requests_the_sum_is_told_and_no_price()
    {
        var fair = MoneyCost.Of(Answers.Of(Spent())).BySource[1];
        Assert.Equal(("Fair", 500.0, 15L), (fair.Source, fair.Amount, fair.Requests));
        Assert.True(fair is { PerRequest: null, PerConversation: null });
    }

    [Fact]
    public void Without_costs_it_says_so() =>
        Assert.Equal("No costs were given.", MoneyCost.Of(new Floor().Answers()).Missing);

    static History Spent()
    {
        var builder = new HistoryBuilder();
        for (var i = 0; i < 50; i++)
        {
            // Thirty from ads in the month, fifteen from a fair, five from ads after it.
            var at = Month + Duration.FromHours(i < 45 ? i : 24 * 40);
            builder.AddLead(new LeadEntry($"l{i}", at) { Source = i is >= 30 and < 45 ? "fair" : "ads" });
            if (i < 10) builder.AddTouch(new TouchEntry($"l{i}", at + Duration.FromHours(1), Grade.TwoWay) { Id = $"t{i}" });
        }
        var (middle, end) = (Month + Duration.FromDays(15), Month + Duration.FromDays(31));
        builder.AddCost(new CostEntry(middle, end, 1000) { Source = "ads" });
        builder.AddCost(new CostEntry(Month, middle, 2000) { Source = "ads" });
        builder.AddCost(new CostEntry(Month, end, 500) { Source = "Fair" });
        builder.AddCost(new CostEntry(Month, end, 30));
        return builder.Build(DateTimeZone.Utc, OpeningHours.Always, Month + Duration.FromDays(120));
    }
}
