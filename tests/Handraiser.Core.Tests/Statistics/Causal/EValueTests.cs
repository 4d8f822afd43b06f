using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Tests.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Causal;

public sealed class EValueTests
{
    [Fact]
    public void The_published_example_of_breastfeeding_is_reproduced()
    {
        // VanderWeele and Ding 2017: risk ratio 3.9 (1.8 to 8.7) gives 7.2 and 3.0.
        var found = EValue.OfRiskRatio(new(3.9, 0, 1.8, 8.7));
        Assert.Equal(7.26, Math.Round(found.OfEstimate, 2));
        Assert.Equal(3.0, Math.Round(found.OfLimit, 2));
    }

    [Fact]
    public void A_protective_ratio_is_turned_round() => Oracle.Close(
        EValue.OfRiskRatio(new(2, 0, 1.25, 4)).OfLimit, EValue.OfRiskRatio(new(0.5, 0, 0.25, 0.8)).OfLimit, 1e-14);

    [Fact]
    public void An_interval_with_no_effect_in_it_needs_nothing() =>
        Assert.Equal(1, EValue.OfRiskRatio(new(1.5, 0, 0.9, 2)).OfLimit);

    [Fact]
    public void The_odds_ratio_of_a_common_outcome_is_softened() => Oracle.Close(
        EValue.OfRiskRatio(new(2, 0, 1, 3)).OfEstimate, EValue.OfOddsRatio(new(4, 0, 1, 9), common: true).OfEstimate, 1e-14);

    [Fact]
    public void Intervals_without_a_common_point_disagree()
    {
        Estimate adjusted = Estimate.Of(0.05, 0.01), near = Estimate.Of(0.03, 0.01), far = Estimate.Of(0, 0.01);
        Assert.Equal(LadderVerdict.Agree, Ladder.Read([adjusted], [near]));
        Assert.Equal(LadderVerdict.Disagree, Ladder.Read([adjusted], [near, far]));
        Assert.Equal(LadderVerdict.Disagree, Ladder.Read([adjusted], [near], wuHausman: 0.004));
        Assert.Equal(LadderVerdict.Agree, Ladder.Read([adjusted], [], wuHausman: 0.4));
    }
}
