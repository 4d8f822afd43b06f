using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Regression;

public sealed class LeastSquaresTests
{
    static readonly Table Rows = Oracle.Regression.Rows();

    internal static Design Design => new(Rows.Count, Rows.Number("age"), Rows.Number("size"), Rows.Number("noise"),
        Rows.Category("source", "form"), Rows.Category("region", "east"));

    static LinearFit Fit(ErrorKind errors, bool weighted = false) => LeastSquares.Fit(Design, Rows.Numbers("value"), new()
    {
        Errors = errors, Clusters = Rows.Clusters("cluster"), Weights = weighted ? Rows.Numbers("share") : null,
    });

    [Theory]
    [InlineData("ols", ErrorKind.Classical, false)]
    [InlineData("olsRobust", ErrorKind.Robust, false)]
    [InlineData("olsClustered", ErrorKind.Clustered, false)]
    [InlineData("wls", ErrorKind.Classical, true)]
    [InlineData("wlsRobust", ErrorKind.Robust, true)]
    [InlineData("wlsClustered", ErrorKind.Clustered, true)]
    public void Coefficients_and_errors_are_those_of_R(string part, ErrorKind errors, bool weighted) =>
        Oracle.Regression.Same(part, Fit(errors, weighted).Coefficients, 1e-10);

    [Fact]
    public void Deviation_and_share_explained_are_those_of_R()
    {
        var fit = Fit(ErrorKind.Classical);
        Oracle.Close(Oracle.Regression.Number("ols/sigma"), fit.ResidualDeviation, 1e-11);
        Oracle.Close(Oracle.Regression.Number("ols/r2"), fit.RSquared, 1e-11);
    }

    [Fact]
    public void Tests_and_intervals_use_students_t()
    {
        var table = Fit(ErrorKind.Classical).Coefficients;
        var order = Oracle.Regression.Texts("ols/names").Select(name => table.Single(one => Oracle.Theirs(one.Name) == name)).ToList();
        Oracle.Close(Oracle.Regression.Numbers("ols/low"), order.Select(one => one.Low), 1e-9);
        Oracle.Close(Oracle.Regression.Numbers("ols/high"), order.Select(one => one.High), 1e-9);
        var tails = Oracle.Regression.Numbers("ols/p");
        for (var i = 0; i < tails.Length; i++) Assert.InRange(order[i].P / tails[i], 1 - 1e-7, 1 + 1e-7);
    }

    [Fact]
    public void Longley_whose_columns_are_nearly_alike_keeps_its_digits()
    {
        var table = Oracle.Regression.Rows("longley.csv");
        string[] names = ["GNP.deflator", "GNP", "Unemployed", "Armed.Forces", "Population", "Year"];
        var fit = LeastSquares.Fit(new(table.Count, names.Select(table.Number).ToArray<Column>()), table.Numbers("Employed"));
        Oracle.Regression.Same("longley", fit.Coefficients, 1e-9);
        // Certified by the National Institute of Standards and Technology, in thousands there.
        Oracle.Close(-3482.25863459582, fit["constant"].Value, 1e-10);
        Oracle.Close(1.82915146461355, fit["Year"].Value, 1e-10);
    }

    [Fact]
    public void A_column_that_repeats_others_is_left_out_and_named()
    {
        var age = Rows.Number("age");
        var twice = new NumericColumn("twice", Array.ConvertAll(age.Values, value => (2 * value) - 1));
        var fit = LeastSquares.Fit(new(Rows.Count, age, twice), Rows.Numbers("value"));
        Assert.Equal(["twice"], fit.Dropped);
        Assert.Equal(0, fit["twice"].Value);
        Assert.True(double.IsNaN(fit["twice"].StandardError));
        Oracle.Close(LeastSquares.Fit(new(Rows.Count, age), Rows.Numbers("value"))["age"].StandardError,
            fit["age"].StandardError, 1e-12);
    }

    [Fact]
    public void Prediction_of_other_rows_finds_columns_by_name()
    {
        var fit = Fit(ErrorKind.Classical);
        var predicted = fit.Predict(1, new CategoryColumn("region", [0], ["west"]), new NumericColumn("age", [40]),
            new CategoryColumn("source", [0], ["carrier pigeon"]), new NumericColumn("size", [100]),
            new NumericColumn("noise", [0]));
        var expected = fit["constant"].Value + (40 * fit["age"].Value) + (100 * fit["size"].Value)
            + fit["region: west"].Value;
        Oracle.Close(expected, predicted[0], 1e-13);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        int[] backwards = [.. Enumerable.Range(0, Rows.Count).Reverse()];
        var turned = new Design(Rows.Count,
            new NumericColumn("age", [.. backwards.Select(row => Rows.Numbers("age")[row])]));
        var fit = LeastSquares.Fit(turned, [.. Rows.Numbers("value").Reverse()]);
        var straight = LeastSquares.Fit(new(Rows.Count, Rows.Number("age")), Rows.Numbers("value"));
        Oracle.Close(straight["age"].Value, fit["age"].Value, 1e-12);
    }

    [Fact]
    public void A_missing_number_is_refused_by_name() => Assert.Contains("age",
        Assert.Throws<ArgumentException>(() => new Design(1, new NumericColumn("age", [double.NaN]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_columns_of_one_name_are_refused() => Assert.Throws<ArgumentException>(
        () => new Design(1, new NumericColumn("age", [1]), new NumericColumn("age", [2])));

    [Fact]
    public void Rare_levels_become_one_that_comes_last()
    {
        var column = CategoryColumn.Of("source", ["a", "b", "b", "b", "c", "d", "d"]).WithRareTogether(2);
        Assert.Equal(["b", "d", "other"], column.Levels);
        Assert.Equal([2, 0, 0, 0, 2, 1, 1], column.Codes);
        Assert.Equal("b", column.Levels[column.Reference]);
    }
}
