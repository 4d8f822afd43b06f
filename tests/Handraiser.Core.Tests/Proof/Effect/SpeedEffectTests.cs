using System.Text.Json;
using System.Text.Json.Serialization;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

public sealed class SpeedEffectTests
{
    const string NotSupported = "your data do not support a causal claim; run the experiment";

    static readonly string[] Ladder =
    [
        "raw", "gFormula", "overlapWeights", "inverseWeights", "doublyRobust", "eValue", "negativeControl",
        "closingTime", "offHours", "offHoursResidualInclusion", "weekdayEvenings", "experiment",
    ];

    static readonly JsonSerializerOptions Json =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    static SpeedEffect Of(History history) => SpeedEffect.Of(Answers.Of(history));

    static EffectStep Step(SpeedEffect effect, string name) => effect.Steps.Single(step => step.Step == name);

    [Fact]
    public void Of_no_leads_every_step_is_shown_with_the_reason_why_it_is_empty()
    {
        var effect = Of(new Floor().Build());
        Assert.Equal(Ladder, effect.Steps.Select(step => step.Step));
        Assert.All(effect.Steps, step => Assert.True(step is { Missing: not null, Estimate: null }));
        Assert.Equal((NotSupported, false), (effect.Verdict, effect.Supported));
    }

    [Fact]
    public void A_full_history_fills_the_whole_ladder()
    {
        var effect = Of(Sample.Read(new SamplePlan(3000), 3).History);
        Assert.Equal(Ladder, effect.Steps.Select(step => step.Step));
        Assert.All(effect.Steps.SkipLast(1), step => Assert.True(step is { Missing: null, Estimate: not null }, step.ToString()));
        Assert.Equal([5.0, 30, 60, 240, 1440], effect.Risks.Select(risk => risk.Minutes ?? -1));
        Assert.True(effect.Observational);
    }

    [Fact]
    public void The_raw_step_is_the_difference_of_two_shares_with_Newcombes_interval()
    {
        var effect = Of(Counts(quick: 100, quickWith: 40, later: 200, laterWith: 30));
        var limits = new TwoShares(new(40, 100), new(30, 200)).Newcombe();
        var raw = Step(effect, "raw");
        Assert.Equal(0.25, raw.Estimate!.Value, 12);
        Assert.Equal((limits.Low, limits.High, 300L), (raw.Low!.Value, raw.High!.Value, raw.N));
    }

    [Fact]
    public void The_outcome_is_the_earliest_step_that_the_data_know()
    {
        string Name(Func<LeadEntry, LeadEntry> with) => Of(new Floor().Lead("a", with).Build()).Outcome.Name;
        Assert.Equal("qualified", Name(lead => lead with { QualifiedAt = Floor.At(5), WonAt = null }));
        Assert.Equal("met", Name(lead => lead with { Reached = Reached.Met }));
        Assert.Equal("won", Name(lead => lead with { WonAt = Floor.At(5) }));
        Assert.Equal("none", Name(lead => lead));
    }

    [Fact]
    public void Who_is_left_out_is_counted_with_the_reason()
    {
        var floor = new Floor { Until = Floor.Start + Duration.FromDays(100) }
            .Lead("date", lead => lead with { DateOnly = true })
            .Lead("young", lead => lead with { RaisedAt = Floor.Start + Duration.FromDays(50) })
            .Lead("closed", lead => lead with { Ending = Ending.Disqualified, EndedAt = Floor.At(90) })
            .Lead("before", lead => lead with { QualifiedAt = Floor.At(-5) })
            .Lead("first", lead => lead with { QualifiedAt = Floor.At(20) }).Touch("first", 25)
            .Lead("quick", lead => lead with { QualifiedAt = Floor.At(40) }).Touch("quick", 25)
            .Lead("late").Touch("late", 61);
        var effect = SpeedEffect.Of(floor.Answers(), horizonDays: 90);
        var cohort = effect.Cohort;
        Assert.Equal((7L, 1L, 1L, 1L, 1L, 3L, 1L), (cohort.Leads, cohort.NoTime, cohort.TooYoung, cohort.ClosedUntouched,
            cohort.AlreadyThere, cohort.Eligible, cohort.SettledFirst));
        Assert.Equal((1L, 1L, 0L), (effect.Treatment.Quick, effect.Treatment.Later, effect.Treatment.Never));
    }

    [Fact]
    public void An_outcome_after_the_horizon_does_not_count()
    {
        var floor = new Floor().Lead("in", lead => lead with { QualifiedAt = Floor.At(30 * 1440) })
            .Lead("out", lead => lead with { QualifiedAt = Floor.At((30 * 1440) + 1) }).Touch("in", 1).Touch("out", 1);
        Assert.Equal(1, SpeedEffect.Of(floor.Answers(), horizonDays: 30).Outcome.Count);
    }

    [Fact]
    public void Without_hours_there_is_no_natural_experiment_and_no_causal_claim()
    {
        var effect = Of(PlantedFloor.Of(1).Build());
        Assert.NotNull(Step(effect, "gFormula").Estimate);
        Assert.All(effect.Steps.Where(step => step.Level == "L4"), step => Assert.NotNull(step.Missing));
        Assert.Equal((NotSupported, false), (effect.Verdict, effect.Supported));
    }

    [Fact]
    public void Overlap_weights_make_the_arms_alike_and_are_worth_fewer_leads()
    {
        var effect = Of(PlantedFloor.Of(2).Build());
        Assert.Contains(effect.Balance, row => Math.Abs(row.Before) > 0.2);
        Assert.All(effect.Balance, row => Assert.InRange(row.After, -1e-6, 1e-6));
        Assert.True(effect.EffectiveRows!.OverlapTreated < effect.Treatment.Quick);
        Assert.Equal(effect.Cohort.EitherWay, effect.Overlap.Sum(bin => bin.Treated + bin.Untreated));
    }

    [Fact]
    public void What_happens_after_the_first_attempt_changes_nothing_but_the_outcome()
    {
        var (plain, busy) = (PlantedFloor.Of(4), PlantedFloor.Of(4));
        var history = plain.Build(Floor.OfficeHours);
        for (var lead = 0; lead < history.Leads.Count; lead += 2)
        {
            var at = Moment.At(history.Leads.RaisedAt[lead])!.Value + Duration.FromDays(3);
            busy.Builder.AddTouch(new TouchEntry(history.Leads.Id[lead], at, Grade.Meeting) { Id = $"later{lead}" });
        }
        Assert.Equal(Text(Of(history)), Text(Of(busy.Build(Floor.OfficeHours))));
    }

    [Fact]
    public void The_same_history_and_seed_give_the_same_ladder()
    {
        var history = Sample.Read(new SamplePlan(2000), 5).History;
        Assert.Equal(Text(Of(history)), Text(Of(history)));
    }

    [Fact]
    public void A_company_that_asked_before_and_the_queue_at_arrival_are_adjusted_for()
    {
        var effect = Of(Sample.Read(new SamplePlan(3000), 3).History);
        Assert.Contains(effect.Balance, row => row.Name == "known company");
        Assert.Contains(effect.Balance, row => row.Name == "backlog");
        foreach (var name in (string[])["kind", "source", "country", "owner", "hour", "weekday"])
        {
            Assert.Contains(effect.Balance, row => row.Name.StartsWith(name + ":", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Closing_time_is_told_by_window_with_its_placebos()
    {
        var effect = Of(Sample.Read(new SamplePlan(6000), 7).History);
        Assert.Equal([30.0, 60, 120], effect.Closing.Where(one => one.PlaceboMinutes == 0).Select(one => one.WindowMinutes));
        Assert.Contains(effect.Closing, one => one.PlaceboMinutes < 0);
        var hour = effect.Closing.Single(one => one is { PlaceboMinutes: 0, WindowMinutes: 60 });
        Assert.True(hour.MedianWaitBefore < hour.MedianWaitAfter);
    }

    static string Text(SpeedEffect effect) => JsonSerializer.Serialize(effect, Json);

    /// <summary>Leads at one hour, alike in all.</summary>
    static History Counts(int quick, int quickWith, int later, int laterWith)
    {
        var floor = new Floor();
        for (var i = 0; i < quick + later; i++)
        {
            var wins = i < quickWith || (i >= quick && i < quick + laterWith);
            floor.Lead($"l{i}", lead => wins ? lead with { QualifiedAt = Floor.At(5000) } : lead)
                .Touch($"l{i}", i < quick ? 10 : 300);
        }
        return floor.Build();
    }
}
