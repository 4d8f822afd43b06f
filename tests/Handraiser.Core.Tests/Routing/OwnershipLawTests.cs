using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class OwnershipLawTests
{
    static readonly string[] Reps = ["r0", "r1", "r2", "r3", "r4", "manager", "on-call", "screener"];

    [Fact]
    public void There_is_always_a_named_owner_whatever_the_playbook_and_the_state() =>
        Holds(Questions(), question =>
        {
            var decision = Ownership.Decide(question);
            Assert.False(string.IsNullOrEmpty(decision.Rep));
            Assert.False(string.IsNullOrEmpty(decision.Reason));
            Assert.True(decision.Owner == OwnerKind.Rep || decision.Pool is not null);
        }, runs: 1000);

    [Fact]
    public void An_owner_by_claim_or_by_turn_is_active_and_has_not_missed_the_lead() =>
        Holds(Questions(), question =>
        {
            var decision = Ownership.Decide(question);
            if (decision.Capacity > Capacity.Member) return;
            Assert.True(question.State.Standings[decision.Rep].Active);
            Assert.DoesNotContain(decision.Rep, question.Missed);
        }, runs: 1000);

    [Fact]
    public void One_turn_is_taken_by_the_owner_and_only_if_a_pool_decided_without_a_claim() =>
        Holds(Questions(), question =>
        {
            var decision = Ownership.Decide(question);
            var byTurn = decision.Capacity == Capacity.Member && decision.CoverFor is null;
            Assert.Equal(byTurn ? decision.Rep : null,
                decision.Turns.SingleOrDefault(turn => turn.Kind == TurnKind.Assigned)?.Rep);
            Assert.Equal(byTurn ? 1 : 0, decision.Turns.Sum(turn => turn.Delta));
        }, runs: 1000);

    [Fact]
    public void Nobody_covers_for_themselves() =>
        Holds(Questions(), question =>
        {
            var decision = Ownership.Decide(question);
            Assert.NotEqual(decision.CoverFor, decision.Rep);
        }, runs: 1000);

    [Fact]
    public void Handing_on_never_returns_to_who_missed_it_while_anybody_is_left() =>
        Holds(Questions(), question =>
        {
            var missed = new HashSet<string>(question.Missed);
            for (var round = 0; round < Reps.Length + 2; round++)
            {
                var decision = Ownership.Decide(question with { Missed = missed });
                if (!missed.Add(decision.Rep))
                {
                    Assert.True(missed.Contains("screener") || Inactive(question, "screener"));
                    return;
                }
            }
            Assert.Fail("The rounds do not end.");
        }, runs: 1000);

    [Fact]
    public void A_member_of_another_pool_never_gets_a_lead_by_turn() =>
        Holds(Questions(), question =>
        {
            var decision = Ownership.Decide(question);
            if (decision.Capacity != Capacity.Member) return;
            Assert.Contains(decision.Asked, asked => asked.Pool.Key == decision.Pool);
            Assert.Contains(question.Playbook.Pools[decision.Pool!].Members, member => member.Rep == decision.Rep);
        }, runs: 1000);

    static bool Inactive(OwnershipQuestion question, string rep) =>
        question.State.Standings.TryGetValue(rep, out var standing) && !standing.Active;

    static Gen<OwnershipQuestion> Questions() =>
        from pools in Pools("a").Zip(Pools("b")).Zip(Pools("c"))
        from standings in Standings().ListOf(Reps.Length)
        from known in Gen.Choose(0, (1 << Reps.Length) - 1)
        from missed in Gen.Choose(0, (1 << Reps.Length) - 1)
        from sometimes in Gen.Choose(0, 2)
        from claims in Claim().ListOf(4)
        from route in Gen.Elements("a", "b", "gone", "look")
        from catchAll in Gen.Elements("c", "gone")
        from held in Gen.Choose(0, 9)
        select Build([pools.Item1.Item1, pools.Item1.Item2, pools.Item2],
            [.. standings.Select((standing, i) => standing with { Rep = Reps[i] }).Where((_, i) => Bit(known, i))],
            [.. Reps.Where((_, i) => sometimes == 0 && Bit(missed, i))], [.. claims], route, catchAll, held == 0);

    static bool Bit(int bits, int place) => (bits >> place & 1) == 1;

    static Gen<string?> Claim() =>
        Gen.Frequency((2, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>([.. Reps, "stranger"])));

    static Gen<Pool> Pools(string key) =>
        from members in Gen.Elements("r0", "r1", "r2", "r3", "r4", "manager").ListOf()
        from weights in Gen.Choose(0, 3).ListOf(members.Count)
        from policy in Gen.Choose(0, (int)EveryoneAway.OnCall)
        from overflow in Gen.Elements("a", "b", "c", "gone", null)
        from counts in Gen.Choose(0, 1)
        from team in Gen.Frequency((9, Gen.Constant("sales")), (1, Gen.Constant("gone")))
        select Named(key, [.. members.Zip(weights)]) with
        {
            EveryoneAway = (EveryoneAway)policy, Overflow = overflow, CountsPresence = counts == 1, Team = team,
            Caps = new Caps(3, null, null),
        };

    static Gen<Standing> Standings() =>
        from odd in Gen.Choose(0, 8)
        from load in Gen.Choose(0, 4)
        select new Standing("", odd != 1, odd is not 2 and not 3, odd is not 4 and not 5, odd == 5, load, load, load);

    static OwnershipQuestion Build(Pool[] pools, Standing[] standings, HashSet<string> missed, string?[] claims,
        string route, string catchAll, bool held)
    {
        var playbook = Playbook(pools) with
        {
            Routes = [new Route("R", new Condition.All([]), route == "look" ? null : route,
                route == "look" ? "why" : null)],
            CatchAll = catchAll,
        };
        return Question(playbook, standings, pools.Where(pool => pool.Key != "b").Select(Fresh)) with
        {
            OpenLeadOwner = claims[0], DealOwner = claims[1], AccountOwner = claims[2], LastOwner = claims[3],
            Missed = missed, Held = held,
        };
    }
}
