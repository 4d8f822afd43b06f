using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Simulation;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;
using static Handraiser.Core.Tests.Simulation.SimulatedWorld;

namespace Handraiser.Core.Tests.Simulation;

/// <summary>The laws are checked inside the run, which throws; these tests see to it that there is much to check.
/// </summary>
public class SimulationLawTests
{
    [Fact]
    public void No_law_is_broken_by_two_hundred_seeds_over_random_playbooks() =>
        Prop.ForAll(Plans().ToArbitrary(), case_ =>
        {
            var result = Simulator.Run(case_.Plan, case_.Seed);
            Assert.Equal(result.Requests, result.Leads + result.Joined);
            Assert.Equal(result.Requests, result.Kinds.Sum(kind => kind.Requests));
            Assert.Equal(result.Leads - result.Spam, result.FirstAttempt.Answered + result.FirstAttempt.Never);
            Assert.Equal(result.Breached, result.Reps.Sum(rep => rep.Breached));
            Assert.Equal(result.Breached, result.Hours.Sum(hour => hour.Breached));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260302UL, 11400714819323198485UL));

    [Fact]
    public void No_law_is_broken_by_the_sample_company_across_a_clock_change() =>
        Assert.All(Enumerable.Range(0, 10), seed =>
            Assert.True(Simulator.Run(SampleCompany.Plan(Monday, 60, 150), (ulong)seed).Leads > 5000));

    [Fact]
    public void Who_always_misses_it_never_gets_it_back_while_another_is_free()
    {
        var playbook = Playbook(OpeningHours.Always, ("ann", 100), ("bob", 100), ("cid", 100));
        var plan = Perfect(playbook, 3, 3) with { Others = RepHabits.Perfect with { Notices = 0, Heeds = 0 } };
        var owners = Simulator.Happenings(plan, 5).Where(one => one.Kind == HappeningKind.Assigned)
            .GroupBy(one => one.Lead);
        Assert.All(owners, spells => Assert.Equal(spells.Count(), spells.Select(one => one.Rep).Distinct().Count()));
    }

    [Fact]
    public void A_cap_of_open_leads_is_never_passed()
    {
        var playbook = Playbook(OpeningHours.Always, ("ann", 100), ("bob", 300));
        playbook = playbook with { Pools = playbook.Pools.ToDictionary(
            pair => pair.Key, pair => pair.Value with { Caps = new Caps(null, null, 4) }) };
        var result = Simulator.Run(Perfect(playbook, 5, 5), 5);
        Assert.All(result.Reps.Where(rep => rep.Rep is "ann" or "bob"), rep => Assert.Equal(4, rep.MostOpen));
        Assert.True(result.Waited > 0);
    }

    [Fact]
    public void A_turn_that_is_given_back_is_counted_once()
    {
        var playbook = Playbook(OpeningHours.Always, ("ann", 100), ("bob", 100));
        var plan = Perfect(playbook, 10, 5);
        var result = Simulator.Run(plan with { Traffic = [plan.Traffic[0] with { Duds = 0.3 }] }, 5);
        Assert.InRange(result.Credited, result.Leads / 4, result.Leads / 3);
        Assert.Equal(result.Leads - result.Credited, result.Pools.Sum(pool => pool.Members.Sum(one => one.Turns)));
    }

    [Fact]
    public void A_request_that_joins_is_not_a_lead_of_its_own()
    {
        var playbook = Playbook(OpeningHours.Always, ("ann", 100));
        var plan = Perfect(playbook, 10, 5);
        var result = Simulator.Run(plan with { Traffic = [plan.Traffic[0] with { Returning = 0.3 }] }, 5);
        Assert.True(result.Joined > 100);
        Assert.Equal(result.Leads, result.Reps.Single(rep => rep.Rep == "ann").Given);
    }

    static Gen<(SimulationPlan Plan, ulong Seed)> Plans() =>
        from seed in Gen.Choose(0, int.MaxValue)
        from playbook in Playbooks()
        from perHour in Gen.Choose(1, 12)
        from days in Gen.Choose(1, 8)
        from returning in Gen.Choose(0, 40)
        from held in Gen.Choose(0, 20)
        from notices in Gen.Choose(0, 100)
        from absent in Gen.Choose(0, 50)
        from handling in Gen.Choose(0, 30)
        from day in Gen.Choose(0, 360)
        let zone = DateTimeZoneProviders.Tzdb["Europe/Oslo"]
        select (new SimulationPlan(playbook, Monday + Duration.FromDays(day), days,
        [
            new Traffic(zone, WeekShape.Even(perHour))
            {
                Returning = returning / 100.0, Held = held / 100.0, Duds = 0.1,
                Fields = [new("company.country", [("DE", 2), ("US", 2), ("SG", 1), (null, 1)])],
            },
        ])
        {
            Others = new RepHabits
            {
                Notices = notices / 100.0, Heeds = notices / 200.0, Absent = absent / 100.0,
                Handling = Duration.FromMinutes(handling),
            },
        }, (ulong)seed);

    static Gen<Playbook> Playbooks() =>
        from pools in Gen.ListOf(Pools(), 3)
        from minutes in Gen.Choose(1, 600)
        from workingDays in Gen.Choose(0, 2)
        from whose in Gen.Elements(WhoseHours.Always, WhoseHours.Team, WhoseHours.Owner)
        from metBy in Gen.Elements(Grade.Attempt, Grade.Personal, Grade.TwoWay)
        from steps in Gen.ListOf(Steps(), 4)
        from ladderless in Gen.Elements(true, false, false)
        let named = pools.Select((pool, place) => pool with
        {
            Key = Key(place), Overflow = pool.EveryoneAway == EveryoneAway.Overflow ? Key((place + 1) % 3) : null,
            Team = place == 0 ? "day" : "split",
        }).ToList()
        let target = new Target(Duration.FromMinutes(minutes), 0, whose, metBy, ladderless ? null : "ladder")
        let slow = new Target(null, workingDays, WhoseHours.Team, metBy, "ladder")
        select new Playbook("Random", new Dictionary<string, OpeningHours>(),
            new Dictionary<string, Team>
            {
                ["day"] = new("day", "Day", Office, "rep-0", "rep-1"),
                ["split"] = new("split", "Split", Split, "manager", "on-call"),
            },
            named.ToDictionary(pool => pool.Key),
            new Dictionary<RequestKind, Target>
            {
                [RequestKind.Chat] = target, [RequestKind.Demo] = target with { Within = Duration.FromMinutes(5) },
                [RequestKind.Content] = workingDays > 0 ? slow : target,
            },
            new Dictionary<string, Ladder>
            {
                ["ladder"] = new("ladder", [.. steps, new(4, null, LadderAction.OnCall)]),
            },
            [Route("DE", named[0].Key, null), Route("US", named[1].Key, null), Route("SG", null, "Look")],
            named[2].Key, new Core.Playbooks.Screening(80, "screener"));

    static Gen<Pool> Pools() =>
        from weights in Gen.ListOf(Gen.Choose(0, 300), 4)
        from first in Gen.Choose(0, 6)
        from size in Gen.Choose(1, 4)
        from day in Gen.Choose(1, 30)
        from open in Gen.Choose(1, 20)
        from capped in Gen.Elements(true, false)
        from ties in Gen.Elements(TiePolicy.List, TiePolicy.LeastRecent, TiePolicy.Seeded)
        from away in Gen.Elements(Enum.GetValues<EveryoneAway>())
        from presence in Gen.Elements(true, false)
        from hours in Gen.Elements(true, false)
        select new Pool("", "", [.. weights.Take(size).Select((weight, i) => new PoolMember(Rep(first + i), weight))],
            capped ? new Caps(day, day * 3, open) : Caps.None, JoinerPolicy.Max, LeavePolicy.Hold, ties, away, null,
            presence, hours);

    static Gen<LadderStep> Steps() =>
        from percent in Gen.Choose(0, 300)
        from offset in Gen.Elements(true, false)
        from action in Gen.Elements(LadderAction.Nudge, LadderAction.TellManager, LadderAction.HandOn)
        select offset ? new LadderStep(null, Duration.FromMinutes(percent - 100), action)
            : new LadderStep(percent / 100.0, null, action);

    static OpeningHours Split { get; } = new(DateTimeZoneProviders.Tzdb["America/New_York"],
        Enumerable.Range(1, 7).SelectMany(day => new[]
        {
            new Shift((IsoDayOfWeek)day, new LocalTime(9, 0), new LocalTime(12, 0)),
            new Shift((IsoDayOfWeek)day, new LocalTime(22, 0), new LocalTime(2, 0)),
        }), [new LocalDate(2026, 3, 3)]);

    static string Rep(int number) => string.Create(CultureInfo.InvariantCulture, $"rep-{number}");

    static string Key(int place) => string.Create(CultureInfo.InvariantCulture, $"pool-{place}");

    static Route Route(string country, string? pool, string? look) =>
        new(country, new Condition.Test("company.country", Comparison.Is, [country], null), pool, look);
}
