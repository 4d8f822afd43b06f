using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Proof;

public sealed class SurvivalTests
{
    const double Day = 24 * 60;

    [Fact]
    public void Who_was_never_answered_is_still_waiting_when_the_history_ends()
    {
        var curve = Of(new Floor { Until = Floor.At(10 * Day) }.Waited(60, 120, null, null)).AsLogged.Attempt;
        Assert.Equal((4, 2, 0, 2), (curve.Leads, curve.Answered, curve.Disqualified, curve.Censored));
        // The curve lies flat at three quarters from the first answer to the second.
        Near(1.5, curve.P25.Hours!.Value);
        Near((1 + 2 + 24 + 24) / 4.0, curve.Mean24h.Hours!.Value);
        Near((1 + 2 + 168 + 168) / 4.0, curve.Mean7d.Hours!.Value);
    }

    [Fact]
    public void The_median_is_unknown_when_more_than_half_were_never_answered()
    {
        var curve = Of(new Floor().Waited(60, null, null)).AsLogged.Attempt;
        Assert.Null(curve.P50.Hours);
        Assert.Null(curve.P75.Hours);
    }

    [Fact]
    public void A_wait_is_seen_until_the_lead_ends_and_no_longer_than_the_history()
    {
        LeadEntry Ended(LeadEntry lead, Ending ending, double at) => lead with { Ending = ending, EndedAt = Floor.At(at) };
        var floor = new Floor { Until = Floor.At(600) }.Lead("merged", lead => Ended(lead, Ending.Merged, 60))
            .Lead("lost", lead => Ended(lead, Ending.Lost, 120))
            .Lead("won", lead => lead with { WonAt = Floor.At(180) })
            .Lead("open").Lead("late", lead => Ended(lead, Ending.Lost, 900)).Waited(600);
        var points = Of(floor).AsLogged.Attempt.Points;
        // All are gone but three when the only answer comes, after ten hours.
        Assert.Equal([(0, 1), (10, 2 / 3.0)], points.Select(point => (point.Hours, point.Waiting)));
    }

    [Fact]
    public void Disqualified_before_any_answer_is_another_end_and_not_a_longer_wait()
    {
        LeadEntry Out(LeadEntry lead) => lead with { Ending = Ending.Disqualified, EndedAt = Floor.At(30) };
        var floor = new Floor().Lead("a", Out).Lead("b", Out).Waited(45, 50)
            .Lead("c", Out).Touch("c", 60);
        var curve = Of(floor).AsLogged.Attempt;
        Assert.Equal((5, 3, 2, 0), (curve.Leads, curve.Answered, curve.Disqualified, curve.Censored));
        var hour = curve.EndedBy[0];
        Near(0.6, hour.Answered.Rate);
        Near(0.4, hour.Disqualified.Rate);
        // One less the curve would have said that all were answered.
        Near(0, curve.Points[^1].Waiting);
    }

    [Fact]
    public void Bare_dates_are_not_in_the_curve()
    {
        var curve = Of(new Floor().Lead("a").Touch("a", 1, dateOnly: true)
            .Lead("b", lead => lead with { DateOnly = true }).Waited(5)).AsLogged.Attempt;
        Assert.Equal((1, 2), (curve.Leads, curve.DateOnly));
    }

    [Fact]
    public void No_average_is_told_for_longer_than_anybody_was_seen()
    {
        var curve = Of(new Floor { Until = Floor.At(2 * Day) }.Waited(60, null)).AsLogged.Attempt;
        Assert.NotNull(curve.Mean24h.Hours);
        Assert.Null(curve.Mean7d.Hours);
        Assert.Equal([1.0, 24.0], curve.EndedBy.Select(one => one.Hours));
    }

    [Fact]
    public void Contact_has_its_own_curve_and_what_is_left_out_changes_the_trusted_one()
    {
        var floor = new Floor().Lead("a").Touch("a", 60).Touch("a", 120, Grade.TwoWay);
        var found = Survival.Of(floor.Answers(), floor.Answers([true, false]));
        Assert.Equal((1.0, 2.0), (found.AsLogged.Attempt.P50.Hours, found.AsLogged.Contact.P50.Hours));
        Assert.Equal(2.0, found.Trusted.Attempt.P50.Hours);
    }

    [Fact]
    public void A_long_curve_is_thinned_to_points_that_lie_on_it()
    {
        double?[] waits = [.. Enumerable.Range(1, 1000).Select(i => (double?)(i * i / 3.0))];
        var found = Of(new Floor { Until = Floor.At(1_000_000) }.Waited(waits)).AsLogged.Attempt.Points;
        Assert.Equal(200, found.Length);
        var curve = KaplanMeier.Of([.. waits.Select(wait => wait!.Value / 60)], [.. waits.Select(_ => true)]);
        Assert.All(found, point => Near(curve.At(point.Hours), point.Waiting));
        Assert.Equal(0, found[^1].Waiting);
    }

    [Fact]
    public void Groups_are_compared_with_the_largest()
    {
        var source = Of(Two(4)).Comparisons.Single(one => one.By == "source");
        Assert.Equal(["Web", "Fair"], source.Groups.Select(group => group.Name));
        Assert.True(source.LogRankP < 0.001);
        Assert.Null(source.Groups[0].Difference24h.Hours);
        var difference = source.Groups[1].Difference24h;
        Assert.True(difference.Low > 0 && difference.Hours < difference.High);
        Near(source.Groups[1].Mean24h.Hours!.Value - source.Groups[0].Mean24h.Hours!.Value, difference.Hours!.Value);
    }

    [Fact]
    public void One_ratio_is_told_only_where_the_hazards_are_proportional()
    {
        // Waits four times as long under the same exponential curve: the ratio is a quarter.
        var even = Of(Two(4)).Comparisons.Single(one => one.By == "source");
        Assert.True(even.Proportional);
        Assert.InRange(even.Groups[1].HazardRatio!.Value.Ratio, 0.2, 0.32);
        Assert.Null(even.Groups[0].HazardRatio);
        // The second group answers a third of its leads at once and the others hardly ever.
        var odd = Of(Two(4, headStart: true)).Comparisons.Single(one => one.By == "source");
        Assert.False(odd.Proportional);
        Assert.Null(odd.Groups[1].HazardRatio);
        Assert.NotNull(odd.Groups[1].Difference24h.Hours);
    }

    [Fact]
    public void One_group_is_not_compared_with_itself() =>
        Assert.Empty(Of(new Floor().Lead("a", lead => lead with { Source = "Web" })).Comparisons);

    [Fact]
    public void Nothing_is_said_of_nobody()
    {
        var found = Of(new Floor());
        Assert.Equal((0L, (double?)null), (found.AsLogged.Attempt.Leads, found.AsLogged.Attempt.P50.Hours));
        Assert.Empty(found.AsLogged.Attempt.Points);
    }

    [Fact]
    public void Curves_hold_all_leads_whatever_their_order() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var (one, other) = (Of(floor).AsLogged, Of(floor.Reversed()).AsLogged);
        Assert.Equal(floor.Leads.Length, one.Attempt.Leads + one.Attempt.DateOnly);
        Assert.Equal(one.Attempt.Leads, one.Attempt.Answered + one.Attempt.Disqualified + one.Attempt.Censored);
        Assert.Equal(one.Attempt.Points, other.Attempt.Points);
        Assert.Equal(one.Contact.Mean7d, other.Contact.Mean7d);
        Assert.All(one.Attempt.EndedBy, at => Near(1, at.Answered.Rate + at.Disqualified.Rate + at.Waiting, 1e-9));
    }).QuickCheckThrowOnFailure();

    // 200 leads of each of two sources on the quantiles of an exponential curve.
    static Floor Two(double slower, bool headStart = false)
    {
        var floor = new Floor();
        for (var i = 0; i < 400; i++)
        {
            var (late, place) = (i % 2 == 1, (i / 2) + 0.5);
            floor.Lead($"l{i}", lead => lead with { Source = late ? "Fair" : "Web", Owner = $"rep {i % 7}" });
            var wait = -Math.Log(1 - (place / 200)) * 100 * (late ? slower : 1);
            if (late && headStart) wait = i % 3 == 0 ? 1 : wait * 40;
            floor.Touch($"l{i}", wait);
        }
        // Three more, so that the quicker source is the largest.
        foreach (var wait in (double[])[30, 70, 140])
            floor.Lead($"w{wait}", lead => lead with { Source = "Web" }).Touch($"w{wait}", wait);
        return floor;
    }

    static Survival Of(Floor floor)
    {
        var answers = floor.Answers();
        return Survival.Of(answers, answers);
    }

    static Survival Of(AnyFloor floor)
    {
        var answers = Handraiser.Core.Proof.Answers.Of(floor.Build());
        return Survival.Of(answers, answers);
    }
}
