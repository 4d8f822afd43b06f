using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class TurnTakingLawTests
{
    [Fact]
    public void Nobody_inactive_on_leave_excluded_or_without_a_share_is_ever_chosen() =>
        Holds(Cases(), given =>
        {
            if (Decide(given).Rep is not { } rep) return;
            var standing = given.Standings.Single(standing => standing.Rep == rep);
            Assert.True(standing.Active && !standing.OnLeave && !given.Missed.Contains(rep));
            Assert.True(given.Pool.Members.Single(member => member.Rep == rep).Weight > 0);
        }, runs: 1000);

    [Fact]
    public void Nobody_is_given_more_than_a_cap_allows_unless_the_pool_assigns_anyway() =>
        Holds(Cases(), given =>
        {
            var decision = Decide(given);
            if (decision.Rep is null || decision.Anyway) return;
            var standing = given.Standings.Single(standing => standing.Rep == decision.Rep);
            Assert.False(standing.Today >= given.Pool.Caps.Day);
            Assert.False(standing.ThisWeek >= given.Pool.Caps.Week);
            Assert.False(standing.OpenLeads >= given.Pool.Caps.Open);
            Assert.True(standing.Present || !given.Pool.CountsPresence);
            Assert.True(standing.Open || !given.Pool.CountsHours);
        }, runs: 1000);

    [Fact]
    public void Somebody_is_chosen_whenever_somebody_is_free() =>
        Holds(Cases(), given =>
        {
            var decision = Decide(given);
            var free = decision.Explain().Count(member => member.Verdict is Verdict.Chosen or Verdict.NotTheirTurn);
            Assert.Equal(free > 0 || decision.Anyway, decision.Rep is not null);
        }, runs: 1000);

    [Fact]
    public void The_ledger_tells_of_one_turn_for_the_chosen_and_of_at_most_one_skip() =>
        Holds(Cases(), given =>
        {
            var decision = Decide(given);
            Assert.Equal(decision.Rep, decision.Turns.SingleOrDefault(turn => turn.Kind == TurnKind.Assigned)?.Rep);
            Assert.Equal(decision.Rep is null ? 0 : 1, decision.Turns.Sum(turn => turn.Delta));
            Assert.InRange(decision.Turns.Count(turn => turn.Kind == TurnKind.Skipped), 0, 1);
            Assert.DoesNotContain(decision.Turns, turn => turn.Kind == TurnKind.Skipped && turn.Rep == decision.Rep);
        }, runs: 1000);

    [Fact]
    public void Asking_twice_gives_the_same_answer() =>
        Holds(Cases(), given =>
        {
            Assert.Equal(Decide(given).Turns, Decide(given).Turns);
            Assert.Equal(Decide(given).Explain(), Decide(given).Explain());
        });

    [Fact]
    public void A_busy_colleague_more_on_the_list_does_not_change_who_is_chosen() =>
        Holds(Cases(), given =>
        {
            var more = given.Pool with { Members = [.. given.Pool.Members, new PoolMember("busy", 3)] };
            var rota = given.Rota.For(more);
            var standings = given.Standings.Append(Free("busy") with { Active = false }).ToArray();
            Assert.Equal(Decide(given).Rep, Decide(given with { Pool = more, Rota = rota, Standings = standings }).Rep);
        });

    [Fact]
    public void Toggling_presence_a_hundred_times_changes_no_level()
    {
        var pool = Pool(("ann", 1), ("bob", 1), ("cem", 1));
        var rota = Fresh(pool);
        for (var i = 0; i < 100; i++)
        {
            var standings = Except(pool, "ann", standing => standing with { Present = i % 2 == 0 });
            rota = rota.Apply(Next(pool, rota, standings).Turns);
        }
        rota = Take(pool, rota, 2).After;
        Assert.Equal("34 34 34", string.Join(' ', rota.Members.Select(member => member.Level)));
    }

    sealed record Case(Pool Pool, Rota Rota, Standing[] Standings, HashSet<string> Missed)
    {
        public override string ToString() =>
            $"{Pool}\n{string.Join('\n', Standings)}\nmissed {string.Join(' ', Missed)}";
    }

    static TurnDecision Decide(Case given) => Next(given.Pool, given.Rota, given.Standings, 5, given.Missed);

    static TurnDecision Next(Pool pool, Rota rota, Standing[] standings, ulong seed, IReadOnlySet<string> missed) =>
        TurnTaking.Next(pool, rota, standings, Now, missed, seed);

    static TurnDecision Next(Pool pool, Rota rota, Standing[] standings) => Next(pool, rota, standings, 0, Nobody);

    static Gen<Case> Cases() =>
        from rows in Rows().ListOf()
        from ties in Gen.Elements(TiePolicy.List, TiePolicy.LeastRecent, TiePolicy.Seeded)
        from policy in Gen.Choose(0, (int)EveryoneAway.OnCall)
        from caps in Gen.Choose(0, 6).Select(cap => cap == 0 ? Caps.None : new Caps(cap, cap + 1, cap + 2))
        from counts in Gen.Choose(0, 3)
        select Build(rows, ties, (EveryoneAway)policy, caps, counts);

    static Gen<(int Weight, long Level, Standing Standing, bool Missed)> Rows() =>
        from weight in Gen.Choose(0, 4)
        from level in Gen.Choose(-2, 9)
        from odd in Gen.Choose(0, 6)
        from load in Gen.Choose(0, 5)
        select (weight, (long)level,
            new Standing("", odd != 1, odd != 2, odd is not 3 and not 4, odd == 4, load, load, load), odd == 5);

    static Case Build(IReadOnlyList<(int Weight, long Level, Standing Standing, bool Missed)> rows, TiePolicy ties,
        EveryoneAway policy, Caps caps, int counts)
    {
        var pool = Pool([.. rows.Select((row, i) => ($"r{i}", row.Weight))]) with
        {
            Ties = ties, EveryoneAway = policy, Caps = caps, CountsHours = counts % 2 == 0, CountsPresence = counts < 2,
        };
        return new Case(pool, At(pool, [.. rows.Select(row => row.Level)]),
            [.. rows.Select((row, i) => row.Standing with { Rep = $"r{i}" })],
            [.. rows.Select((row, i) => (row.Missed, Rep: $"r{i}")).Where(row => row.Missed).Select(row => row.Rep)]);
    }
}
