using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Proof;
using Handraiser.Core.Touches;
using NodaTime;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Proof;

public sealed class ResponseTests
{
    const double Instantly = 1 / 60e6;

    [Fact]
    public void An_end_belongs_to_the_shorter_wait()
    {
        var found = Of(new Floor().Waited(0, 5, 5 + Instantly, 60, 60 + Instantly, 1440, 1440 + Instantly, null));
        var table = found.AsLogged.Attempt;
        Assert.Equal((8, 2, 4, 2, 1, 1, 0), (table.Leads, table.Within5m, table.Within1h, table.From1hTo24h,
            table.Over24h, table.Never, table.DateOnly));
    }

    [Fact]
    public void The_mean_is_of_those_answered_within_30_days_and_the_quantiles_of_all_who_were_answered()
    {
        var days = 24 * 60.0;
        var among = Of(new Floor().Waited(60, 120, 30 * days, (30 * days) + 1, null)).AsLogged.Attempt.AmongResponders;
        Assert.Equal((4, 3), (among.Leads, among.Leads30d));
        Near((1 + 2 + 720) / 3.0, among.MeanHours30d!.Value);
        // Type 7: the place of the median of four is 2.5, that of the upper quartile 3.25.
        Near((120 + (30 * days)) / 2, among.P50Minutes!.Value);
        Near((30 * days) + 0.25, among.P75Minutes!.Value);
    }

    [Fact]
    public void Of_nobody_answered_there_is_no_mean()
    {
        var among = Of(new Floor().Waited(null, null)).AsLogged.Attempt.AmongResponders;
        Assert.Equal(new AmongResponders(0, 0, null, null, null, null), among);
    }

    [Fact]
    public void A_share_of_fewer_than_20_is_a_count_only()
    {
        var few = Of(new Floor().Waited([.. Enumerable.Repeat((double?)1, 19)])).AsLogged.Attempt.Shares.Within5m;
        Assert.Equal(new PrintedShare(19, 19, null, null, null), few);
        var enough = Of(new Floor().Waited([.. Enumerable.Repeat((double?)1, 20)])).AsLogged.Attempt.Shares.Within5m;
        Assert.Equal((1, 1), (enough.Rate, enough.High));
        Near(20 / (20 + 3.8414588206941236), enough.Low!.Value);
    }

    [Fact]
    public void The_published_rows_stand_beside_ours_with_Newcombes_limits()
    {
        // 50 of 100 within the hour against 829 of 2,241.
        double?[] waits = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 1.0 : (double?)null)];
        var hbr = Of(new Floor().Waited(waits)).Hbr;
        var row = hbr.AsLogged[0];
        Assert.Equal(("within1h", 0.37, 0.5), (row.Answered, row.Theirs, row.Ours.Rate));
        var both = new Handraiser.Core.Statistics.TwoShares(new(50, 100), new(829, 2241));
        Assert.Equal((both.Difference, both.Newcombe().Low, both.Newcombe().High),
            (row.Difference, row.Low, row.High));
        Assert.Equal((2241, 42.0), (hbr.Sample, hbr.MeanHours30d));
        Near(1, hbr.AsLogged.Sum(one => one.Theirs));
    }

    [Fact]
    public void Trusted_is_without_what_is_left_out()
    {
        var floor = new Floor().Lead("a").Touch("a", 2).Touch("a", 90);
        var found = Response.Of(floor.Answers(), floor.Answers([true, false]));
        Assert.Equal((1, 0), (found.AsLogged.Attempt.Within5m, found.Trusted.Attempt.Within5m));
        Assert.Equal((1, 1), (found.Trusted.Attempt.From1hTo24h, found.TrustedUses.LeftOut));
    }

    [Fact]
    public void The_night_counts_for_the_buyer_and_not_for_the_rep()
    {
        var found = Of(new Floor { Hours = Floor.OfficeHours }.Waited(62));
        Assert.Equal((1, 0), (found.AsLogged.Attempt.From1hTo24h, found.AsLogged.Attempt.Within1h));
        Assert.Equal((1, 1), (found.AsLogged.WorkingAttempt.Within5m, found.AsLogged.WorkingAttempt.Within1h));
    }

    [Fact]
    public void Each_group_has_its_own_table_and_leads_without_a_word_come_last()
    {
        var floor = new Floor();
        string?[] sources = ["Web", "Fair", "Web", null];
        for (var i = 0; i < 4; i++)
        {
            var source = sources[i];
            floor.Lead($"l{i}", lead => lead with { Source = source, Employees = i == 0 ? 10 : i == 1 ? 10.5 : null });
            floor.Touch($"l{i}", i + 4);
        }
        var groups = Of(floor).Groups;
        Assert.Equal([("Web", 2, 1), ("Fair", 1, 1), (null, 1, 0)],
            groups.Sources.Select(one => (one.Name, (int)one.Attempt.Leads, (int)one.Attempt.Within5m)));
        Assert.Equal([("1-10", 1), ("11-50", 1), (null, 2)],
            groups.Sizes.Select(one => (one.Name, (int)one.Attempt.Leads)));
    }

    [Fact]
    public void Beyond_fifty_groups_the_smaller_ones_share_a_row()
    {
        var floor = new Floor();
        for (var i = 0; i < 60; i++) floor.Lead($"a{i}", lead => lead with { Owner = $"rep {i:00}" });
        floor.Lead("one more", lead => lead with { Owner = "rep 59" });
        var owners = Of(floor).Groups.Owners;
        Assert.Equal((51, "rep 59", "rep 48"), (owners.Length, owners[0].Name, owners[49].Name));
        Assert.Equal((null, 10, 10), (owners[50].Name, owners[50].Rest, (int)owners[50].Attempt.Leads));
    }

    [Fact]
    public void The_hour_of_the_week_is_told_in_the_zone()
    {
        // 08:00 in UTC on a Monday is 09:00 in Oslo in March, and 23:30 on Sunday in UTC is Monday there.
        var zone = DateTimeZoneProviders.Tzdb["Europe/Oslo"];
        var floor = new Floor { Zone = zone }.Lead("a").Touch("a", 3)
            .Lead("b", lead => lead with { RaisedAt = Instant.FromUtc(2026, 3, 8, 23, 30) })
            .Lead("summer", lead => lead with { RaisedAt = Instant.FromUtc(2026, 4, 6, 8, 0) })
            .Lead("bare", lead => lead with { DateOnly = true });
        var week = Of(floor).Week;
        Assert.Equal(168, week.Length);
        Assert.Equal([(1, 0, 1), (1, 9, 1), (1, 10, 1)],
            week.Where(cell => cell.Leads > 0).Select(cell => (cell.Day, cell.Hour, (int)cell.Leads)));
    }

    [Fact]
    public void The_lag_to_the_record_is_shown_and_an_impossible_one_counted()
    {
        LeadEntry Logged(LeadEntry lead, double minutes) => lead with { LoggedAt = Floor.At(minutes) };
        var lag = Of(new Floor().Lead("a", lead => Logged(lead, 10)).Lead("b", lead => Logged(lead, -5))
            .Lead("c", lead => Logged(lead, 5)).Lead("d", lead => lead with { DateOnly = true })).Lag;
        Assert.Equal((3, 5, 1, 1), (lag.Leads, lag.P50Minutes, lag.Over5m.Count, lag.Negative));
    }

    [Fact]
    public void Bare_dates_are_told()
    {
        var dates = Of(new Floor().Lead("a").Touch("a", 2, Grade.TwoWay, dateOnly: true)
            .Lead("b", lead => lead with { DateOnly = true }).Touch("b", 70)).Dates;
        Assert.Equal((1, 1, 2, 1), (dates.Leads.Count, dates.Touches.Count, dates.Attempted, dates.Contacted));
    }

    [Fact]
    public void Counts_add_up_to_the_leads() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var found = Of(floor);
        ResponseView[] views = [found.AsLogged, found.Trusted];
        var tables = views.SelectMany(view => new[]
        {
            view.Attempt, view.Contact, view.WorkingAttempt, view.WorkingContact,
        });
        Assert.All(tables, table =>
        {
            Assert.Equal(floor.Leads.Length, table.Leads);
            Assert.Equal(table.Leads, table.Within1h + table.From1hTo24h + table.Over24h + table.Never + table.DateOnly);
            Assert.InRange(table.Within5m, 0, table.Within1h);
        });
        ResponseGroup[][] groups = [found.Groups.Sources, found.Groups.Owners, found.Groups.Kinds, found.Groups.Sizes];
        Assert.All(groups, rows => Assert.Equal(floor.Leads.Length, rows.Sum(row => row.Attempt.Leads)));
        Assert.Equal(floor.Leads.Count(lead => !lead.DateOnly), found.Week.Sum(cell => cell.Leads));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_order_of_rows_and_no_machine_changes_a_table() => Prop.ForAll(AnyFloor.Any, floor =>
    {
        var found = Of(floor);
        Assert.Equal(found.AsLogged, Of(floor.Reversed()).AsLogged);
        Assert.Equal(found.AsLogged, Of(floor.WithMachine()).AsLogged);
        Assert.Equal(found.Groups.Sources, Of(floor.Reversed()).Groups.Sources);
        Assert.Equal(found.Week, Of(floor.Reversed()).Week);
    }).QuickCheckThrowOnFailure();

    static Response Of(Floor floor) => Response.Of(floor.Answers(), floor.Answers());

    static Response Of(AnyFloor floor)
    {
        var answers = Handraiser.Core.Proof.Answers.Of(floor.Build());
        return Response.Of(answers, answers);
    }
}
