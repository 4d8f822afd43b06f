using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class MoneyLostTests
{
    static MoneyLost Of(History history, MoneyOptions? options = null)
    {
        var answers = Answers.Of(history);
        return MoneyLost.Of(answers, SpeedEffect.Of(answers), options);
    }

    static readonly History Invented = Sample.Read(new SamplePlan(3000), 11).History;

    [Fact]
    public void The_raw_number_is_the_late_leads_at_the_rate_of_the_fast_less_what_they_had()
    {
        // 40 fast with 20 outcomes, 60 late with 15; half of the 35 outcomes are won, at 1000 on average.
        var money = Of(Fixed());
        Assert.Equal(15, money.Raw.Outcomes!.Value, 9);
        Assert.Equal(60, money.Raw.N);
        Assert.Equal(14 / 35.0, money.Worth!.WinsPerOutcome, 9);
        Assert.Equal(15 * (14 / 35.0) * 1000, money.Raw.Amount!.Value, 6);
    }

    [Fact]
    public void A_margin_and_the_median_deal_change_the_worth_and_not_the_outcomes()
    {
        var money = Of(Fixed(), new() { Margin = 0.6, MedianValue = true });
        Assert.Equal((0.6, "median", 800.0), (money.Worth!.Margin, money.Worth.Used, money.Worth.MedianDeal));
        Assert.Equal(15 * (14 / 35.0) * 800 * 0.6, money.Raw.Amount!.Value, 6);
    }

    [Fact]
    public void Without_deals_outcomes_are_told_and_amounts_are_not()
    {
        var money = Of(PlantedFloor.Of(1).Build());
        Assert.NotNull(money.Adjusted.Outcomes);
        Assert.True(money is { Worth: null, Adjusted.Amount: null, Missing: not null });
    }

    [Fact]
    public void Of_no_leads_every_number_says_why_it_is_missing()
    {
        var money = Of(new Floor().Build());
        Assert.All(new[] { money.Raw, money.Adjusted, money.Natural, money.NeverAnswered, money.Capped.Adjusted },
            figure => Assert.True(figure is { Outcomes: null, Missing: not null }));
        Assert.NotNull(money.Cost.Missing);
    }

    [Fact]
    public void Each_interval_holds_its_figure_and_the_wider_holds_the_narrower()
    {
        var money = Of(Invented);
        foreach (var one in new[] { money.Raw, money.Adjusted, money.Natural, money.NeverAnswered })
        {
            Assert.True(one.Low95 <= one.Low80 && one.Low80 <= one.Amount && one.Amount <= one.High80
                && one.High80 <= one.High95, one.ToString());
        }
    }

    [Fact]
    public void A_cap_takes_away_and_never_adds()
    {
        var money = Of(Invented);
        Assert.InRange(money.Capped.Adjusted.Outcomes!.Value, 0, money.Adjusted.Outcomes!.Value);
        Assert.InRange(money.Capped.NeverAnswered.Outcomes!.Value, 0, money.NeverAnswered.Outcomes!.Value);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_another_one_others()
    {
        Assert.Equal(Of(Invented).Adjusted, Of(Invented).Adjusted);
        Assert.NotEqual(Of(Invented).Adjusted, Of(Invented, new() { Seed = 2 }).Adjusted);
    }

    [Fact]
    public void The_adjusted_number_is_what_the_sample_really_lost_by_answering_late()
    {
        var (history, truth, _) = Sample.Read(
            new SamplePlan(6000) { Shares = SampleShares.None, Heaping = false, Bunching = false }, 4);
        var money = Of(history);
        var answered = truth.Groups.Single(group => group.Name == "answered");
        // Those answered sooner than after five minutes lose a little by it: hardly any, and in the truth only.
        var lost = (answered.At5 - answered.AsWaited).Qualified * answered.Leads / (truth.Leads - truth.Void);
        Assert.InRange(lost * money.Leads, money.Adjusted.OutcomesLow!.Value, money.Adjusted.OutcomesHigh!.Value);
    }

    static History Fixed()
    {
        var builder = new HistoryBuilder();
        for (var i = 0; i < 100; i++)
        {
            var (id, at, fast) = ($"l{i}", Floor.Start + Duration.FromHours(i), i < 40);
            var qualified = fast ? i < 20 : i < 55;
            var lead = new LeadEntry(id, at) { Owner = $"rep{i % 7}" };
            builder.AddLead(qualified ? lead with { QualifiedAt = at + Duration.FromDays(9) } : lead);
            builder.AddTouch(new TouchEntry(id, at + Duration.FromMinutes(fast ? 3 : 90), Grade.Attempt) { Id = "t" + id });
            if (!qualified || i % 5 > 1) continue;
            // Fourteen wins: 13 at 800 and one at 3600, 1000 on average.
            builder.AddDeal(new DealEntry("d" + id, id, at + Duration.FromDays(10))
            {
                State = DealState.Won, ClosedAt = at + Duration.FromDays(20), Value = i == 0 ? 3600 : 800,
            });
        }
        return builder.Build(DateTimeZone.Utc, Floor.OfficeHours, Floor.Start + Duration.FromDays(120));
    }
}
