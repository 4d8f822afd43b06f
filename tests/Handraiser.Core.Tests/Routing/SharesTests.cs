using System.Globalization;
using FsCheck.Fluent;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class SharesTests
{
    [Fact]
    public void Equal_weights_take_turns_in_the_order_of_the_list()
    {
        var pool = Pool(("1", 1), ("2", 1), ("3", 1));
        Assert.Equal("1 2 3 1 2 3", string.Join(' ', Take(pool, Fresh(pool), 6).Order));
    }

    [Theory]
    [InlineData("50 100 150", 300, "50 100 150")]
    [InlineData("100 200 300", 600, "100 200 300")]
    [InlineData("100 200", 300, "100 200")]
    [InlineData("10 100 100 90", 300, "10 100 100 90")]
    [InlineData("200 100 100", 60, "30 15 15")]
    [InlineData("7", 5, "5")]
    public void Shares_are_exact_whenever_they_are_whole(string weights, int turns, string shares)
    {
        var pool = Pool([.. weights.Split(' ').Select((weight, i) => ($"{i + 1}", Int(weight)))]);
        Assert.Equal(shares, Shares(Take(pool, Fresh(pool), turns).Order, pool));
    }

    [Fact]
    public void A_heavy_member_is_spread_out_among_the_light_ones()
    {
        var pool = Pool(("a", 100), ("b", 200), ("c", 300));
        Assert.Equal("c b c a b c c b c a b c", string.Join(' ', Take(pool, Fresh(pool), 12).Order));
    }

    [Fact]
    public void After_every_turn_each_member_is_within_one_turn_of_the_exact_share() =>
        Holds(Gen.Choose(1, 500).NonEmptyListOf(), weights =>
        {
            var pool = Pool([.. weights.Take(12).Select((weight, i) => ($"{i}", weight))]);
            var total = pool.Members.Sum(member => member.Weight);
            var counts = new int[pool.Members.Count];
            var turn = 0;
            foreach (var rep in Take(pool, Fresh(pool), 150).Order)
            {
                counts[Int(rep)]++;
                turn++;
                for (var i = 0; i < counts.Length; i++)
                {
                    var deviation = (counts[i] * total) - (turn * pool.Members[i].Weight);
                    Assert.InRange(deviation, -total + 1, total - 1);
                }
            }
        }, runs: 100);

    [Fact]
    public void After_as_many_turns_as_the_weights_add_up_to_everybody_has_exactly_their_weight() =>
        Holds(Gen.Choose(1, 20).NonEmptyListOf(), weights =>
        {
            var pool = Pool([.. weights.Take(10).Select((weight, i) => ($"{i}", weight))]);
            var taken = Take(pool, Fresh(pool), pool.Members.Sum(member => member.Weight)).Order;
            Assert.Equal(string.Join(' ', pool.Members.Select(member => member.Weight)), Shares(taken, pool));
        });

    [Fact]
    public void The_turns_of_an_absent_member_are_shared_by_weight_among_those_who_are_free()
    {
        var pool = Pool(("a", 100), ("b", 200), ("c", 300));
        var away = Except(pool, "c", standing => standing with { Present = false });
        Assert.Equal("100 200 0", Shares(Take(pool, Fresh(pool), 300, away).Order, pool));
    }

    [Fact]
    public void Numbers_beyond_those_of_a_long_history_do_not_overflow()
    {
        var pool = Pool(("a", int.MaxValue), ("b", int.MaxValue), ("c", 1));
        var rota = At(pool, 1L << 50, (1L << 50) - 1, 1L << 20);
        Assert.Equal("b", Next(pool, rota).Rep);
    }

    [Fact]
    public void Whoever_waited_longest_wins_a_tie_under_least_recent()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1)) with { Ties = TiePolicy.LeastRecent };
        var rota = Take(pool, Fresh(pool), 2).After;
        rota = rota.Apply(Calibration.ForReset(pool, Now, "A new month."));
        Assert.Equal("c a b", string.Join(' ', Take(pool, rota, 3).Order));
    }

    [Fact]
    public void A_seeded_draw_repeats_itself_and_favours_nobody()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1)) with { Ties = TiePolicy.Seeded };
        var drawn = Enumerable.Range(0, 3000).Select(seed => Next(pool, Fresh(pool), seed: (ulong)seed).Rep!).ToList();
        var again = Enumerable.Range(0, 3000).Select(seed => Next(pool, Fresh(pool), seed: (ulong)seed).Rep!).ToList();
        Assert.Equal(drawn, again);
        foreach (var rep in new[] { "a", "b", "c" }) Assert.InRange(drawn.Count(other => other == rep), 900, 1100);
    }

    [Theory]
    [InlineData(TiePolicy.Seeded)]
    [InlineData(TiePolicy.LeastRecent)]
    public void Only_the_policy_list_looks_at_the_order_of_the_list(TiePolicy ties) =>
        Holds(Gen.Choose(0, 3).ListOf(6), levels =>
        {
            var pool = Pool([.. levels.Select((_, i) => ($"{i}", 1 + (i % 3)))]) with { Ties = ties };
            var turned = pool with { Members = [.. pool.Members.Reverse()] };
            var numbers = levels.Select((level, i) =>
                new MemberLevel($"{i}", level, 0, 0, Now.PlusNanoseconds(i * 7 % 5 + i))).ToList();
            Assert.Equal(
                Next(pool, Rota.FromLevels(pool, numbers), seed: 3).Rep,
                Next(turned, Rota.FromLevels(turned, numbers), seed: 3).Rep);
        });

    static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
