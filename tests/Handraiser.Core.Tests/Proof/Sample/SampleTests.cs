using System.Globalization;
using Handraiser.Core.Proof;

namespace Handraiser.Core.Tests.Proof;

public sealed class SampleTests
{
    static readonly SamplePlan Small = new(400);

    [Fact]
    public void The_same_seed_gives_the_same_and_another_does_not()
    {
        Assert.Equal(Fingerprint(Small, 7), Fingerprint(Small, 7));
        Assert.NotEqual(Fingerprint(Small, 7), Fingerprint(Small, 8));
    }

    /// <summary>Whoever changes the world on purpose writes the new number here.</summary>
    [Fact]
    public void Every_machine_invents_the_same() => Assert.Equal(18392835579461244198UL, Fingerprint(Small, 1));

    [Fact]
    public void There_are_exactly_as_many_leads_as_asked_for_in_the_order_in_which_they_came()
    {
        var leads = new Core.Proof.Sample(Small, 1).Leads().ToList();
        Assert.Equal(400, leads.Count);
        Assert.Equal(leads.OrderBy(one => one.Lead.RaisedAt).ThenBy(one => one.Lead.Id, StringComparer.Ordinal), leads);
        Assert.All(leads, one => Assert.InRange(one.Lead.RaisedAt, Small.Start, Small.Until));
    }

    [Fact]
    public void Leads_are_told_while_later_ones_are_still_to_come()
    {
        var sample = new Core.Proof.Sample(new SamplePlan(1_000_000), 1);
        Assert.Equal(50, sample.Leads().Take(50).Count());
        // What was read so far is all that the truth speaks of.
        Assert.InRange(sample.Truth().Leads, 50, 51);
    }

    [Fact]
    public void Nothing_in_the_export_is_later_than_the_export() => Assert.All(new Core.Proof.Sample(Small, 1).Leads(), one =>
    {
        Assert.All(one.Activities, activity => Assert.True(activity.Touch.At <= Small.Until && activity.Touch.LoggedAt <= Small.Until));
        Assert.All(one.Deals, deal => Assert.True(deal.Deal.CreatedAt <= Small.Until && !(deal.Deal.ClosedAt > Small.Until)));
        Assert.False(one.Lead.EndedAt > Small.Until || one.Lead.ContactedAt > Small.Until || one.Lead.WonAt > Small.Until);
    });

    [Fact]
    public void People_work_in_the_hours_of_the_office_only()
    {
        var hours = Small.Hours();
        var calls = new Core.Proof.Sample(Small, 1).Leads().SelectMany(one => one.Activities)
            .Where(one => one.Touch.Channel == Channel.Call && one.Planted == Planted.None).ToList();
        Assert.True(calls.Count > 300);
        Assert.All(calls, one => Assert.True(hours.IsOpenAt(one.Touch.At)));
    }

    [Fact]
    public void No_two_reps_bear_one_name()
    {
        var owners = new Core.Proof.Sample(new SamplePlan(1_000_000), 1).Leads().Take(3_000)
            .GroupBy(one => one.Lead.Owner!).Select(same => same.Select(one => one.Lead.Team).Distinct().Count());
        Assert.All(owners, teams => Assert.Equal(1, teams));
    }

    [Fact]
    public void Deals_are_tied_in_every_way_and_some_not_at_all()
    {
        var (history, _, _) = Core.Proof.Sample.Read(new SamplePlan(6_000), 2);
        var links = history.Deals.Link.CountBy(link => link).ToDictionary();
        Assert.All(Enum.GetValues<Link>(), link => Assert.True(links[link] > 20));
        Assert.All(Enumerable.Range(0, history.Deals.Count),
            deal => Assert.Equal(history.Deals.Link[deal] == Link.None, history.Deals.Lead[deal] < 0));
    }

    [Fact]
    public void What_gives_the_outcome_away_was_written_after_the_talk()
    {
        var judged = new Core.Proof.Sample(Small, 1).Leads().Where(one => one.QualityAt is not null).ToList();
        Assert.True(judged.Count > 50);
        Assert.All(judged, one => Assert.True(one.QualityAt > one.Lead.ContactedAt && one.Lead.Words!.ContainsKey(SampleTraits.Leaking)));
    }

    [Fact]
    public void Sources_cost_what_their_leads_cost()
    {
        var sample = new Core.Proof.Sample(new SamplePlan(5_000), 3);
        var leads = sample.Leads().CountBy(one => one.Lead.Source!).ToDictionary();
        var spent = sample.Costs.Where(cost => cost.Source == "linkedin").Sum(cost => cost.Amount);
        Assert.InRange(spent / leads["linkedin"], 70, 106);
        Assert.DoesNotContain(sample.Costs, cost => cost.Source == "direct");
    }

    static ulong Fingerprint(SamplePlan plan, ulong seed)
    {
        var hash = 14695981039346656037UL;
        var sample = new Core.Proof.Sample(plan, seed);
        foreach (var one in sample.Leads())
        {
            Fold(string.Create(CultureInfo.InvariantCulture,
                $"{one.Lead.Id} {one.Lead.RaisedAt} {one.Lead.WonAt} {one.Email} {one.Status} {one.Lead.Employees}"));
            foreach (var activity in one.Activities)
            {
                Fold(string.Create(CultureInfo.InvariantCulture,
                    $"{activity.Touch.Id} {activity.Touch.At} {activity.Touch.LoggedAt} {activity.Touch.Type} {activity.Planted}"));
            }
            foreach (var (deal, _) in one.Deals) Fold(string.Create(CultureInfo.InvariantCulture, $"{deal.Id} {deal.Value} {deal.ClosedAt}"));
        }
        foreach (var cost in sample.Costs) Fold(string.Create(CultureInfo.InvariantCulture, $"{cost.From} {cost.Amount}"));
        return hash;

        void Fold(string text)
        {
            foreach (var letter in text) hash = (hash ^ letter) * 1099511628211UL;
        }
    }
}
