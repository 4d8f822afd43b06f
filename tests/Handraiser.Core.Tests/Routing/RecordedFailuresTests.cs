using System.Globalization;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

/// <summary>Failures that users of other routing tools recorded, each told as what happens here instead.</summary>
public sealed class RecordedFailuresTests
{
    [Fact] // initiativa/roundrobin 40: the pointer was read, changed and written apart.
    public void A_thousand_leads_for_four_reps_are_two_hundred_and_fifty_each()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1), ("d", 1));
        Assert.Equal("250 250 250 250", Shares(Take(pool, Fresh(pool), 1000).Order, pool));
    }

    [Fact] // EspoCRM: leads given by hand or by an import moved the pointer.
    public void A_hundred_leads_that_belong_to_an_owner_do_not_move_the_rota()
    {
        var playbook = Playbook(Pool(("a", 1), ("b", 1), ("c", 1)));
        var rota = Fresh(playbook.Pools["emea"]);
        for (var i = 0; i < 100; i++)
        {
            var decision = Ownership.Decide(Question(playbook, rotas: [rota]) with { AccountOwner = "a" });
            Assert.Equal("a", decision.Rep);
            rota = rota.Apply(decision.Turns);
        }
        Assert.Equal("a", Ownership.Decide(Question(playbook, rotas: [rota])).Rep);
    }

    [Fact] // EspoCRM 1514, SuiteCRM 8935 and 227: users who had left were picked.
    public void Somebody_deactivated_in_mid_rotation_gets_nothing_more_and_the_rest_go_on()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1));
        var rota = Take(pool, Fresh(pool), 4).After;
        var gone = Except(pool, "a", standing => standing with { Active = false });
        Assert.Equal("b c b c", string.Join(' ', Take(pool, rota, 4, gone).Order));
    }

    [Fact] // The same: the pointer stood on somebody who was removed.
    public void Taking_the_last_one_assigned_off_the_list_leaves_the_order_of_the_rest()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1));
        var rota = Take(pool, Fresh(pool), 1).After;
        var shorter = Pool(("b", 1), ("c", 1));
        Assert.Equal("b c b", string.Join(' ', Take(shorter, rota.For(shorter), 3).Order));
    }

    [Theory] // The same: and when all had left, nobody was.
    [InlineData(EveryoneAway.Wait)]
    [InlineData(EveryoneAway.Assign)]
    [InlineData(EveryoneAway.Overflow)]
    [InlineData(EveryoneAway.Manager)]
    public void When_every_member_has_left_the_manager_owns_it_and_else_the_on_call_human(EveryoneAway policy)
    {
        var playbook = Playbook(Pool(("a", 1), ("b", 1)) with { EveryoneAway = policy });
        Standing[] gone = [Free("a") with { Active = false }, Free("b") with { Active = false }];
        var decision = Ownership.Decide(Question(playbook, gone));
        Assert.Equal((OwnerKind.Rep, "manager"), (decision.Owner, decision.Rep));
        var further = Ownership.Decide(Question(playbook, [.. gone, Free("manager") with { Active = false }]));
        Assert.Equal((Capacity.OnCall, "on-call"), (further.Capacity, further.Rep));
    }

    [Fact] // EspoCRM 1513, SuiteCRM 10720: reps without any lead were overlooked, and closed leads counted.
    public void A_rep_without_open_leads_is_free_and_load_below_the_cap_does_not_bend_the_turns()
    {
        var pool = Pool(("five", 1), ("zero", 1), ("three", 1)) with { Caps = new Caps(null, null, 5) };
        Standing[] standings =
            [Free("five") with { OpenLeads = 5 }, Free("zero"), Free("three") with { OpenLeads = 3 }];
        Assert.Equal("zero three zero three", string.Join(' ', Take(pool, Fresh(pool), 4, standings).Order));
    }

    [Fact] // jamessimone/salesforce-round-robin 21: a batch all went to one rep.
    public void Thirty_leads_at_one_instant_are_ten_each()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1)) with { Ties = TiePolicy.LeastRecent };
        var rota = Fresh(pool);
        for (var i = 0; i < 30; i++) rota = rota.Apply(Next(pool, rota).Turns);
        Assert.Equal("10 10 10", string.Join(' ', rota.Members.Select(member => member.Assigned)));
    }

    [Fact] // chatwoot 4158: who came back was sent to an owner who was offline.
    public void A_buyer_who_comes_back_while_the_owner_is_out_is_answered_by_a_colleague()
    {
        var playbook = Playbook(Pool(("a", 1), ("b", 1)));
        var standings = Except(playbook.Pools["emea"], "a", standing => standing with { Open = false, OnLeave = true });
        var decision = Ownership.Decide(Question(playbook, standings) with { OpenLeadOwner = "a" });
        Assert.Equal(("b", "a"), (decision.Rep, decision.CoverFor));
    }

    [Fact] // cal.com 15340: what "no-show" did to turns was nobody's decision.
    public void A_credit_gives_the_turn_back_and_is_the_next_one()
    {
        var pool = Pool(("a", 1), ("b", 1), ("c", 1));
        var rota = Take(pool, Fresh(pool), 6).After;
        rota = rota.Apply(new Turn("emea", TurnKind.Credited, "c", -1, "No-show.", Now));
        Assert.Equal("c a b c", string.Join(' ', Take(pool, rota, 4).Order));
    }

    [Fact] // cal.com 8410: least recent looked at the wrong booking.
    public void Least_recent_looks_at_the_last_turn_and_not_at_credits_or_at_the_order_of_entries()
    {
        var pool = Pool(("a", 1), ("b", 1)) with { Ties = TiePolicy.LeastRecent };
        Turn At(TurnKind kind, string rep, int delta, int minute) =>
            new("emea", kind, rep, delta, "A reason.", Now + Duration.FromMinutes(minute));
        var rota = Rota.From(pool,
        [
            At(TurnKind.Assigned, "a", 1, 5), At(TurnKind.Assigned, "b", 1, 3), At(TurnKind.Assigned, "b", 1, 4),
            At(TurnKind.Credited, "b", -1, 9),
        ]);
        Assert.Equal("b", Next(pool, rota).Rep);
    }

    [Fact] // cal.com 12376: with tiers of priority the lower ones starved; a weight is a share, however small.
    public void The_smallest_weight_never_starves()
    {
        var pool = Pool(("small", 1), ("big", 99), ("huge", 900));
        Assert.Equal("10 990 9000", Shares(Take(pool, Fresh(pool), 10_000).Order, pool));
    }

    [Fact] // cal.com 19525: re-assigning ignored the rules of routing.
    public void Handing_on_stays_among_the_reps_whom_the_route_allows()
    {
        var playbook = Playbook(Pool(("a", 1), ("b", 1)), Named("rest", ("x", 1), ("y", 1)));
        var first = Ownership.Decide(Question(playbook));
        var second = Ownership.HandOn(Question(playbook), first.Rep);
        var missed = new HashSet<string> { first.Rep };
        var third = Ownership.HandOn(Question(playbook) with { Missed = missed }, second.Rep);
        Assert.Equal("a b manager", $"{first.Rep} {second.Rep} {third.Rep}");
    }

    [Fact] // onehashai/Cal-ID 1427: "the weights do nothing", and no figure to tell.
    public void The_explanation_shows_target_count_calibration_and_shortfall_of_every_rep()
    {
        var pool = Pool(("a", 100), ("b", 300));
        var rota = Rota.FromLevels(pool,
            [new MemberLevel("a", 20, 2, 1, null), new MemberLevel("b", 60, 0, 0, null)]);
        var seen = Next(pool, rota).Explain();
        Assert.Equal(
            [
                "a 20+1-2 of 20.00 short 1.00 share 0.25 Chosen",
                "b 60+0-0 of 60.00 short 0.00 share 0.75 NotTheirTurn",
            ],
            seen.Select(member => string.Create(CultureInfo.InvariantCulture,
                $"{member.Rep} {member.Counts.Assigned}+{member.Counts.Calibrated}-{member.Counts.Credited}"
                + $" of {member.Target:F2} short {member.Shortfall:F2} share {member.Share:F2} {member.Verdict}")));
    }

    [Fact] // helpdesk 823: an empty list of users stopped the intake.
    public void A_pool_without_members_falls_to_its_manager()
    {
        var decision = Ownership.Decide(Question(Playbook(Pool())));
        Assert.Equal(("manager", Capacity.Manager), (decision.Rep, decision.Capacity));
        Assert.Equal("The pool 'emea' has no members. So it goes to the team's manager.", decision.Reason);
    }

    [Fact] // Odoo 18332: what was over the capacity lay there until the next day's run.
    public void When_everybody_is_at_the_cap_the_overflow_answers()
    {
        var full = Pool(("a", 1), ("b", 1)) with
        {
            Caps = new Caps(Day: 2, null, null), EveryoneAway = EveryoneAway.Overflow, Overflow = "rest",
        };
        var playbook = Playbook(full, Named("rest", ("x", 1)));
        var standings = full.Members.Select(member => Free(member.Rep) with { Today = 2 }).Append(Free("x"));
        var decision = Ownership.Decide(Question(playbook, standings));
        Assert.Equal(("x", "rest"), (decision.Rep, decision.Pool));
        Assert.StartsWith("Nobody in 'emea' can take it now (2 at the cap for the day). 'rest' answers instead.",
            decision.Reason, StringComparison.Ordinal);
    }
}
