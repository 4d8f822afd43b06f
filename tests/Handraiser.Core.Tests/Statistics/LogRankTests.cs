using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class LogRankTests
{
    [Fact]
    public void The_log_rank_test_is_as_R_has_it()
    {
        var expected = Json("survival/km_summary.json").GetProperty("logrank_lung_sex");
        var found = LogRank.Of(Lung.Times, Lung.Died, Lung.Sex);
        Near(expected.Number("chisq"), found.Test.Statistic, 1e-11);
        Near(expected.Number("p"), found.Test.P);
        Assert.Equal(expected.Number("df"), found.Test.DegreesOfFreedom);
        for (var group = 0; group < 2; group++)
        {
            Assert.Equal(expected.Numbers("obs")[group], found.Observed[group]);
            Near(expected.Numbers("exp")[group], found.Expected[group], 1e-11);
            for (var other = 0; other < 2; other++)
                Near(expected.GetProperty("var")[group][other].GetDouble(), found.Variance[group, other], 1e-11);
        }
    }

    [Fact]
    public void Peto_and_Petos_test_is_as_R_has_it()
    {
        var expected = Json("survival/km_summary.json").GetProperty("petopeto_lung_sex");
        var found = LogRank.Of(Lung.Times, Lung.Died, Lung.Sex, weight: LogRankWeight.Early).Test;
        Near(expected.Number("chisq"), found.Statistic, 1e-11);
        Near(expected.Number("p"), found.P);
    }

    [Fact]
    public void The_test_within_strata_is_as_R_has_it()
    {
        var expected = Json("survival/km_summary.json").GetProperty("logrank_lung_sex_stratified_ecog");
        var ecog = Lung.Column("ph.ecog");
        var known = Enumerable.Range(0, ecog.Length).Where(i => !double.IsNaN(ecog[i])).ToArray();
        var found = LogRank.Of([.. known.Select(i => Lung.Times[i])], [.. known.Select(i => Lung.Died[i])],
            [.. known.Select(i => Lung.Sex[i])], [.. known.Select(i => (int)ecog[i])]).Test;
        Near(expected.Number("chisq"), found.Statistic, 1e-11);
        Near(expected.Number("p"), found.P);
    }

    [Fact]
    public void An_empty_group_changes_nothing()
    {
        int[] groups = [.. Lung.Sex.Select(sex => 2 * sex)];
        var (two, three) = (LogRank.Of(Lung.Times, Lung.Died, Lung.Sex).Test, LogRank.Of(Lung.Times, Lung.Died, groups).Test);
        Near(two.Statistic, three.Statistic, 1e-11);
        Assert.Equal(1, three.DegreesOfFreedom);
    }
}
