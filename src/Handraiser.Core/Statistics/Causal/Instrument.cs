using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// Something that pushes the treatment and touches the outcome in no other way: arriving when nobody works, on a
/// holiday, or while all are busy. It helps where confounders were not measured.
/// </summary>
/// <param name="Outcome">One a row.</param>
/// <param name="Treatment">0 and 1, or a number such as the logarithm of the wait.</param>
/// <param name="Instruments">What pushes.</param>
/// <param name="Covariates">Known at arrival.</param>
public sealed record InstrumentStudy(
    double[] Outcome, double[] Treatment, IReadOnlyList<Column> Instruments, IReadOnlyList<Column> Covariates)
{
    /// <summary>Rows that belong together; null for independent rows.</summary>
    public Clusters? Clusters { get; init; }

    /// <summary>Robust unless there are clusters, which win.</summary>
    public ErrorKind Errors { get; init; } = ErrorKind.Robust;

    internal LeastSquaresOptions Options =>
        new() { Clusters = Clusters, Errors = Clusters is null ? Errors : ErrorKind.Clustered };
}

/// <summary>A test: its statistic, F with two degrees of freedom, and how often chance alone reaches it.</summary>
public sealed record FTest(double F, double Numerator, double Denominator)
{
    public double P => TestTails.Fisher(F, Numerator, Denominator);
}

/// <summary>
/// Two-stage least squares: the effect of one more unit of treatment on those whom the instrument moves (a local
/// average). It assumes that the instrument moves the treatment (see the first stage: under 10 is weak, and then the
/// interval lies), is as good as chance given the covariates (see the balance), touches the outcome through nothing
/// else, and pushes nobody the other way. Off hours delay everything else too, and night buyers may be others.
/// </summary>
/// <param name="Effect">By two-stage least squares.</param>
/// <param name="Naive">By ordinary least squares, as if nothing confounded.</param>
/// <param name="FirstStage">Whether the instruments move the treatment.</param>
/// <param name="FirstStageCoefficients">By how much they do.</param>
/// <param name="ReducedForm">By how much the instruments move the outcome: the evidence without any model of the
/// treatment.</param>
/// <param name="WuHausman">Whether naive and two-stage answers differ by more than chance.</param>
/// <param name="Balance">Of the covariates across the instrument, when there is one with two values.</param>
public sealed record InstrumentResult(
    Estimate Effect, Estimate Naive, FTest FirstStage, IReadOnlyList<Coefficient> FirstStageCoefficients,
    IReadOnlyList<Coefficient> ReducedForm, FTest WuHausman, IReadOnlyList<BalanceRow> Balance, long Rows);

/// <summary>Natural experiments with an instrument.</summary>
public static class Instrument
{
    /// <summary>Two-stage least squares with all that is needed to doubt it.</summary>
    public static InstrumentResult TwoStage(InstrumentStudy study)
    {
        var (rows, options) = (study.Outcome.Length, study.Options);
        var pushing = new Design(rows, [.. study.Instruments, .. study.Covariates]);
        var first = LeastSquares.Fit(pushing, study.Treatment, options);
        var reduced = LeastSquares.Fit(pushing, study.Outcome, options);
        var treated = new NumericColumn("treatment", study.Treatment);
        var plain = new Design(rows, [treated, .. study.Covariates]);
        var naive = LeastSquares.Fit(plain, study.Outcome, options);
        var unexplained = new NumericColumn("first stage", first.Residuals);
        var both = new Design(rows, [treated, unexplained, .. study.Covariates]);
        var endogenous = LeastSquares.Fit(both, study.Outcome, options)["first stage"];
        var instruments = new Design(rows, study.Instruments).Names.Skip(1).ToHashSet();
        return new(
            Second(study, first), Estimate.Of(naive["treatment"]), FirstStageTest(pushing, first, instruments),
            [.. first.Coefficients.Where(one => instruments.Contains(one.Name))],
            [.. reduced.Coefficients.Where(one => instruments.Contains(one.Name))],
            new(endogenous.Statistic * endogenous.Statistic, 1, endogenous.DegreesOfFreedom),
            Across(study), rows);
    }

    // The second stage has the right coefficients and the wrong residuals: the treatment that was, and not the
    // expected one, is what the outcome answers to.
    static Estimate Second(InstrumentStudy study, LinearFit first)
    {
        var (rows, options) = (study.Outcome.Length, study.Options);
        var expected = new double[rows];
        for (var i = 0; i < rows; i++) expected[i] = study.Treatment[i] - first.Residuals[i];
        var design = new Design(rows, [new NumericColumn("treatment", expected), .. study.Covariates]);
        var fit = LeastSquares.Fit(design, study.Outcome);
        var effect = fit["treatment"].Value;
        var residuals = new double[rows];
        for (var i = 0; i < rows; i++) residuals[i] = fit.Residuals[i] - (first.Residuals[i] * effect);
        var covariance = LeastSquares.Covariance(design, fit.Information, residuals, options, rows);
        var error = Math.Sqrt(covariance[1, 1]) / design.Scales[1];
        var freedom = study.Clusters is null ? fit.DegreesOfFreedom : study.Clusters.Count - 1;
        return Estimate.Of(new Coefficient("treatment", effect, error, freedom));
    }

    static FTest FirstStageTest(Design design, LinearFit first, HashSet<string> instruments)
    {
        var chosen = Enumerable.Range(0, design.Width)
            .Where(j => instruments.Contains(design.Names[j]) && !first.Information.Dropped[j]).ToArray();
        var values = Array.ConvertAll(chosen, j => first.Inner[j]);
        var covariance = new double[chosen.Length, chosen.Length];
        for (var j = 0; j < chosen.Length; j++)
        {
            for (var k = 0; k < chosen.Length; k++) covariance[j, k] = first.InnerCovariance[chosen[j], chosen[k]];
        }
        var solved = Cholesky.Of(covariance).Solve(values);
        var wald = 0.0;
        for (var j = 0; j < values.Length; j++) wald += values[j] * solved[j];
        var freedom = first.Coefficients[0].DegreesOfFreedom;
        return new(chosen.Length == 0 ? 0 : wald / chosen.Length, chosen.Length, freedom);
    }

    static bool[] Above(double[] values, double least) => Array.ConvertAll(values, value => value > least);

    static IReadOnlyList<BalanceRow> Across(InstrumentStudy study)
    {
        if (study.Instruments.Count != 1) return [];
        var pushed = study.Instruments[0] switch
        {
            NumericColumn number when number.Values.Distinct().Take(3).Count() == 2 =>
                Above(number.Values, number.Values.Min()),
            CategoryColumn { Levels.Length: 2 } category =>
                Array.ConvertAll(category.Codes, code => code != category.Reference),
            _ => [],
        };
        return pushed.Contains(true) && pushed.Contains(false)
            ? Statistics.Causal.Balance.Of(pushed, study.Covariates)
            : [];
    }
}
