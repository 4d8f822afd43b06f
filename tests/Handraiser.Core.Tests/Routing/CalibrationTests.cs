using FsCheck.Fluent;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(JoinerPolicy.Max, 1, 12)]
    [InlineData(JoinerPolicy.Mean, 1, 11)]
    [InlineData(JoinerPolicy.Zero, 1, 0)]
    [InlineData(JoinerPolicy.Max, 2, 24)]
    [InlineData(JoinerPolicy.Mean, 2, 22)]
    public void A_joiner_starts_where_the_policy_says_per_weight(JoinerPolicy policy, int weight, long level)
    {
        var pool = Pool(("a", 1), ("b", 1), ("new", weight)) with { Joiners = policy };
        var turns = Calibration.ForJoiner(pool, At(pool, 12, 10, 0), "new", Now);
        Assert.Equal(TurnKind.Joined, turns[0].Kind);
        Assert.Equal(level, turns.Skip(1).Sum(turn => turn.Delta));
    }

    [Fact]
    public void The_furthest_ahead_is_judged_by_level_per_weight()
    {
        var pool = Pool(("heavy", 300), ("light", 100), ("new", 100));
        var turns = Calibration.ForJoiner(pool, At(pool, 30, 11, 0), "new", Now);
        Assert.Equal(11, turns[1].Delta);
    }

    [Theory]
    [InlineData(JoinerPolicy.Max)]
    [InlineData(JoinerPolicy.Mean)]
    public void A_joiner_is_not_flooded(JoinerPolicy policy) =>
        Holds(Gen.Choose(1, 9).NonEmptyListOf(), weights =>
        {
            var old = Pool([.. weights.Select((weight, i) => ($"{i}", weight))]);
            var rota = Take(old, Fresh(old), 200).After;
            var pool = old with { Members = [.. old.Members, new PoolMember("new", 5)], Joiners = policy };
            rota = rota.For(pool).Apply(Calibration.ForJoiner(pool, rota, "new", Now));
            var total = pool.Members.Sum(member => member.Weight);
            var taken = Take(pool, rota, 50).Order.Count(rep => rep == "new");
            Assert.InRange(taken, 0, (50 * 5 / total) + 2);
        }, runs: 50);

    [Fact]
    public void A_joiner_at_zero_goes_first_until_level()
    {
        var pool = Pool(("a", 1), ("b", 1), ("new", 1)) with { Joiners = JoinerPolicy.Zero };
        var rota = At(pool, 3, 3, 0).Apply(Calibration.ForJoiner(pool, At(pool, 3, 3, 0), "new", Now));
        Assert.Equal("new new new", string.Join(' ', Take(pool, rota, 3).Order));
    }

    [Fact]
    public void Joining_again_never_lowers_a_level()
    {
        var pool = Pool(("a", 1), ("back", 1)) with { Joiners = JoinerPolicy.Mean };
        Assert.Single(Calibration.ForJoiner(pool, At(pool, 3, 40), "back", Now));
    }

    [Theory]
    [InlineData(LeavePolicy.CatchUp, "0 0 30")]
    [InlineData(LeavePolicy.Hold, "10 10 10")]
    [InlineData(LeavePolicy.Mean, "10 10 10")]
    public void Back_from_leave_the_next_thirty_turns_follow_the_policy(LeavePolicy policy, string shares)
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1)) with { Leave = policy };
        var (before, after) = Leave(pool, At(pool, 20, 20, 20), "c", 60);
        Assert.Equal(shares, Shares(Take(pool, Return(pool, after, "c", before), 30).Order, pool));
    }

    [Fact]
    public void Hold_keeps_a_lead_and_mean_does_not_give_one()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1));
        var (before, after) = Leave(pool, At(pool, 20, 20, 23), "c", 60);
        Assert.Equal(53, Return(pool, after, "c", before).Of("c")!.Value.Level);
        Assert.Equal(50, Return(pool with { Leave = LeavePolicy.Mean }, after, "c", before).Of("c")!.Value.Level);
    }

    [Fact]
    public void A_member_with_twice_the_weight_is_forgiven_twice_the_turns()
    {
        var pool = Pool(("a", 100), ("b", 100), ("c", 200));
        var (before, after) = Leave(pool, Fresh(pool), "c", 40);
        Assert.Equal(40, Return(pool, after, "c", before).Of("c")!.Value.Level);
    }

    [Fact]
    public void Two_who_were_on_leave_together_both_hold_their_place()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1));
        var start = Fresh(pool);
        var rota = start.Apply([Calibration.ForLeave(pool, "a", Now), Calibration.ForLeave(pool, "b", Now)]);
        var onlyC = new[] { Free("a") with { OnLeave = true }, Free("b") with { OnLeave = true }, Free("c") };
        rota = Return(pool, Return(pool, Take(pool, rota, 20, onlyC).After, "a", start), "b", start);
        Assert.Equal("20 20 20", string.Join(' ', rota.Members.Select(member => member.Level)));
    }

    [Fact]
    public void Who_joined_during_a_leave_does_not_lift_the_one_who_returns()
    {
        var pool = Pool(("a", 1), ("b", 1), ("new", 1));
        var start = At(pool, 50, 50, 0);
        var rota = start.Apply(Calibration.ForLeave(pool, "b", Now))
            .Apply(Calibration.ForJoiner(pool, start, "new", Now));
        Assert.Equal(50, Return(pool, rota, "b", start).Of("b")!.Value.Level);
    }

    [Fact]
    public void A_cycle_that_began_during_the_leave_is_not_counted_twice()
    {
        var pool = Pool(("a", 1), ("b", 1));
        var (before, away) = Leave(pool, At(pool, 90, 90), "b", 30);
        var rota = away.Apply(Calibration.ForReset(pool, Now, "A new month."));
        var (_, after) = Leave(pool, rota, "b", 10);
        Assert.Equal(10, Return(pool, after, "b", before).Of("b")!.Value.Level);
    }

    static (Rota Before, Rota After) Leave(Pool pool, Rota before, string rep, int turns) =>
        (before, Take(pool, before.Apply(Calibration.ForLeave(pool, rep, Now)), turns,
            Except(pool, rep, standing => standing with { OnLeave = true, Open = false })).After);

    static Rota Return(Pool pool, Rota after, string rep, Rota before) =>
        after.Apply(Calibration.ForReturn(pool, after, rep, before, Now + Duration.FromDays(14)));
}
