using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class DealStepsTests
{
    static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 9, 0);

    [Fact]
    public void A_review_that_lengthens_is_told_and_a_call_that_long_deals_merely_gather_is_not()
    {
        var report = DealSteps.Of(Deals(3_000, 1));
        Assert.Equal("lengthens", Step(report, "Review").Verdict);
        Assert.InRange(Step(report, "Review").Pace.Ratio, 0.42, 0.58);
        Assert.Equal("not clear", Step(report, "Call").Verdict);
        Assert.InRange(1, Step(report, "Call").Pace.Low, Step(report, "Call").Pace.High);
    }

    [Fact]
    public void A_demo_that_wins_deals_helps_also_at_the_landmark()
    {
        var demo = Step(DealSteps.Of(Deals(3_000, 2)), "Demo");
        Assert.Contains("helps", demo.Verdict, StringComparison.Ordinal);
        Assert.True(demo.Winning.Low > 1);
        Assert.Equal(30, demo.Landmarks[0].Day);
        Assert.True(demo.Landmarks[0].Low > 0);
        Assert.InRange(demo.Landmarks[0].Adjusted!.Value, 0, 0.05);
    }

    [Fact]
    public void Bands_are_thirds_by_value_and_tell_where_an_activity_differs()
    {
        var report = DealSteps.Of(Deals(4_500, 3, largeOnly: true));
        Assert.Equal(["small", "middle", "large"], report.Bands.Select(band => band.Band));
        Assert.All(report.Bands, band => Assert.InRange(band.Deals, 1_400, 1_600));
        var review = Step(report, "Review");
        Assert.True(review.Bands[2].High < review.Bands[0].Low);
        Assert.InRange(review.DiffersBySize!.Value, 0, 0.01);
        Assert.True(Step(report, "Call").DiffersBySize > 0.01);
    }

    [Fact]
    public void What_is_left_out_is_not_read()
    {
        var history = Deals(600, 4);
        var all = new bool[history.Touches.Count];
        Array.Fill(all, true);
        Assert.False(DealSteps.Of(history, all).Enough);
    }

    [Fact]
    public void Too_few_deals_say_so()
    {
        var report = DealSteps.Of(Deals(60, 5));
        Assert.False(report.Enough);
        Assert.StartsWith("Too few closed deals", report.Reason, StringComparison.Ordinal);
    }

    static DealStep Step(DealStepsReport report, string activity) =>
        report.Steps.Single(step => step.Activity == activity);

    /// <summary>
    /// Deals that would close at a constant rate. A review makes what is left twice as long where it counts, so halves
    /// the rate; a demo makes a win likelier; calls come every ten days and do nothing.
    /// </summary>
    static History Deals(int count, int seed, bool largeOnly = false)
    {
        var (chance, builder) = (new Random(seed), new HistoryBuilder());
        for (var i = 0; i < count; i++)
        {
            var created = Start + Duration.FromHours(i * 365 * 24.0 / count);
            var value = Math.Round(Math.Exp(4 + (6 * chance.NextDouble())));
            var review = chance.NextDouble() < 0.4 ? 2 + (chance.NextDouble() * 20) : double.MaxValue;
            var demo = chance.NextDouble() < 0.5 ? chance.NextDouble() * 15 : double.MaxValue;
            var length = -40 * Math.Log(1 - chance.NextDouble());
            var slows = !largeOnly || value > Math.Exp(8);
            if (slows && review < length) length = review + ((length - review) * 2);
            var won = chance.NextDouble() < (demo < length ? 0.55 : 0.25);
            builder.AddLead(new($"l{i}", created - Duration.FromDays(1)));
            Touch(review, "Review");
            Touch(demo, "Demo");
            for (var at = chance.NextDouble() * 20; at < length; at += 10) Touch(at, "Call");
            builder.AddDeal(new($"d{i}", $"l{i}", created)
            {
                ClosedAt = created + Days(length), State = won ? DealState.Won : DealState.Lost, Value = value,
            });

            void Touch(double at, string type)
            {
                if (at >= length) return;
                builder.AddTouch(new($"l{i}", created + Days(at), Grade.TwoWay) { Type = type });
            }
        }
        return builder.Build(DateTimeZone.Utc, OpeningHours.Always, Start + Duration.FromDays(1_500));
    }

    static Duration Days(double days) => Duration.FromSeconds(Math.Round(days * 86_400));
}
