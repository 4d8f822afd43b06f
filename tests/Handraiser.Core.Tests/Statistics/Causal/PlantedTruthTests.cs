using Handraiser.Core.Statistics.Causal;
using static Handraiser.Core.Tests.Statistics.Causal.PlantedWorld;

namespace Handraiser.Core.Tests.Statistics.Causal;

public sealed class PlantedTruthTests
{
    [Fact]
    public void Confounded_rows_mislead_the_raw_comparison() =>
        Assert.InRange(Count(seed => RawDifference.Of(Confounded(seed)).Difference.Holds(Truth.All)), 0, 5);

    [Fact]
    public void The_g_formula_holds_the_planted_effect() =>
        AboutNineteenOfTwenty(Count(seed => GFormula.Compare(Confounded(seed)).Difference.Holds(Truth.All)));

    [Fact]
    public void Overlap_weights_hold_the_planted_effect() => AboutNineteenOfTwenty(Count(seed =>
    {
        var study = Confounded(seed);
        return Weighting.Overlap(study, Propensity.Of(study)).Contrast.Difference.Holds(Truth.Overlap);
    }));

    [Fact]
    public void Inverse_weights_hold_the_planted_effect() => AboutNineteenOfTwenty(Count(seed =>
    {
        var study = Confounded(seed);
        return Weighting.Inverse(study, Propensity.Of(study)).Contrast.Difference.Holds(Truth.All);
    }));

    [Fact]
    public void Two_models_hold_the_planted_effect() => AboutNineteenOfTwenty(Count(seed =>
    {
        var study = Confounded(seed);
        return DoublyRobust.Compare(study, Propensity.Of(study)).Contrast.Difference.Holds(Truth.All);
    }));

    [Fact]
    public void The_curve_by_wait_holds_the_planted_risks()
    {
        var (after5, after60) = (RiskAfter(5), RiskAfter(60));
        var curves = Enumerable.Range(1, Seeds).Select(seed => GFormula.ByWait(Waiting((ulong)seed), [5, 60])).ToList();
        AboutNineteenOfTwenty(curves.Count(curve => curve.Risks[0].Risk.Holds(after5)));
        AboutNineteenOfTwenty(curves.Count(curve => curve.Risks[1].Lost.Holds(after5 - after60)));
    }

    [Fact]
    public void Teams_that_differ_fool_errors_that_know_no_teams()
    {
        Assert.InRange(Count(seed => RawDifference.Of(Teams(seed, known: false)).Difference.Holds(0)), 0, 160);
        AboutNineteenOfTwenty(Count(seed => RawDifference.Of(Teams(seed, known: true)).Difference.Holds(0)));
    }

    [Fact]
    public void What_is_not_seen_misleads_least_squares_and_not_an_instrument()
    {
        var results = Enumerable.Range(1, Seeds).Select(seed => Instrument.TwoStage(Hidden((ulong)seed, 1))).ToList();
        AboutNineteenOfTwenty(results.Count(result => result.Effect.Holds(0.12)));
        Assert.InRange(results.Count(result => result.Naive.Holds(0.12)), 0, 40);
        Assert.All(results, result => Assert.True(result.FirstStage.F > 10));
    }

    [Fact]
    public void What_is_not_seen_is_found_by_Wu_and_Hausman() =>
        Assert.True(Count(seed => Instrument.TwoStage(Hidden(seed, 1)).WuHausman.P < 0.05) > 60);

    [Fact]
    public void Where_all_is_seen_Wu_and_Hausman_cry_wolf_one_time_in_twenty() =>
        Assert.InRange(Count(seed => Instrument.TwoStage(Hidden(seed, 0)).WuHausman.P < 0.05), 2, 19);

    [Fact]
    public void Residual_inclusion_holds_the_planted_effect_where_all_is_seen() =>
        AboutNineteenOfTwenty(Count(seed => ResidualInclusion.Of(Hidden(seed, 0)).Difference.Holds(0.12)));

    [Fact]
    public void The_close_holds_the_planted_fall_and_placebos_hold_none()
    {
        var looks = Enumerable.Range(1, Seeds).Select(seed => ClosingTime.Compare(Closing((ulong)seed))).ToList();
        ClosingWindow At(IReadOnlyList<ClosingWindow> all, double placebo) =>
            all.Single(one => one.Window == 60 && one.Placebo == placebo);
        AboutNineteenOfTwenty(looks.Count(all => At(all, 0).Difference.Holds(0.1)));
        AboutNineteenOfTwenty(looks.Count(all => At(all, 0).Adjusted!.Holds(0.1)));
        AboutNineteenOfTwenty(looks.Count(all => At(all, -180).Difference.Holds(0)));
    }
}
