using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class GaugesTests
{
    static readonly Instant Start = Instant.FromUtc(2025, 1, 6, 9, 0);
    static readonly Instant Until = Start + Duration.FromDays(360);
    readonly HistoryBuilder builder = new();
    int leads;

    [Fact]
    public void A_hand_over_is_lost_early_when_it_ended_within_the_days_and_is_as_old()
    {
        Lead(Start, 6);
        Lead(Start, 13);
        Lead(Start, 20);
        Lead(Start, 3, Ending.Merged);
        Lead(Until - Duration.FromDays(10), 5);
        var gauges = Read();
        Assert.Equal((2L, 4L), (gauges.LostIn7Days.Share.Count, gauges.LostIn7Days.Share.Of));
        Assert.Equal((2L, 3L), (gauges.LostIn14Days.Share.Count, gauges.LostIn14Days.Share.Of));
    }

    [Theory]
    [InlineData(30, 30, "too-picky")]
    [InlineData(29, 29, null)]
    [InlineData(100, 55, null)]
    [InlineData(100, 70, "too-picky")]
    public void Too_picky_is_said_of_thirty_or_more_when_the_cautious_end_is_above_half(int all, int won, string? kind)
    {
        for (var i = 0; i < all; i++) Deal(i, i < won ? DealState.Won : DealState.Lost);
        Assert.Equal(kind, Read().Advice.SingleOrDefault()?.Kind);
    }

    [Fact]
    public void An_open_deal_is_not_decided()
    {
        Deal(0, DealState.Won);
        Deal(1, DealState.Open);
        Assert.Equal((1L, 1L), (Read().Won.Share.Count, Read().Won.Share.Of));
    }

    [Fact]
    public void Hand_overs_that_are_mostly_lost_at_once_ask_for_harder_qualifying()
    {
        for (var i = 0; i < 60; i++) Lead(Start + Duration.FromDays(i), i % 2 == 0 ? 4 : 90);
        Assert.Equal(["qualify-harder"], Read().Advice.Select(advice => advice.Kind));
    }

    [Fact]
    public void Acceptance_is_unread_where_nobody_records_it()
    {
        for (var i = 0; i < 60; i++) Lead(Start + Duration.FromDays(i), 90);
        Assert.Equal(0, Read().Accepted.Share.Of);
        Assert.False(Read().Accepted.Readable);
    }

    [Fact]
    public void A_month_far_from_the_others_signals()
    {
        for (var month = 0; month < 10; month++)
        {
            for (var i = 0; i < 100; i++)
            {
                var won = i % 5 == 0 || (month == 6 && i % 2 == 0);
                Deal((month * 30) + (i % 20), won ? DealState.Won : DealState.Lost);
            }
        }
        var months = Read().Won.Months;
        Assert.Contains(months, month => month.Signal);
        Assert.All(months.Where(month => month.Of > 0), month => Assert.True(month.LimitLow <= month.LimitHigh));
        Assert.Equal("2025-02", months[0].Month);
    }

    [Fact]
    public void Occupancy_is_the_share_of_a_working_day_that_touches_fill()
    {
        for (var rep = 0; rep < 3; rep++)
        {
            for (var day = 0; day < 20; day++)
            {
                var at = Start + Duration.FromDays(7 * day) + Duration.FromHours(rep);
                builder.AddLead(new($"r{rep}d{day}", at));
                for (var i = 0; i < 3; i++)
                {
                    builder.AddTouch(new($"r{rep}d{day}", at + Duration.FromMinutes(i * 50), Grade.TwoWay)
                    {
                        Owner = $"rep{rep}", Lasted = Duration.FromMinutes(43), Channel = Channel.Call,
                    });
                }
            }
        }
        var gauges = Read(PlantedHistory.Office);
        Assert.Equal((3, 60L), (gauges.Load.Reps, gauges.Load.RepDays));
        Assert.Equal(0.25, gauges.Load.Occupancy!.Value, 6);
        Assert.Equal(3, gauges.Load.TouchesPerRepDay!.Value, 12);
        Assert.Equal("room-for-more", gauges.Advice.Single().Kind);
        Assert.Null(Read().Load.Occupancy);
    }

    [Fact]
    public void A_history_of_nothing_gives_no_advice()
    {
        var gauges = Read();
        Assert.Empty(gauges.Advice);
        Assert.Empty(gauges.Won.Months);
    }

    void Lead(Instant handedOver, int lostAfterDays, Ending ending = Ending.Lost)
    {
        builder.AddLead(new($"l{leads++}", handedOver - Duration.FromDays(2))
        {
            HandedOverAt = handedOver, Ending = ending, EndedAt = handedOver + Duration.FromDays(lostAfterDays),
        });
    }

    void Deal(int day, DealState state) =>
        builder.AddDeal(new($"d{leads++}", null, Start + Duration.FromDays(day))
        {
            State = state, ClosedAt = state == DealState.Open ? null : Start + Duration.FromDays(day + 30),
        });

    GaugesReport Read(OpeningHours? hours = null) =>
        Gauges.Of(builder.Build(DateTimeZone.Utc, hours ?? OpeningHours.Always, Until));
}
