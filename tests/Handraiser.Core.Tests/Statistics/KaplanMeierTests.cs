using System.Text.Json;
using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class KaplanMeierTests
{
    const double LimitTolerance = 1e-10;

    [Theory]
    [InlineData("log", LimitScale.Log)]
    [InlineData("loglog", LimitScale.LogLog)]
    [InlineData("plain", LimitScale.Plain)]
    public void The_curve_of_all_is_as_R_has_it(string name, LimitScale scale) =>
        Same(Table($"survival/km_lung_all_{name}.csv"), KaplanMeier.Of(Lung.Times, Lung.Died), scale);

    [Theory]
    [InlineData("log", LimitScale.Log)]
    [InlineData("loglog", LimitScale.LogLog)]
    [InlineData("plain", LimitScale.Plain)]
    public void The_curves_of_two_groups_are_as_R_has_them(string name, LimitScale scale)
    {
        var table = Table($"survival/km_lung_sex_{name}.csv");
        Same([.. table.Where(row => row["strata"] == "sex=1")], OfSex(0), scale);
        Same([.. table.Where(row => row["strata"] == "sex=2")], OfSex(1), scale);
    }

    [Fact]
    public void Quartiles_and_their_limits_are_as_R_has_them()
    {
        var expected = Json("survival/km_summary.json").GetProperty("lung_all_quantiles_loglog");
        var curve = KaplanMeier.Of(Lung.Times, Lung.Died);
        for (var i = 0; i < 3; i++)
        {
            var found = curve.Quantile((i + 1) / 4.0);
            Assert.Equal((expected.Numbers("q")[i], expected.Numbers("lower")[i], expected.Numbers("upper")[i]),
                (found.Time, found.Low, found.High));
        }
    }

    [Fact]
    public void The_mean_within_a_year_is_as_R_has_it()
    {
        var expected = Json("survival/km_summary.json");
        Same(expected.GetProperty("lung_all_rmst365"), KaplanMeier.Of(Lung.Times, Lung.Died));
        Same(expected.GetProperty("lung_sex_rmst365")[0], OfSex(0));
        Same(expected.GetProperty("lung_sex_rmst365")[1], OfSex(1));

        static void Same(JsonElement expected, KaplanMeier curve)
        {
            var found = curve.RestrictedMean(365);
            NearRelative(expected.Number("rmean"), found.Mean, ClosedForm);
            NearRelative(expected.Number("se(rmean)"), found.StandardError, ClosedForm);
            var median = curve.Quantile(0.5);
            Assert.Equal((expected.Number("median"), expected.Number("0.95LCL"), expected.Number("0.95UCL")),
                (median.Time, median.Low, median.High));
            Assert.Equal(expected.Number("events"), curve.Events.Sum());
        }
    }

    [Fact]
    public void A_curve_that_lies_flat_at_the_median_has_it_in_the_middle()
    {
        var curve = KaplanMeier.Of([1, 2, 3, 4], [true, true, true, true]);
        Assert.Equal(2.5, curve.Quantile(0.5).Time);
        Assert.Equal(1, KaplanMeier.Of([1, 2, 3], [true, true, true]).Quantile(0.1).Time);
    }

    [Fact]
    public void A_share_that_is_never_reached_has_no_time() =>
        Assert.Null(KaplanMeier.Of([1, 2, 3, 4], [true, false, false, false]).Quantile(0.5).Time);

    [Fact]
    public void Where_all_have_ended_the_limits_are_unknown() =>
        Assert.False(KaplanMeier.Of([1, 2], [true, true]).Limits(1).IsKnown);

    [Fact]
    public void A_wait_cut_in_pieces_is_the_same_wait()
    {
        var whole = KaplanMeier.Of(Lung.Times, Lung.Died);
        // Each wait in two: up to its half, unended, and from there.
        double[] halves = [.. Lung.Times.Select(time => time / 2)];
        double[] stops = [.. halves, .. Lung.Times], starts = [.. halves.Select(_ => 0.0), .. halves];
        var pieces = KaplanMeier.Of(stops, [.. Lung.Times.Select(_ => false), .. Lung.Died], starts);
        Assert.All(whole.Times, time => Near(whole.At(time), pieces.At(time)));
    }

    [Fact]
    public void A_missing_time_is_refused() => Assert.Throws<ArgumentException>(() => KaplanMeier.Of([1, double.NaN], [true, true]));

    static KaplanMeier OfSex(int sex) => KaplanMeier.Of(
        Lung.Times.Where((_, i) => Lung.Sex[i] == sex).ToArray(), Lung.Died.Where((_, i) => Lung.Sex[i] == sex).ToArray());

    static void Same(List<Dictionary<string, string>> rows, KaplanMeier curve, LimitScale scale)
    {
        Assert.Equal(rows.Count, curve.Times.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            Assert.Equal((row.Number("time"), row.Number("n_risk"), row.Number("n_event"), row.Number("n_censor")),
                (curve.Times[i], curve.AtRisk[i], curve.Events[i], curve.Censored[i]));
            Near(row.Number("surv"), curve.Survival[i]);
            Near(row.Number("std_err"), curve.StandardError(i));
            Near(row.Number("lower"), row.Number("upper"), curve.Limits(i, scale), LimitTolerance);
        }
    }
}
