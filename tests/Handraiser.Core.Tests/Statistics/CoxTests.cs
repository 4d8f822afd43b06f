using System.Text.Json;
using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class CoxTests
{
    static readonly JsonElement Expected = Json("survival/cox.json");
    static readonly string[] Three = ["age", "sex", "ph.ecog"];

    [Theory]
    [InlineData("lung_efron", Ties.Efron, false, false)]
    [InlineData("lung_breslow", Ties.Breslow, false, false)]
    [InlineData("lung_efron_cluster_inst", Ties.Efron, true, true)]
    [InlineData("lung_efron_robust", Ties.Efron, true, false)]
    public void The_model_is_as_R_fits_it(string name, Ties ties, bool robust, bool clustered)
    {
        var rows = Lung.Rows(Three, "inst");
        Same(Expected.GetProperty(name), clustered ? rows : rows with { Cluster = null }, Three, ties, robust);
    }

    [Fact]
    public void The_model_of_discrete_times_is_as_R_fits_it() =>
        Same(Expected.GetProperty("lung_exact_age_sex"), Lung.Rows(["age", "sex"]), ["age", "sex"], Ties.Exact, robust: false);

    [Theory]
    [InlineData("zph_lung_km", HazardTime.KaplanMeier)]
    [InlineData("zph_lung_identity", HazardTime.Identity)]
    public void Drifting_hazards_are_tested_as_in_R(string name, HazardTime time)
    {
        var rows = Lung.Rows(Three, "inst") with { Cluster = null };
        var found = Cox.Proportional(rows, Cox.Fit(rows), time);
        foreach (var (test, expected) in found.Covariates.Append(found.All).Zip(Expected.GetProperty(name).EnumerateArray()))
        {
            NearRelative(expected.Number("chisq"), test.Statistic);
            NearRelative(expected.Number("p"), test.P);
            Assert.Equal(expected.Number("df"), test.DegreesOfFreedom);
        }
    }

    [Theory]
    [InlineData(Ties.Efron)]
    [InlineData(Ties.Breslow)]
    public void A_wait_cut_in_pieces_gives_the_same_model(Ties ties)
    {
        var whole = Lung.Rows(Three);
        var (first, second) = (Cox.Fit(whole, ties, robust: true), Cox.Fit(Cut(whole), ties, robust: true));
        NearRelative(first.LogLikelihood, second.LogLikelihood, 1e-12);
        for (var a = 0; a < 3; a++)
        {
            NearRelative(first.Coefficients[a], second.Coefficients[a], 1e-10);
            NearRelative(first.StandardError(a), second.StandardError(a), 1e-10);
            NearRelative(first.RobustError(a), second.RobustError(a), 1e-10);
        }
        Near(Cox.Concordant(whole, first).Value, Cox.Concordant(Cut(whole), second).Value);
        Near(Cox.Concordant(whole, first).StandardError, Cox.Concordant(Cut(whole), second).StandardError);
        NearRelative(Cox.Proportional(whole, first).All.Statistic, Cox.Proportional(Cut(whole), second).All.Statistic, 1e-9);
    }

    [Fact]
    public void Strata_are_compared_with_nobody_else()
    {
        // One stratum's times have nothing to do with another's: moving them all changes nothing.
        var rows = Lung.Rows(["age"]);
        int[] strata = [.. Lung.Sex];
        var moved = rows with { Stratum = strata, Stop = [.. rows.Stop.Select((time, i) => time + (5_000 * strata[i]))] };
        var (here, there) = (Cox.Fit(rows with { Stratum = strata }, robust: true), Cox.Fit(moved, robust: true));
        NearRelative(here.Coefficients[0], there.Coefficients[0], 1e-12);
        NearRelative(here.RobustError(0), there.RobustError(0), 1e-12);
        Near(Cox.Concordant(rows with { Stratum = strata }, here).StandardError, Cox.Concordant(moved, there).StandardError);
        Assert.NotEqual(Cox.Fit(rows).Coefficients[0], here.Coefficients[0]);
    }

    [Fact]
    public void Without_ties_all_ways_to_count_them_agree()
    {
        var rows = Lung.Rows(["age", "sex"]);
        rows = rows with { Stop = [.. rows.Stop.Select((time, i) => time + (i / 1_000.0))] };
        var fits = new[] { Ties.Efron, Ties.Breslow, Ties.Exact }.Select(ties => Cox.Fit(rows, ties)).ToList();
        Assert.All(fits, fit => NearRelative(fits[0].Coefficients[0], fit.Coefficients[0], 1e-10));
        Assert.All(fits, fit => NearRelative(fits[0].LogLikelihood, fit.LogLikelihood, 1e-12));
    }

    [Fact]
    public void A_covariate_that_follows_from_others_is_left_out()
    {
        var rows = Lung.Rows(["age", "sex"]);
        double[] age = rows.Covariates[0], sex = rows.Covariates[1];
        var more = new CoxRows(rows.Stop, rows.Happened, age, sex, [.. age.Zip(sex, (a, s) => a - (3 * s))], [.. age.Select(_ => 7.0)]);
        var (few, many) = (Cox.Fit(rows), Cox.Fit(more));
        Assert.Equal((0, 0), (many.Coefficients[2], many.Coefficients[3]));
        NearRelative(few.Coefficients[1], many.Coefficients[1], 1e-9);
        Assert.Equal(2, many.LikelihoodRatio.DegreesOfFreedom);
        NearRelative(few.Wald.P, many.Wald.P, 1e-6);
    }

    [Fact]
    public void A_covariate_that_separates_the_events_does_not_pass_for_a_result()
    {
        var found = Cox.Fit(new([1, 2, 3, 4, 5, 6], [true, true, true, false, false, false], [1, 1, 1, 0, 0, 0]));
        Assert.False(found.Converged);
    }

    [Fact]
    public void Immortal_time_is_not_taken_for_an_effect()
    {
        // Treatment is given at half of each wait to those who last longer than 200, and does nothing.
        var (times, died) = (Lung.Times, Lung.Died);
        double[] ever = [.. times.Select(time => time > 200 ? 1.0 : 0)];
        var naive = Cox.Fit(new(times, died, ever)).HazardRatio(0).Ratio;
        var treated = Enumerable.Range(0, times.Length).Where(i => times[i] > 200).ToArray();
        var rows = new CoxRows([.. times.Select(time => Math.Min(time, 200)), .. treated.Select(i => times[i])],
            [.. died.Zip(times, (dead, time) => dead && time <= 200), .. treated.Select(i => died[i])],
            [.. times.Select(_ => 0.0), .. treated.Select((_, n) => n % 2 == 0 ? 1.0 : 0)])
        { Start = [.. times.Select(_ => 0.0), .. treated.Select(_ => 200.0)] };
        Assert.InRange(naive, 0, 0.1);
        Assert.InRange(Cox.Fit(rows).HazardRatio(0).Ratio, 0.6, 1.6);
    }

    [Fact]
    public void A_row_that_stops_before_it_starts_is_refused() =>
        Assert.Throws<ArgumentException>(() => Cox.Fit(new([1, 2], [true, true], [0, 1]) { Start = [1, 0] }));

    /// <summary>Each wait in three pieces that share a cluster.</summary>
    static CoxRows Cut(CoxRows rows)
    {
        var pieces = Enumerable.Range(0, rows.Stop.Length)
            .SelectMany(i => Enumerable.Range(1, 3).Select(part => (Row: i, Part: part))).ToList();
        double End((int Row, int Part) piece) => piece.Part == 3 ? rows.Stop[piece.Row]
            : Math.Floor(rows.Stop[piece.Row] * piece.Part / 3) + 0.5;
        return new([.. pieces.Select(End)], [.. pieces.Select(one => one.Part == 3 && rows.Happened[one.Row])],
            [.. rows.Covariates.Select(column => pieces.Select(one => column[one.Row]).ToArray())])
        {
            Start = [.. pieces.Select(one => one.Part == 1 ? 0 : End((one.Row, one.Part - 1)))],
            Cluster = [.. pieces.Select(one => one.Row)],
        };
    }

    static void Same(JsonElement expected, CoxRows rows, string[] names, Ties ties, bool robust)
    {
        var fit = Cox.Fit(rows, ties, robust);
        Assert.True(fit.Converged);
        Assert.Equal((expected.Number("n"), expected.Number("nevent")), (fit.Rows, fit.Events));
        Near(expected.Number("loglik_null"), fit.LogLikelihoodNull, Newton);
        Near(expected.Number("loglik"), fit.LogLikelihood, Newton);
        for (var a = 0; a < names.Length; a++)
        {
            NearRelative(expected.GetProperty("coef").Number(names[a]), fit.Coefficients[a]);
            NearRelative(expected.GetProperty("se").Number(names[a]), fit.StandardError(a));
            if (robust) NearRelative(expected.GetProperty("robust_se").Number(names[a]), fit.RobustError(a));
            NearRelative(expected.GetProperty("hr").Number(names[a]), fit.HazardRatio(a).Ratio);
            NearRelative(expected.GetProperty("p").Number(names[a]), fit.Test(a).P, 1e-7);
        }
        NearRelative(expected.Number("lr"), fit.LikelihoodRatio.Statistic);
        NearRelative(expected.Number("wald"), fit.Wald.Statistic);
        NearRelative(expected.Number("score"), fit.Score.Statistic);
        var concordance = Cox.Concordant(rows, fit);
        Near(expected.Number("concordance"), concordance.Value);
        Near(expected.Number("concordance_se"), concordance.StandardError);
    }
}
