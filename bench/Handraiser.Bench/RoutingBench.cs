using BenchmarkDotNet.Attributes;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Bench;

/// <summary>
/// Who answers: 100 routes of which the last matches, a pool of 200 reps of three weights, 10,000 turns already taken.
/// Aim: 10 microseconds a decision.
/// </summary>
[MemoryDiagnoser]
public class RoutingBench
{
    static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    static readonly HashSet<string> Nobody = [];

    Pool pool = null!;
    Rota rota = null!;
    Standing[] allFree = null!;
    Standing[] halfAway = null!;
    List<Turn> turns = null!;
    Dictionary<string, Standing> standings = null!;
    OwnershipQuestion question = null!;
    OwnershipQuestion halfAwayQuestion = null!;

    [GlobalSetup]
    public void Setup()
    {
        var members = Enumerable.Range(0, 200).Select(i => new PoolMember($"rep-{i}", 100 * (1 + (i % 3))));
        pool = new Pool("last", "sales", [.. members], new Caps(50, 200, 500), JoinerPolicy.Max, LeavePolicy.Hold,
            TiePolicy.LeastRecent, EveryoneAway.Wait, null, CountsPresence: true, CountsHours: true);
        allFree = [.. pool.Members.Select(member => new Standing(member.Rep, true, true, true, false, 3, 9, 20))];
        halfAway = [.. allFree.Select((standing, i) => standing with { Present = i % 2 == 0 })];
        rota = Rota.From(pool, []);
        turns = [];
        for (var i = 0; i < 10_000; i++)
        {
            var taken = TurnTaking.Next(pool, rota, allFree, Now + Duration.FromMinutes(i), Nobody, (ulong)i).Turns;
            turns.AddRange(taken);
            rota = rota.Apply(taken);
        }
        standings = allFree.ToDictionary(standing => standing.Rep);
        question = Ask(allFree);
        halfAwayQuestion = Ask(halfAway);
    }

    [Benchmark(Baseline = true)]
    public OwnershipDecision Decide() => Ownership.Decide(question);

    [Benchmark]
    public OwnershipDecision DecideWithHalfOfThemAway() => Ownership.Decide(halfAwayQuestion);

    [Benchmark]
    public OwnershipDecision DecideFromFreshlyLoadedNumbers() => Ownership.Decide(question with
    {
        State = new RoutingState(standings,
            new Dictionary<string, Rota> { ["last"] = Rota.FromLevels(pool, rota.Members) }),
    });

    [Benchmark]
    public TurnDecision Next() => TurnTaking.Next(pool, rota, allFree, Now, Nobody, 1);

    [Benchmark]
    public IReadOnlyList<Considered> Explain() => TurnTaking.Next(pool, rota, allFree, Now, Nobody, 1).Explain();

    [Benchmark]
    public Rota FoldTenThousandTurns() => Rota.From(pool, turns);

    OwnershipQuestion Ask(Standing[] line)
    {
        var routes = Enumerable.Range(0, 100).Select(i => new Route($"Route {i}", new Condition.All(
        [
            new Condition.Test("company.country", Comparison.Is, [i == 99 ? "DE" : $"X{i}"], null),
            new Condition.Test("company.employees", Comparison.AtLeast, [], 50),
        ]), i == 99 ? "last" : "none", null));
        var team = new Team("sales", "Sales", OpeningHours.Always, "manager", "on-call");
        var playbook = new Playbook("Bench", new Dictionary<string, OpeningHours>(),
            new Dictionary<string, Team> { ["sales"] = team },
            new Dictionary<string, Pool> { ["last"] = pool }, new Dictionary<RequestKind, Target>(),
            new Dictionary<string, Ladder>(), [.. routes], "last", new Screening(80, "screener"));
        var facts = new Facts(new Dictionary<string, string>
        {
            ["company.country"] = "DE", ["company.employees"] = "120", ["email.domain"] = "example.com",
        });
        return new OwnershipQuestion(facts, playbook, new RoutingState(
            line.ToDictionary(standing => standing.Rep), new Dictionary<string, Rota> { ["last"] = rota }), Now, 1);
    }
}
