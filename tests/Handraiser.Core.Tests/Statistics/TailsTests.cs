using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class TailsTests
{
    [Fact]
    public void Beta_is_as_R_has_it() => Assert.All(Table("misc/pbeta.csv"), row =>
    {
        var found = Tails.Beta(row.Number("a"), row.Number("b"), row.Number("x"));
        Near(row.Number("pbeta"), found);
        // What lies below the smallest normal number has lost digits in R too.
        if (row.Number("pbeta") > 1e-300) NearRelative(row.Number("pbeta"), found, 1e-11);
    });

    [Fact]
    public void The_upper_tail_of_chi_square_keeps_its_digits_far_out() => Assert.All(Table("misc/pchisq_upper.csv"), row =>
        NearRelative(row.Number("pchisq_upper"), Tails.ChiSquareUpper(row.Number("x"), row.Number("df")), ClosedForm));

    [Fact]
    public void Gamma_is_as_R_has_it() => Assert.All(Table("misc/pgamma.csv"), row =>
    {
        NearRelative(row.Number("pgamma"), Tails.GammaLower(row.Number("shape"), row.Number("x")), 1e-11);
        Near(1 - row.Number("pgamma"), Tails.GammaUpper(row.Number("shape"), row.Number("x")));
    });

    [Fact]
    public void Student_is_as_R_has_it() => Assert.All(Table("misc/pt.csv"), row =>
    {
        Near(row.Number("pt"), Tails.StudentLower(row.Number("t"), row.Number("df")));
        if (row.Number("t") <= 0) NearRelative(row.Number("pt"), Tails.StudentLower(row.Number("t"), row.Number("df")), 1e-11);
        Near(2 * Math.Min(row.Number("pt"), 1 - row.Number("pt")), Tails.StudentTwoSided(row.Number("t"), row.Number("df")));
    });

    [Fact]
    public void Normal_quantiles_are_as_R_has_them() => Assert.All(Table("misc/qnorm.csv"), row =>
    {
        Near(row.Number("qnorm"), Tails.NormalQuantile(row.Number("p")));
        NearRelative(row.Number("p"), Tails.NormalLower(row.Number("qnorm")), 1e-11);
    });

    [Theory]
    [InlineData(0.5, 0.5, 1e-9)]
    [InlineData(3, 8, 0.025)]
    [InlineData(250, 40, 0.975)]
    [InlineData(10_000, 1, 0.5)]
    [InlineData(0.5, 1e6, 0.025)]
    public void A_beta_quantile_is_where_its_tail_begins(double a, double b, double p) =>
        NearRelative(p, Tails.Beta(a, b, Tails.BetaQuantile(a, b, p)), 1e-10);
}
