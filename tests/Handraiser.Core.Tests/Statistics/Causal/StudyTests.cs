using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Tests.Statistics.Regression;
using static Handraiser.Core.Tests.Statistics.Causal.OracleStudy;

namespace Handraiser.Core.Tests.Statistics.Causal;

public sealed class StudyTests
{
    [Fact]
    public void The_raw_difference_is_that_of_R() =>
        Same("raw", RawDifference.Of(Asked), RawDifference.Of(Clustered));

    [Fact]
    public void The_raw_difference_takes_the_interval_it_is_given()
    {
        var contrast = RawDifference.Of(Asked, (wins, rows, otherWins, otherRows) =>
        {
            Assert.Equal(Asked.TreatedRows, rows);
            Assert.Equal(Asked.Rows, rows + otherRows);
            return (wins, otherWins);
        });
        Oracle.Close(contrast.Treated.Value, contrast.Difference.Low / Asked.TreatedRows, 1e-12);
        Oracle.Close(contrast.Untreated.Value, contrast.Difference.High / (Asked.Rows - Asked.TreatedRows), 1e-12);
    }

    [Fact]
    public void The_g_formula_is_that_of_R() => Same("g", GFormula.Compare(Asked), GFormula.Compare(Clustered));

    [Fact]
    public void Overlap_weights_are_those_of_R() => Same("overlap",
        Weighting.Overlap(Asked, Scored).Contrast, Weighting.Overlap(Clustered, Scored).Contrast);

    [Fact]
    public void Inverse_weights_are_those_of_R() => Same("ipw",
        Weighting.Inverse(Asked, Scored, 0).Contrast, Weighting.Inverse(Clustered, Scored, 0).Contrast);

    [Fact]
    public void Overlap_weights_make_every_mean_equal() => Assert.All(
        Weighting.Overlap(Asked, Scored).Balance, row => Assert.InRange(Math.Abs(row.After), 0, 1e-9));

    [Fact]
    public void Balance_and_effective_rows_are_those_of_R()
    {
        var inverse = Weighting.Inverse(Asked, Scored, 0);
        var size = inverse.Balance.Single(row => row.Name == "size");
        Oracle.Close(Oracle.Causal.Number("balance/before"), size.Before, 1e-11);
        Oracle.Close(Oracle.Causal.Number("balance/ipw"), size.After, 1e-9);
        Oracle.Close(Oracle.Causal.Numbers("effective/ipw"), [inverse.EffectiveTreated, inverse.EffectiveUntreated]);
        var overlap = Weighting.Overlap(Asked, Scored);
        Oracle.Close(Oracle.Causal.Numbers("effective/overlap"), [overlap.EffectiveTreated, overlap.EffectiveUntreated]);
    }

    [Fact]
    public void Two_models_are_those_of_R()
    {
        var (rows, clusters) = (DoublyRobust.Compare(Asked, Scored, 0), DoublyRobust.Compare(Clustered, Scored, 0));
        Oracle.Close(Oracle.Causal.Number("aipw/treated"), rows.Contrast.Treated.Value, 1e-9);
        Oracle.Close(Oracle.Causal.Number("aipw/difference"), rows.Contrast.Difference.Value, 1e-9);
        Oracle.Close(Oracle.Causal.Number("aipw/row"), rows.Contrast.Difference.StandardError, 1e-8);
        Oracle.Close(Oracle.Causal.Number("aipw/cluster"), clusters.Contrast.Difference.StandardError, 1e-8);
    }

    [Fact]
    public void Propensities_beyond_the_limits_are_moved_and_counted()
    {
        var inverse = Weighting.Inverse(Asked, Scored, 0.3);
        Assert.Equal(Scored.Scores.Count(score => score is < 0.3 or > 0.7), inverse.Clipped);
        Assert.Equal(inverse.Clipped, DoublyRobust.Compare(Asked, Scored, 0.3).Clipped);
    }

    [Fact]
    public void The_overlap_picture_holds_every_row_once()
    {
        var bins = Scored.Overlap(Asked);
        Assert.Equal(20, bins.Count);
        Assert.Equal(Asked.TreatedRows, bins.Sum(bin => bin.Treated));
        Assert.Equal(Asked.Rows, bins.Sum(bin => bin.Treated + bin.Untreated));
    }

    [Fact]
    public void A_negative_control_is_the_overlap_difference_of_what_was_settled()
    {
        var control = NegativeControl.Of(Asked, Scored, "employees", Rows.Numbers("employees"));
        Oracle.Close(Oracle.Causal.Number("control/difference"), control.Difference.Value, 1e-9);
    }

    [Fact]
    public void The_curve_by_wait_is_that_of_R()
    {
        var (curve, clustered) = (Curve(Asked), Curve(Clustered));
        Oracle.Close(Oracle.Causal.Numbers("curve/knots"), curve.Knots, 1e-11);
        Oracle.Close(Oracle.Causal.Numbers("curve/risk"), Risks(curve).Select(risk => risk.Value), 1e-8);
        Oracle.Close(Oracle.Causal.Numbers("curve/se"), Risks(curve).Select(risk => risk.StandardError), 1e-6);
        Oracle.Close(Oracle.Causal.Numbers("curve/clusterSe"), Risks(clustered).Select(risk => risk.StandardError), 1e-6);
        Oracle.Close(Oracle.Causal.Numbers("curve/lostSe"), curve.Risks.Skip(1).Select(one => one.Lost.StandardError), 1e-6);
    }

    [Fact]
    public void What_waiting_cost_is_counted_apart_from_what_silence_cost()
    {
        var curve = Curve(Asked);
        Estimate[] forgone = [curve.ForgoneByWaiting, curve.ForgoneByNever];
        Oracle.Close(Oracle.Causal.Numbers("curve/forgone"), forgone.Select(one => one.Value), 1e-8);
        Oracle.Close(Oracle.Causal.Numbers("curve/forgoneSe"), forgone.Select(one => one.StandardError), 1e-6);
    }

    [Fact]
    public void Without_silence_there_is_none_to_count()
    {
        var curve = Curve(Asked with { WaitMinutes = Array.ConvertAll(Asked.WaitMinutes!, wait => Math.Min(wait, 9000)) });
        Assert.Null(curve.Never);
        Assert.Equal(0, curve.ForgoneByNever.Value);
    }

    [Fact]
    public void An_empty_arm_is_refused() => Assert.Throws<ArgumentException>(
        () => RawDifference.Of(Asked with { Treated = new bool[Asked.Rows] }));

    static WaitCurve Curve(Study study) => GFormula.ByWait(study, [5, 30, 60, 240, 1440]);

    static IEnumerable<Estimate> Risks(WaitCurve curve) => curve.Risks.Select(one => one.Risk).Append(curve.Never!);
}
