using Handraiser.Core.Proof;
using Handraiser.Core.Touches;

namespace Handraiser.Core.Tests.Proof;

/// <summary>What is said to be true is what a large sample shows.</summary>
public sealed class SampleTruthTests
{
    const double StandardErrors = 4;

    // Nobody good is hurried for and no record lies, so what is seen is what is true.
    static readonly Lazy<(History History, SampleTruth Truth)> Fair = new(() =>
    {
        var plan = new SamplePlan(40_000) { Confounding = 0, Heaping = false, Bunching = false, Shares = SampleShares.None };
        var (history, truth, _) = Core.Proof.Sample.Read(plan, 11);
        return (history, truth);
    });

    static readonly Lazy<(History History, SampleTruth Truth)> Usual = new(() =>
    {
        var (history, truth, _) = Core.Proof.Sample.Read(new SamplePlan(20_000), 12);
        return (history, truth);
    });

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(240)]
    public void Where_nothing_confounds_those_who_waited_so_long_do_as_the_curve_says(double minutes)
    {
        var (history, truth) = Fair.Value;
        var rates = truth.Curve.Single(point => point.Minutes == minutes).Rates;
        var near = Mature(history, truth).Where(lead => FirstAttempt(history, lead) is { } waited
            && waited > minutes * 0.8 && waited < minutes * 1.25).ToList();
        Near(rates.Contacted, near, lead => history.Leads.Reached[lead].HasFlag(Reached.Contacted));
        Near(rates.Qualified, near, lead => history.Leads.Reached[lead].HasFlag(Reached.Qualified));
        Near(rates.Met, near, lead => history.Leads.Reached[lead].HasFlag(Reached.Met));
        Near(rates.Won, near, lead => history.Leads.Reached[lead].HasFlag(Reached.Won));
    }

    [Fact]
    public void The_mean_of_the_potential_outcomes_under_the_waits_that_were_is_what_came_of_them()
    {
        var (history, truth) = Usual.Value;
        var group = truth.Groups.Single(one => one.Name == "mature");
        var contacted = Mature(history, truth).Count(lead => history.Leads.Reached[lead].HasFlag(Reached.Contacted));
        var won = Mature(history, truth).Count(lead => history.Leads.Reached[lead].HasFlag(Reached.Won));
        Assert.Equal(group.AsWaited.Contacted, contacted / (double)group.Leads, 0.012);
        Assert.Equal(group.AsWaited.Won, won / (double)group.Leads, 0.006);
    }

    [Fact]
    public void Every_outcome_of_a_mature_lead_is_known_and_comes_within_its_days()
    {
        var leads = Usual.Value.History.Leads;
        const long day = 86_400_000_000;
        Assert.All(Mature(Usual.Value.History, Usual.Value.Truth), lead =>
        {
            if (leads.ContactedAt[lead] != Unknown.Time) Assert.True(leads.ContactedAt[lead] - leads.RaisedAt[lead] <= 30 * day);
            if (leads.QualifiedAt[lead] != Unknown.Time) Assert.True(leads.QualifiedAt[lead] - leads.RaisedAt[lead] <= 30 * day);
            if (leads.WonAt[lead] != Unknown.Time) Assert.True(leads.WonAt[lead] - leads.RaisedAt[lead] <= 90 * day);
        });
    }

    [Fact]
    public void Good_leads_are_answered_sooner_so_the_raw_bands_claim_too_much()
    {
        var bands = Usual.Value.Truth.Bands;
        Assert.True(bands[0].Bias.Contacted > 0.04);
        Assert.True(bands[^1].Bias.Contacted < -0.02);
        var seen = Band(Usual.Value.History, 0, 5) - Band(Usual.Value.History, 1_440, double.PositiveInfinity);
        Assert.Equal(bands[0].Raw.Contacted - bands[^1].Raw.Contacted, seen, 0.05);
    }

    [Fact]
    public void Where_nothing_confounds_the_raw_bands_are_right() => Assert.All(Fair.Value.Truth.Bands,
        band => Assert.Equal(0, band.Bias.Contacted, 0.012));

    [Fact]
    public void Without_an_effect_all_waits_come_to_the_same()
    {
        var truth = Core.Proof.Sample.Read(new SamplePlan(2_000) { Effect = 0 }, 1).Truth;
        Assert.Equal(default, truth.Groups[0].Effect5Against1440);
        Assert.True(truth.Bands[0].Raw.Contacted > truth.Bands[^1].Raw.Contacted + 0.05);
    }

    [Fact]
    public void A_quality_that_no_column_shows_adds_to_what_the_raw_bands_claim()
    {
        var hidden = Core.Proof.Sample.Read(new SamplePlan(6_000) { Hidden = 1 }, 1).Truth.Bands;
        var shown = Core.Proof.Sample.Read(new SamplePlan(6_000), 1).Truth.Bands;
        Assert.True((hidden[0].Bias - hidden[^1].Bias).Contacted > (shown[0].Bias - shown[^1].Bias).Contacted + 0.02);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_attempt_reaches_as_many_as_it_should(int number)
    {
        var (history, truth) = Fair.Value;
        var (made, reached) = (0, 0);
        foreach (var lead in Mature(history, truth))
        {
            var contact = history.Leads.ContactedAt[lead];
            var attempts = Ours(history, lead).Count(touch => contact == Unknown.Time || history.Touches.At[touch] <= contact);
            if (attempts <= number) continue;
            made++;
            if (contact != Unknown.Time && attempts == number + 1) reached++;
        }
        var hazard = truth.Attempts[number].Hazard;
        Assert.Equal(hazard, reached / (double)made, StandardErrors * Math.Sqrt(hazard * (1 - hazard) / made));
    }

    [Fact]
    public void The_restricted_means_are_those_of_the_leads()
    {
        var (history, truth) = Fair.Value;
        var waits = Enumerable.Range(0, history.Leads.Count)
            .Where(lead => history.Leads.Ending[lead] != Ending.Merged && !IsVoid(history, lead))
            .Select(lead => Math.Min(24, (FirstAttempt(history, lead) ?? double.PositiveInfinity) / 60)).ToList();
        // A void lead of the last day is not closed yet.
        Assert.InRange(waits.Count, truth.Leads - truth.Void, truth.Leads - truth.Void + 20);
        Assert.Equal(truth.Means.Attempt24, waits.Average(), 0.05);
    }

    /// <summary>The same world, written down a second time from what the columns show.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(1_440)]
    public void The_average_potential_outcomes_follow_from_the_columns(double minutes)
    {
        var sample = new Core.Proof.Sample(new SamplePlan(3_000), 4);
        var sum = default(TrueRates);
        foreach (var one in sample.Leads()) sum += Expected(one.Lead, minutes);
        var group = sample.Truth().Groups.Single(one => one.Name == "all");
        var told = minutes switch { 5 => group.At5, 60 => group.At60, _ => group.At1440 };
        Assert.Equal(sum.Contacted / 3_000, told.Contacted, 10);
        Assert.Equal(sum.Qualified / 3_000, told.Qualified, 10);
        Assert.Equal(sum.Won / 3_000, told.Won, 10);
    }

    static TrueRates Expected(LeadEntry lead, double minutes)
    {
        if (lead.Ending == Ending.Merged || (lead.Ending == Ending.Disqualified && lead.ContactedAt is null)) return default;
        var quality = lead.Kind switch { "demo" => 0.8, "pricing" => 0.6, "contact" => 0.1, "content" => -1.1, _ => 0 }
            + lead.Source switch
            {
                "organic" => 0.1, "paid-search" => -0.1, "referral" => 0.5, "linkedin" => -0.3, "webinar" => -0.4, "partner" => 0.3, _ => 0,
            }
            + (lead.Employees is { } size ? Math.Clamp(0.15 * Math.Log(size / 60), -0.5, 0.5) : 0);
        var stop = lead.Kind switch { "demo" => 0.15, "pricing" => 0.18, "content" => 0.42, _ => 0.25 };
        var tool = lead.Words!["tool"] switch { "spreadsheet" => 0.8, "nothing" => -0.6, _ => 0 };
        var visits = (Math.Min(lead.Numbers!["visits"], 11) - 5) / 4;
        var log = Math.Log(1 + minutes);
        var strength = Math.Exp(-0.64 + (0.45 * quality) + (0.06 * visits) - (0.175 * log));
        var (contacted, going) = (0.0, 1.0);
        foreach (var yield in new[] { 1, 0.9, 0.8, 0.6, 0.5, 0.4, 0.3, 0.3 })
        {
            var hazard = 1 - Math.Exp(-strength * yield);
            contacted += going * hazard;
            going *= (1 - hazard) * (1 - stop);
        }
        var qualified = contacted * Logistic(-0.1 + (0.5 * quality) + (0.25 * visits) + (0.4 * tool) - (0.06 * log));
        var won = 0.72 * qualified * Logistic(-1.05 + (0.3 * quality) + (0.7 * visits) + (0.7 * tool) - (0.03 * log));
        return new(contacted, qualified, 0.72 * qualified, won);
    }

    static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    static double Band(History history, double over, double upTo)
    {
        var inBand = Enumerable.Range(0, history.Leads.Count)
            .Where(lead => FirstAttempt(history, lead) is { } waited && waited > over && waited <= upTo).ToList();
        return inBand.Count(lead => history.Leads.Reached[lead].HasFlag(Reached.Contacted)) / (double)inBand.Count;
    }

    static void Near(double rate, List<int> leads, Func<int, bool> happened)
    {
        Assert.True(leads.Count > 300);
        Assert.Equal(rate, leads.Count(happened) / (double)leads.Count, 0.01 + (StandardErrors * Math.Sqrt(rate * (1 - rate) / leads.Count)));
    }

    static IEnumerable<int> Mature(History history, SampleTruth truth) => Enumerable.Range(0, history.Leads.Count)
        .Where(lead => Moment.At(history.Leads.RaisedAt[lead]) <= truth.Until - NodaTime.Duration.FromDays(90));

    static IEnumerable<int> Ours(History history, int lead) =>
        Enumerable.Range(history.Touches.FirstOfLead[lead], history.Touches.FirstOfLead[lead + 1] - history.Touches.FirstOfLead[lead])
            .Where(touch => !history.Touches.Inbound[touch] && history.Touches.Grade[touch] != Grade.Automated);

    static double? FirstAttempt(History history, int lead)
    {
        foreach (var touch in Ours(history, lead)) return (history.Touches.At[touch] - history.Leads.RaisedAt[lead]) / 60e6;
        return null;
    }

    static bool IsVoid(History history, int lead) =>
        history.Leads.Ending[lead] == Ending.Disqualified && history.Leads.ContactedAt[lead] == Unknown.Time;
}
