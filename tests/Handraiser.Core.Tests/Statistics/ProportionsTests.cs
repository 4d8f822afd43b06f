using System.Text.Json;
using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class ProportionsTests
{
    static readonly JsonElement Expected = Json("proportions/tests.json");

    static IEnumerable<(TwoShares Shares, JsonElement Expected)> Pairs => Expected.GetProperty("two_sample").EnumerateArray()
        .Select(one => (new TwoShares(new((long)one.Number("x1"), (long)one.Number("n1")),
            new((long)one.Number("x2"), (long)one.Number("n2"))), one));

    [Fact]
    public void Every_interval_of_a_share_is_as_R_has_it() => Assert.All(Table("proportions/intervals95.csv"), row =>
    {
        var share = new Share((long)row.Number("x"), (long)row.Number("n"));
        Near(row.Number("p"), share.Rate);
        Near(row.Number("wilson_lo"), row.Number("wilson_hi"), share.Wilson);
        Near(row.Number("wilson_cc_lo"), row.Number("wilson_cc_hi"), Proportions.WilsonCorrected(share));
        Near(row.Number("clopper_lo"), row.Number("clopper_hi"), Proportions.ClopperPearson(share));
        Near(row.Number("jeffreys_lo"), row.Number("jeffreys_hi"), Proportions.Jeffreys(share));
        Near(row.Number("agresti_coull_lo"), row.Number("agresti_coull_hi"), Proportions.AgrestiCoull(share));
    });

    [Fact]
    public void Of_none_nothing_is_known()
    {
        var none = new Share(0, 0);
        Assert.True(double.IsNaN(none.Rate));
        Assert.All([none.Wilson, Proportions.WilsonCorrected(none), Proportions.ClopperPearson(none), Proportions.Jeffreys(none),
            Proportions.AgrestiCoull(none)], interval => Assert.False(interval.IsKnown));
    }

    [Fact]
    public void Two_shares_differ_as_R_says() => Assert.All(Pairs, pair =>
    {
        var (shares, expected) = pair;
        Near(expected.Number("diff"), shares.Difference);
        Near(expected.Number("newcombe_lo"), expected.Number("newcombe_hi"), shares.Newcombe());
        Near(expected.Number("rr"), shares.RiskRatio().Ratio);
        NearRelative(expected.Number("rr_lo"), shares.RiskRatio().Limits.Low, ClosedForm);
        NearRelative(expected.Number("rr_hi"), shares.RiskRatio().Limits.High, ClosedForm);
        NearRelative(expected.Number("or"), shares.OddsRatio().Ratio, ClosedForm);
        NearRelative(expected.Number("or_lo"), shares.OddsRatio().Limits.Low, ClosedForm);
        NearRelative(expected.Number("or_hi"), shares.OddsRatio().Limits.High, ClosedForm);
    });

    [Fact]
    public void Tests_of_two_shares_are_as_R_has_them() => Assert.All(Pairs, pair =>
    {
        var (shares, expected) = pair;
        NearRelative(expected.Number("chisq"), shares.ChiSquare().Statistic, ClosedForm);
        NearRelative(expected.Number("chisq_p"), shares.ChiSquare().P, 1e-11);
        NearRelative(expected.Number("chisq_yates"), shares.ChiSquare(corrected: true).Statistic, ClosedForm);
        NearRelative(expected.Number("fisher_p"), shares.FisherP(), 1e-11);
        // R searches for the inverse of a ratio above 1 and stops within 1.2e-4 of it.
        Near(1 / expected.Number("fisher_cond_or"), 1 / shares.ConditionalOddsRatio(), 1.3e-4);
    });

    [Fact]
    public void The_conditional_odds_ratio_makes_the_expected_count_the_one_seen()
    {
        // Margins 2, 2 and 2: counts 0, 1, 2 weigh 1, 4 r, r²; the mean is 1 exactly at r = 1.
        Near(1, new TwoShares(new(1, 2), new(1, 2)).ConditionalOddsRatio());
        // Margins 3, 1 and 2: counts 1, 2 weigh 3, 3 r and the mean is never 2.
        Assert.Equal(double.PositiveInfinity, new TwoShares(new(2, 3), new(0, 1)).ConditionalOddsRatio());
        Assert.Equal(0, new TwoShares(new(1, 3), new(1, 1)).ConditionalOddsRatio());
        // Margins 3, 3 and 3: counts 0 to 3 weigh 1, 9 r, 9 r² and r³.
        var r = new TwoShares(new(2, 3), new(1, 3)).ConditionalOddsRatio();
        Near(0, ((9 * r) + (18 * r * r) + (3 * r * r * r)) / (1 + (9 * r) + (9 * r * r) + (r * r * r)) - 2);
    }

    [Fact]
    public void A_broken_split_is_found() => Assert.All(Expected.GetProperty("srm").EnumerateArray(), one =>
    {
        var share = one.Number("expected");
        var found = ShareTests.RatioMismatch([(long)one.Number("a"), (long)one.Number("b")], [share, 1 - share]);
        NearRelative(one.Number("chisq"), found.Statistic, ClosedForm);
        NearRelative(one.Number("p"), found.P, 1e-11);
    });

    [Fact]
    public void An_experiment_needs_as_many_as_R_says() => Assert.All(Expected.GetProperty("power_n").EnumerateArray(), one =>
    {
        var (first, second) = (one.Number("p1"), one.Number("p2"));
        var found = SampleSize.PerArm(first, second, one.Number("power"), one.Number("alpha"));
        // R searches for the number and stops when it is near; the power of ours is exact.
        NearRelative(one.Number("n_per_arm"), found, 1e-6);
        Near(one.Number("power"), SampleSize.Power(first, second, found, one.Number("alpha")));
    });

    [Fact]
    public void Power_is_as_R_has_it() => Near(Expected.Number("power_given_n"), SampleSize.Power(0.2, 0.26, 500));

    [Fact]
    public void One_odds_ratio_over_strata_is_as_R_has_it()
    {
        // Admissions to Berkeley's six largest departments in 1973: men and women, admitted of all who applied.
        (long, long, long, long)[] departments =
        [
            (512, 825, 89, 108), (353, 560, 17, 25), (120, 325, 202, 593), (138, 417, 131, 375), (53, 191, 94, 393), (22, 373, 24, 341),
        ];
        var strata = departments.Select(one => new TwoShares(new(one.Item1, one.Item2), new(one.Item3, one.Item4))).ToArray();
        var (ratio, test) = ShareTests.MantelHaenszel(strata, corrected: true);
        var expected = Expected.GetProperty("cmh_UCBAdmissions");
        Near(expected.Number("or"), ratio.Ratio);
        Near(expected.Number("stat"), test.Statistic);
        Near(expected.Number("p"), test.P);
        Near(0.7719074, 1.0603298, ratio.Limits, 1e-7);
        Assert.True(ShareTests.MantelHaenszel(strata).Test.Statistic > test.Statistic);
    }

    [Fact]
    public void A_trend_is_as_R_has_it()
    {
        var expected = Expected.GetProperty("trend_test");
        var found = ShareTests.Trend([new(15, 30), new(10, 30), new(5, 30)], [1, 2, 3]);
        Near(expected.Number("stat"), found.Statistic);
        Near(expected.Number("p"), found.P);
    }

    [Fact]
    public void Two_shares_are_a_case_of_many()
    {
        Share first = new(56, 70), second = new(48, 80);
        var expected = new TwoShares(first, second).ChiSquare();
        Near(expected.P, ShareTests.AnyDifference([first, second]).P);
        Near(expected.P, ShareTests.Trend([first, second], [-4, 11]).P);
    }

    [Fact]
    public void Probabilities_of_many_tests_are_adjusted_as_in_R()
    {
        var adjusted = Expected.GetProperty("padjust");
        var p = adjusted.Numbers("p");
        // R's are in order; ours must not depend on it.
        var shuffled = p.Reverse().ToArray();
        Assert.All(adjusted.Numbers("holm").Zip(ManyTests.Holm(shuffled).Reverse()), pair => Near(pair.First, pair.Second));
        Assert.All(adjusted.Numbers("BH").Zip(ManyTests.BenjaminiHochberg(shuffled).Reverse()), pair => Near(pair.First, pair.Second));
    }
}
