using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Regression;

public sealed class LogisticTests
{
    static readonly Table Rows = Oracle.Regression.Rows();
    static readonly double[] Won = Rows.Numbers("won");

    static LogisticFit Fit(LogisticOptions options) => Logistic.Fit(LeastSquaresTests.Design, Won, options);

    static LogisticOptions Options(string part) => part switch
    {
        "logit" => new(),
        "logitRobust" => new() { Errors = ErrorKind.Robust },
        "logitClustered" => new() { Errors = ErrorKind.Clustered, Clusters = Rows.Clusters("cluster") },
        "logitOffset" => new() { Offset = Rows.Numbers("offset") },
        "logitFrequency" => new() { Weights = Rows.Numbers("frequency") },
        "logitFrequencyRobust" => new() { Weights = Rows.Numbers("frequency"), Errors = ErrorKind.Robust },
        "logitProbability" => new() { Weights = Rows.Numbers("share"), WeightKind = WeightKind.Probability },
        _ => throw new ArgumentException(part),
    };

    [Theory]
    [InlineData("logit")]
    [InlineData("logitRobust")]
    [InlineData("logitClustered")]
    [InlineData("logitOffset")]
    [InlineData("logitFrequency")]
    [InlineData("logitFrequencyRobust")]
    [InlineData("logitProbability")]
    public void Coefficients_and_errors_are_those_of_R(string part) =>
        Oracle.Regression.Same(part, Fit(Options(part)).Coefficients);

    [Fact]
    public void The_log_likelihood_is_that_of_R() =>
        Oracle.Close(Oracle.Regression.Number("logit/loglik"), Fit(new()).LogLikelihood, 1e-12);

    [Fact]
    public void Mtcars_is_that_of_R()
    {
        var cars = Oracle.Regression.Rows("mtcars.csv");
        var fit = Logistic.Fit(new(cars.Count, cars.Number("wt"), cars.Number("hp")), cars.Numbers("am"));
        Oracle.Regression.Same("mtcars", fit.Coefficients);
        Assert.Equal(LogisticMethod.MaximumLikelihood, fit.Method);
        Assert.Empty(fit.Separated);
    }

    [Fact]
    public void Two_groups_give_the_log_odds_ratio_of_their_table()
    {
        // 12 of 40 against 5 of 50.
        var group = NumericColumn.Of("group", [.. Enumerable.Range(0, 90).Select(i => i < 40)]);
        var won = Enumerable.Range(0, 90).Select(i => i < 12 || i is >= 40 and < 45 ? 1.0 : 0).ToArray();
        var fit = Logistic.Fit(new(90, group), won);
        Oracle.Close(Math.Log(12.0 * 45 / (28 * 5)), fit["group"].Value, 1e-12);
        Oracle.Close(Math.Sqrt((1 / 12.0) + (1 / 28.0) + (1 / 5.0) + (1 / 45.0)), fit["group"].StandardError, 1e-9);
    }

    [Fact]
    public void A_ridge_shrinks_as_R_says()
    {
        var fit = Fit(new() { Ridge = Oracle.Regression.Number("ridge/penalty") });
        Same(Oracle.Regression.Texts("ridge/names"), Oracle.Regression.Numbers("ridge/value"), fit, 1e-8);
        Assert.Equal(LogisticMethod.Ridge, fit.Method);
    }

    [Fact]
    public void A_lasso_leaves_out_what_glmnet_leaves_out()
    {
        var penalties = Oracle.Regression.Numbers("lasso/penalty");
        var fits = Lasso.Path(LeastSquaresTests.Design, Won, penalties);
        var expected = Oracle.Regression.Lines("lasso/value");
        for (var i = 0; i < penalties.Length; i++) Same(Oracle.Regression.Texts("lasso/names"), expected[i], fits[i], 1e-6);
        Assert.NotEmpty(fits[0].Dropped);
    }

    [Fact]
    public void The_strongest_penalty_of_a_path_leaves_every_column_out_and_a_little_less_does_not()
    {
        var most = Lasso.Penalties(LeastSquaresTests.Design, Won)[0];
        Assert.Equal(LeastSquaresTests.Design.Width - 1, Lasso.Fit(LeastSquaresTests.Design, Won, most * 1.0001).Dropped.Count);
        Assert.Equal(LeastSquaresTests.Design.Width - 2, Lasso.Fit(LeastSquaresTests.Design, Won, most * 0.99).Dropped.Count);
    }

    [Fact]
    public void A_level_without_outcomes_is_named_and_fitted_by_Firth()
    {
        var fit = Separated(FirthUse.WhenSeparated);
        Assert.Equal(LogisticMethod.Firth, fit.Method);
        Assert.Equal(["source: phone"], fit.Separated);
        Oracle.Regression.Same("firth", fit.Coefficients, 1e-7);
    }

    [Fact]
    public void Without_Firth_a_separated_fit_says_so()
    {
        var fit = Separated(FirthUse.Never);
        Assert.Equal(LogisticMethod.MaximumLikelihood, fit.Method);
        Assert.Contains("source: phone", fit.Separated);
        Assert.True(fit["source: phone"].Value < -8);
    }

    [Fact]
    public void A_number_that_tells_the_outcome_without_fail_is_found()
    {
        var x = new NumericColumn("x", [1, 2, 3, 4, 5, 6, 7, 8]);
        var fit = Logistic.Fit(new(8, x), [0, 0, 0, 0, 1, 1, 1, 1]);
        Assert.Equal(LogisticMethod.Firth, fit.Method);
        Assert.Equal(["x"], fit.Separated);
        Assert.InRange(fit["x"].Value, 0.5, 3);
    }

    [Fact]
    public void Firth_of_one_table_adds_a_half_to_each_cell()
    {
        // Of one group it is exactly log((x + 1/2) / (n - x + 1/2)).
        var fit = Logistic.Fit(new(20), [.. Enumerable.Range(0, 20).Select(i => i < 3 ? 1.0 : 0)],
            new() { Firth = FirthUse.Always });
        Oracle.Close(Math.Log(3.5 / 17.5), fit["constant"].Value, 1e-9);
    }

    [Fact]
    public void Many_rows_that_start_from_a_sample_end_where_they_would_have_ended()
    {
        var times = 200;
        double[] Repeat(double[] values) => [.. Enumerable.Range(0, times).SelectMany(_ => values)];
        var design = new Design(Rows.Count * times, new NumericColumn("age", Repeat(Rows.Numbers("age"))),
            new NumericColumn("noise", Repeat(Rows.Numbers("noise"))));
        var once = Logistic.Fit(new(Rows.Count, Rows.Number("age"), Rows.Number("noise")), Won);
        var fit = Logistic.Fit(design, Repeat(Won));
        Oracle.Close(once["age"].Value, fit["age"].Value, 1e-9);
        Oracle.Close(once["age"].StandardError / Math.Sqrt(times), fit["age"].StandardError, 1e-9);
    }

    static LogisticFit Separated(FirthUse firth)
    {
        var table = Oracle.Regression.Rows("separated.csv");
        var design = new Design(table.Count, table.Number("age"), table.Number("noise"), table.Category("source", "form"));
        return Logistic.Fit(design, table.Numbers("won"), new() { Firth = firth });
    }

    static void Same(string[] names, double[] values, LogisticFit fit, double tolerance)
    {
        for (var i = 0; i < names.Length; i++)
        {
            Oracle.Close(values[i], fit.Coefficients.Single(one => Oracle.Theirs(one.Name) == names[i]).Value, tolerance, names[i]);
        }
    }
}
