using Handraiser.Core.Routing;
using static Handraiser.Core.Tests.Routing.RoutingWorld;

namespace Handraiser.Core.Tests.Routing;

public sealed class ClaimingTests
{
    [Fact]
    public void A_lead_that_waits_in_a_pool_goes_to_who_reaches_for_it_and_costs_a_member_a_turn()
    {
        var claim = Claiming.Decide(Pool(("ann", 1)), "manager", "ann", active: true, Now);
        Assert.Equal((true, "ann"), (claim.Granted, claim.Owner));
        Assert.Equal(TurnKind.Assigned, Assert.Single(claim.Turns).Kind);
        Assert.Empty(Claiming.Decide(Pool(("ann", 1)), "manager", "zoe", active: true, Now).Turns);
    }

    [Fact]
    public void The_loser_is_told_who_has_it()
    {
        var claim = Claiming.Decide(null, "bob", "ann", active: true, Now);
        Assert.Equal((false, "bob"), (claim.Granted, claim.Owner));
        Assert.True(Claiming.Decide(null, "bob", "bob", active: true, Now).Granted);
    }

    [Fact]
    public void Somebody_who_left_the_company_takes_nothing() =>
        Assert.False(Claiming.Decide(Pool(("ann", 1)), "manager", "ann", active: false, Now).Granted);
}
