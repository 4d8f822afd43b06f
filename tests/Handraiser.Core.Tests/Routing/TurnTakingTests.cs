using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class TurnTakingTests
{
    // Caps: 5 a day, 20 a week, 9 open.
    [Theory]
    [InlineData("""
        ann  1 4 -             0  0 0 NotTheirTurn
        bob  1 3 -             4 19 8 Chosen
        cem  1 0 inactive      0  0 0 Inactive
        dan  1 0 away          0  0 0 Away
        eve  1 0 closed        0  0 0 OutsideHours
        fay  1 0 leave         0  0 0 OnLeave
        gus  1 0 missed        0  0 0 MissedThisLead
        hal  1 0 -             5  0 0 DayCap
        ida  1 0 -             0 20 0 WeekCap
        jon  1 0 -             0  0 9 OpenCap
        kim  0 0 -             0  0 0 NoShare
        """)]
    [InlineData("""
        ann  1 0 away+inactive 0  0 0 Inactive
        bob  1 0 away+missed   0  0 0 MissedThisLead
        cem  1 0 away+closed   9 90 9 OutsideHours
        dan  1 0 away          9 90 9 Away
        eve  1 0 -             9 90 9 DayCap
        fay  1 9 -             0  0 0 Chosen
        """)]
    [InlineData("""
        ann  3 2 -             0  0 0 NotTheirTurn
        bob  1 0 -             0  0 0 Chosen
        cem  2 2 -             0  0 0 NotTheirTurn
        """)]
    [InlineData("""
        ann  1 0 away          0  0 0 Away
        bob  0 0 -             0  0 0 NoShare
        """)]
    public void Everybody_is_told_why_or_why_not(string table)
    {
        var (pool, rota, standings, missed, expected) = StandingTable.Read(table);
        pool = pool with { Caps = new Caps(5, 20, 9) };
        var decision = Next(pool, rota, standings, missed: missed);
        Assert.Equal(expected, decision.Explain().Select(member => $"{member.Verdict}"));
        Assert.Equal(decision.Rep, decision.Explain().SingleOrDefault(member => member.Verdict == Verdict.Chosen)?.Rep);
    }

    [Fact]
    public void A_turn_is_written_for_the_chosen_and_a_reason_for_the_one_who_was_passed_over()
    {
        var pool = Pool(("ann", 1), ("bob", 1), ("cem", 1));
        var standings = Except(pool, "ann", standing => standing with { Present = false });
        var decision = Next(pool, At(pool, 41, 42, 43), standings);
        Assert.Equal(
            [
                new Turn("emea", TurnKind.Skipped, "ann", 0, "Would have been next, but is away.", Now),
                new Turn("emea", TurnKind.Assigned, "bob", 1,
                    "Next in turn: 42 of 126 turns so far, furthest behind their share among 2 free members.", Now),
            ],
            decision.Turns);
    }

    [Fact]
    public void Somebody_away_who_would_not_have_been_next_is_not_written_down()
    {
        var pool = Pool(("ann", 1), ("bob", 1));
        var standings = Except(pool, "bob", standing => standing with { Open = false });
        Assert.Equal(TurnKind.Assigned, Assert.Single(Next(pool, Fresh(pool), standings).Turns).Kind);
    }

    [Fact]
    public void A_pool_that_counts_neither_presence_nor_hours_asks_for_neither()
    {
        var pool = Pool(("ann", 1)) with { CountsPresence = false, CountsHours = false };
        Assert.Equal("ann", Next(pool, Fresh(pool), [Free("ann") with { Present = false, Open = false }]).Rep);
        Assert.Null(Next(pool, Fresh(pool), [Free("ann") with { OnLeave = true, Open = false }]).Rep);
    }

    [Fact]
    public void When_nobody_is_free_the_reason_counts_what_bars_them()
    {
        var pool = Pool(("ann", 1), ("bob", 1), ("cem", 1));
        var decision = Next(pool, Fresh(pool),
        [
            Free("ann") with { Present = false }, Free("bob") with { OnLeave = true },
            Free("cem") with { Present = false },
        ]);
        Assert.Null(decision.Rep);
        Assert.True(decision.SomebodyMayReturn);
        Assert.Equal("Nobody in 'emea' can take it now (1 on leave, 2 away).", decision.Reason);
    }

    [Fact]
    public void Waiting_is_in_vain_when_everybody_has_left_or_missed_the_lead()
    {
        var pool = Pool(("ann", 1), ("bob", 1));
        var standings = Except(pool, "ann", standing => standing with { Active = false });
        Assert.False(Next(pool, Fresh(pool), standings, missed: new HashSet<string> { "bob" }).SomebodyMayReturn);
    }

    [Fact]
    public void Assign_gives_it_to_the_next_in_turn_who_is_merely_not_here()
    {
        var pool = Pool(("ann", 1), ("bob", 1), ("cem", 1), ("dan", 1)) with
        {
            EveryoneAway = EveryoneAway.Assign, Caps = new Caps(1, null, null),
        };
        Standing[] standings =
        [
            Free("ann") with { Active = false }, Free("bob") with { OnLeave = true },
            Free("cem") with { Today = 9 }, Free("dan") with { Open = false },
        ];
        var decision = Next(pool, At(pool, 0, 0, 8, 7), standings);
        Assert.Equal("dan", decision.Rep);
        Assert.True(decision.Anyway);
        Assert.Equal("cem", Next(pool, At(pool, 0, 0, 8, 7), standings, missed: new HashSet<string> { "dan" }).Rep);
    }

    [Fact]
    public void The_explanation_says_after_how_many_turns_it_is_a_members_turn_at_the_latest()
    {
        var pool = Pool(("a", 1), ("b", 2), ("c", 3), ("d", 5));
        var rota = Fresh(pool);
        for (var turn = 0; turn < 50; turn++)
        {
            var upcoming = Take(pool, rota, 50).Order;
            foreach (var member in Next(pool, rota).Explain())
            {
                Assert.InRange(upcoming.IndexOf(member.Rep), 0, (int)member.TurnsAway!.Value);
            }
            rota = Take(pool, rota, 1).After;
        }
    }

    [Fact]
    public void Covers_go_round_without_taking_turns()
    {
        var pool = Pool(("ann", 1), ("bob", 1), ("cem", 1));
        var rota = At(pool, 9, 0, 9);
        var covers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var cover = TurnTaking.Cover(
                pool, rota, AllFree(pool), Now.PlusTicks(i), Nobody, 0, owner: "owner");
            covers.Add(cover.Rep!);
            rota = rota.Apply(cover.Turns);
        }
        Assert.Equal("ann bob cem ann", string.Join(' ', covers));
        Assert.Equal("9 0 9", string.Join(' ', rota.Members.Select(member => member.Level)));
    }

    [Fact]
    public void Nobody_covers_for_themselves()
    {
        var pool = Pool(("ann", 1), ("bob", 1));
        Assert.Equal("bob", TurnTaking.Cover(pool, Fresh(pool), AllFree(pool), Now, Nobody, 0, "ann").Rep);
    }

    [Fact]
    public void Standings_of_other_members_are_a_bug_of_the_caller()
    {
        var pool = Pool(("ann", 1), ("bob", 1));
        Assert.Throws<ArgumentException>(() => Next(pool, Fresh(pool), [Free("bob"), Free("ann")]));
        Assert.Throws<ArgumentException>(() => Next(pool, Fresh(pool), [Free("ann")]));
    }
}
