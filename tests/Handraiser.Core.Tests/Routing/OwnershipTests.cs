using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class OwnershipTests
{
    static readonly Pool Emea = Pool(("ann", 1), ("bob", 1));
    static readonly Pool Rest = Named("rest", ("cem", 1));
    static readonly Playbook Two = Playbook(Emea, Rest);

    [Theory]
    [InlineData("open deal account last", Rung.OpenLead, "open")]
    [InlineData("- deal account last", Rung.Deal, "deal")]
    [InlineData("- - account last", Rung.Account, "account")]
    [InlineData("- - - last", Rung.LastOwner, "last")]
    [InlineData("- - - -", Rung.Route, "ann")]
    public void The_strongest_claim_decides_and_takes_no_turn(string claims, Rung rung, string rep)
    {
        var decision = Ownership.Decide(Claimed(claims, Owners("")));
        Assert.Equal((rung, rep), (decision.Rung, decision.Rep));
        Assert.Equal(rung == Rung.Route ? 1 : 0, decision.Turns.Count);
        Assert.Null(decision.CoverFor);
    }

    [Fact]
    public void Without_a_match_the_catch_all_answers()
    {
        var decision = Ownership.Decide(Question(Two, country: "JP"));
        Assert.Equal((Rung.CatchAll, "cem", "rest"), (decision.Rung, decision.Rep, decision.Pool));
        Assert.Null(decision.Route);
    }

    [Theory]
    [InlineData("away", "away")]
    [InlineData("closed", "outside working hours")]
    [InlineData("leave", "on leave")]
    [InlineData("missed", "ruled out for having missed this lead")]
    public void A_colleague_covers_for_an_owner_who_cannot_act_and_takes_no_turn(string state, string words)
    {
        var question = Claimed("- - account -", Owners(state));
        if (state == "missed") question = question with { Missed = new HashSet<string> { "account" } };
        var decision = Ownership.Decide(question);
        Assert.Equal(("ann", "account", Rung.Account), (decision.Rep, decision.CoverFor, decision.Rung));
        Assert.Equal(TurnKind.Covered, Assert.Single(decision.Turns).Kind);
        Assert.Equal(0, decision.Turns[0].Delta);
        Assert.Equal($"Covers for the account's owner, who is {words} and keeps the credit.", decision.Reason);
    }

    [Fact]
    public void Somebody_who_left_the_company_has_no_claim_and_the_next_step_decides()
    {
        var decision = Ownership.Decide(Claimed("open - account -", Owners("inactive", only: "open")));
        Assert.Equal(("account", Rung.Account), (decision.Rep, decision.Rung));
        Assert.Equal([new Claim(Rung.OpenLead, "open")], decision.OtherClaims());
    }

    [Fact]
    public void Claims_that_lost_are_written_down()
    {
        var decision = Ownership.Decide(Claimed("- deal account deal", Owners("")));
        Assert.Equal([new Claim(Rung.Account, "account")], decision.OtherClaims());
    }

    [Fact]
    public void A_held_request_goes_to_the_human_who_looks_at_it()
    {
        var decision = Ownership.Decide(Claimed("- - account -", Owners("")) with { Held = true });
        Assert.Equal(("screener", Hold.Quarantine, Rung.Screening), (decision.Rep, decision.Hold, decision.Rung));
        Assert.Empty(decision.Turns);
    }

    [Fact]
    public void A_route_may_ask_for_a_second_look_but_a_claim_goes_before_it()
    {
        var look = Two with { Routes = [new Route("Small", new Condition.All([]), null, "fewer than 5 people")] };
        var decision = Ownership.Decide(Question(look));
        Assert.Equal(("screener", Hold.SecondLook, "Small"), (decision.Rep, decision.Hold, decision.Route));
        Assert.Equal("A second look, asked for by 'Small': fewer than 5 people", decision.Reason);
        Assert.Equal("bob", Ownership.Decide(Question(look) with { AccountOwner = "bob" }).Rep);
    }

    [Fact]
    public void A_field_that_is_missing_matches_no_route_and_loses_nobody()
    {
        var question = Question(Two) with { Facts = new Facts(new Dictionary<string, string>()) };
        Assert.Equal("cem", Ownership.Decide(question).Rep);
    }

    [Theory]
    [InlineData(EveryoneAway.Wait, OwnerKind.Pool, "manager", Capacity.Manager)]
    [InlineData(EveryoneAway.Assign, OwnerKind.Rep, "ann", Capacity.Member)]
    [InlineData(EveryoneAway.Overflow, OwnerKind.Rep, "cem", Capacity.Member)]
    [InlineData(EveryoneAway.Manager, OwnerKind.Rep, "manager", Capacity.Manager)]
    [InlineData(EveryoneAway.OnCall, OwnerKind.Rep, "on-call", Capacity.OnCall)]
    public void When_everyone_is_away_the_pool_says_who_owns_the_lead(
        EveryoneAway policy, OwnerKind kind, string rep, Capacity capacity)
    {
        var decision = Ownership.Decide(Away(policy));
        Assert.Equal((kind, rep, capacity), (decision.Owner, decision.Rep, decision.Capacity));
        Assert.Equal(capacity == Capacity.Member ? 1 : 0, decision.Turns.Count(turn => turn.Kind == TurnKind.Assigned));
    }

    [Fact]
    public void An_overflow_writes_the_skip_in_one_pool_and_the_turn_in_the_other()
    {
        var decision = Ownership.Decide(Away(EveryoneAway.Overflow));
        Assert.Equal(["emea Skipped ann", "rest Assigned cem"],
            decision.Turns.Select(turn => $"{turn.Pool} {turn.Kind} {turn.Rep}"));
        Assert.Equal("rest", decision.Pool);
        Assert.Equal(["ann", "bob", "cem"], decision.Explain().Select(member => member.Rep));
    }

    [Fact]
    public void A_ring_of_overflows_ends_at_the_first_pools_manager()
    {
        var ring = Playbook(
            Emea with { EveryoneAway = EveryoneAway.Overflow, Overflow = "rest" },
            Rest with { EveryoneAway = EveryoneAway.Overflow, Overflow = "emea", Team = "night" });
        var decision = Ownership.Decide(Question(ring, AllOf(ring, standing => standing with { Present = false })));
        Assert.Equal(("manager", 2), (decision.Rep, decision.Asked.Count));
    }

    [Fact]
    public void The_last_pool_of_a_chain_says_what_happens_when_it_is_away_too()
    {
        var chain = Playbook(
            Emea with { EveryoneAway = EveryoneAway.Overflow, Overflow = "rest" },
            Rest with { EveryoneAway = EveryoneAway.OnCall, Team = "night" });
        var decision = Ownership.Decide(Question(chain, AllOf(chain, standing => standing with { Present = false })));
        Assert.Equal("night-on-call", decision.Rep);
    }

    [Fact]
    public void When_nobody_is_free_to_cover_the_owner_who_is_merely_away_gets_it_under_assign()
    {
        var question = Away(EveryoneAway.Assign) with { AccountOwner = "bob" };
        var decision = Ownership.Decide(question);
        Assert.Equal(("bob", Capacity.Claimant), (decision.Rep, decision.Capacity));
        Assert.Null(decision.CoverFor);
        Assert.Empty(decision.Turns);
    }

    [Fact]
    public void Handing_on_goes_to_each_member_once_then_to_the_manager_then_on_call_then_screening()
    {
        var question = Question(Two);
        var owners = new List<string>();
        var owner = Ownership.Decide(question).Rep;
        while (owners.Count < 6)
        {
            owners.Add(owner);
            owner = Ownership.HandOn(question, owner).Rep;
            question = question with { Missed = owners.ToHashSet() };
        }
        Assert.Equal("ann bob manager on-call screener on-call", string.Join(' ', owners));
    }

    [Fact]
    public void Handing_on_a_lead_that_was_taken_by_turn_takes_the_next_ones_turn()
    {
        var decision = Ownership.HandOn(Question(Two) with { OpenLeadOwner = "ann" }, "ann");
        Assert.Equal("bob", decision.Rep);
        Assert.Null(decision.CoverFor);
        Assert.Equal(TurnKind.Assigned, Assert.Single(decision.Turns).Kind);
    }

    [Fact]
    public void Handing_on_an_account_owners_lead_leaves_them_the_credit()
    {
        var question = Question(Two) with { OpenLeadOwner = "bob", AccountOwner = "bob" };
        var decision = Ownership.HandOn(question, "bob");
        Assert.Equal(("ann", "bob"), (decision.Rep, decision.CoverFor));
    }

    [Fact]
    public void A_rep_the_state_knows_nothing_of_has_no_claim() =>
        Assert.Equal("ann", Ownership.Decide(Question(Two) with { AccountOwner = "stranger" }).Rep);

    static OwnershipQuestion Away(EveryoneAway policy)
    {
        var playbook = Playbook(Emea with { EveryoneAway = policy, Overflow = "rest" }, Rest);
        return Question(playbook, AllOf(playbook, standing => standing with { Present = standing.Rep == "cem" }));
    }

    static IEnumerable<Standing> AllOf(Playbook playbook, Func<Standing, Standing> change) =>
        playbook.Pools.Values.SelectMany(AllFree).Select(change);

    static IEnumerable<Standing> Owners(string state, string? only = null) =>
        "open deal account last".Split(' ').Select(rep => only is not null && rep != only ? Free(rep) : state switch
        {
            "away" => Free(rep) with { Present = false },
            "closed" => Free(rep) with { Open = false },
            "leave" => Free(rep) with { Open = false, OnLeave = true },
            "inactive" => Free(rep) with { Active = false },
            _ => Free(rep),
        });

    static OwnershipQuestion Claimed(string claims, IEnumerable<Standing> owners)
    {
        var each = claims.Split(' ').Select(claim => claim == "-" ? null : claim).ToArray();
        return Question(Two, AllOf(Two, standing => standing).Concat(owners)) with
        {
            OpenLeadOwner = each[0], DealOwner = each[1], AccountOwner = each[2], LastOwner = each[3],
        };
    }
}
