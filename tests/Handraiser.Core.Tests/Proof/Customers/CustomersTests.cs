using Handraiser.Core.Proof;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class CustomersTests
{
    static readonly Instant Start = Instant.FromUtc(2025, 1, 1, 9, 0);
    static readonly Instant Until = Start + Duration.FromDays(460);
    static readonly string[] Sources = ["ads", "web", "event"];
    static readonly string[] Trades = ["retail", "bank", "school"];

    [Fact]
    public void Size_and_trade_that_decide_are_found_and_beat_the_source()
    {
        var report = Customers.Of(Build(6_000, 1));
        Assert.True(report.Enough);
        Assert.True(report.BeatsSource);
        var size = report.Features.Single(feature => feature.Name == "employees").Levels;
        Assert.True(Odds(size, size.Count - 2) > 2 * Odds(size, 0));
        Assert.InRange(report.Model!.Area!.Value, 0.65, 0.9);
        Assert.InRange(report.Model.Slope!.Value, 0.7, 1.4);
        Assert.InRange(report.Model.Brier, 0, report.Model.BaseBrier);
        Assert.Equal(report.Model.Leads, report.Model.Calibration.Sum(bin => bin.Rows));
        Assert.NotNull(report.Tree!.Question);
    }

    [Fact]
    public void The_later_leads_are_tested_on_and_never_learnt_from()
    {
        var report = Customers.Of(Build(6_000, 2));
        Assert.Equal(report.Leads, report.LearntFrom.Of + report.Model!.Leads);
        Assert.InRange(report.LearntFrom.Of / (double)report.Leads, 0.69, 0.71);
    }

    [Theory]
    [InlineData("Lead Quality", "outcome-like-name")]
    [InlineData("DealStage", "outcome-like-name")]
    [InlineData("noted", "too-good-to-be-true")]
    [InlineData("sparse", "filled-in-later")]
    [InlineData("token", "too-many-values")]
    [InlineData("same", "says-nothing")]
    public void What_tells_of_the_outcome_is_kept_out_and_said(string name, string reason)
    {
        var report = Customers.Of(Build(3_000, 3, name));
        Assert.Equal(reason, report.Rejected.Single(one => one.Name == name).Reason);
        Assert.DoesNotContain(report.Features, feature => feature.Name == name);
    }

    [Fact]
    public void A_value_written_after_the_request_is_kept_out()
    {
        var history = Build(3_000, 4);
        var trade = history.Leads.Traits.Single(trait => trait.Name == "trade");
        var late = trade with { WrittenAt = [.. history.Leads.RaisedAt.Select(at => at + 7_200_000_000)] };
        var report = Customers.Of(With(history, late));
        Assert.Equal("written-after-request", report.Rejected.Single(one => one.Name == "trade").Reason);
    }

    [Fact]
    public void A_value_written_before_the_request_is_read()
    {
        var history = Build(3_000, 4);
        var trade = history.Leads.Traits.Single(trait => trait.Name == "trade");
        var early = trade with { WrittenAt = [.. history.Leads.RaisedAt.Select(at => at - 7_200_000_000)] };
        Assert.Contains(Customers.Of(With(history, early)).Features, feature => feature.Name == "trade");
    }

    [Fact]
    public void Rare_wins_are_fitted_with_firths_bias_reduction()
    {
        var report = Customers.Of(Build(3_000, 5, wins: 0.12));
        Assert.Equal("firth", report.Method);
        var levels = report.Features.SelectMany(feature => feature.Levels);
        Assert.All(levels, level => Assert.True(level.OddsRatio < 1_000));
    }

    [Fact]
    public void Too_few_wins_teach_nothing()
    {
        var report = Customers.Of(Build(200, 6, wins: 0.1));
        Assert.False(report.Enough);
        Assert.StartsWith("Too few wins", report.Reason, StringComparison.Ordinal);
        Assert.Empty(report.Features);
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        var (one, other) = (Customers.Of(Build(3_000, 7)), Customers.Of(Build(3_000, 7, reversed: true)));
        Assert.Equal(one.LearntFrom, other.LearntFrom);
        Assert.Equal(one.Model!.Area!.Value, other.Model!.Area!.Value, 9);
        Assert.Equal(one.Model.Brier, other.Model.Brier, 9);
    }

    static double Odds(IReadOnlyList<CustomerLevel> levels, int level) => levels[level].OddsRatio;

    static History With(History history, Trait trait)
    {
        var traits = history.Leads.Traits.Where(one => one.Name != trait.Name).Append(trait).ToList();
        var leads = new LeadColumns
        {
            Count = history.Leads.Count, Id = history.Leads.Id, RaisedAt = history.Leads.RaisedAt,
            LoggedAt = history.Leads.LoggedAt, DateOnly = history.Leads.DateOnly, Owner = history.Leads.Owner,
            Team = history.Leads.Team, Source = history.Leads.Source, Kind = history.Leads.Kind,
            Campaign = history.Leads.Campaign, Country = history.Leads.Country, Domain = history.Leads.Domain,
            Employees = history.Leads.Employees, ContactedAt = history.Leads.ContactedAt,
            QualifiedAt = history.Leads.QualifiedAt, MetAt = history.Leads.MetAt,
            HandedOverAt = history.Leads.HandedOverAt, AcceptedAt = history.Leads.AcceptedAt,
            WonAt = history.Leads.WonAt, EndedAt = history.Leads.EndedAt, Ending = history.Leads.Ending,
            Reached = history.Leads.Reached, Traits = traits,
        };
        return new()
        {
            Zone = history.Zone, Hours = history.Hours, Until = history.Until, Leads = leads,
            Touches = history.Touches, Deals = history.Deals, Costs = history.Costs,
        };
    }

    static History Build(int count, int seed, string? leak = null, double wins = 1, bool reversed = false)
    {
        var chance = new Random(seed);
        var leads = new List<LeadEntry>();
        for (var i = 0; i < count; i++)
        {
            var (size, trade) = (Math.Round(Math.Exp(chance.NextDouble() * 7)), chance.Next(3));
            var odds = Math.Exp(-3.4 + (0.45 * Math.Log(size)) + (trade == 1 ? 0.9 : 0));
            var won = chance.NextDouble() < wins * odds / (1 + odds);
            var raised = Start + Duration.FromMinutes(i * 350 * 1_440.0 / count);
            var words = new Dictionary<string, string> { ["trade"] = Trades[trade] };
            if (leak is not null && Leak(leak, won, i, chance) is { } value) words[leak] = value;
            leads.Add(new($"l{i}", raised)
            {
                Source = Sources[chance.Next(3)], Kind = "demo", Employees = chance.NextDouble() < 0.1 ? null : size,
                Country = chance.Next(2) == 0 ? "NO" : "SE", Words = words,
                WonAt = won ? raised + Duration.FromDays(20) : null, Ending = won ? Ending.Won : Ending.Lost,
            });
        }
        if (reversed) leads.Reverse();
        var builder = new HistoryBuilder();
        foreach (var lead in leads) builder.AddLead(lead);
        return builder.Build(DateTimeZone.Utc, OpeningHours.Always, Until);
    }

    static string? Leak(string name, bool won, int i, Random chance) => name switch
    {
        "noted" => won && chance.NextDouble() < 0.95 ? "hot" : "cold",
        "sparse" => won && chance.NextDouble() < 0.9 ? "filled" : null,
        "token" => $"t{i}",
        "same" => "x",
        _ => i % 2 == 0 ? "good" : "bad",
    };
}
