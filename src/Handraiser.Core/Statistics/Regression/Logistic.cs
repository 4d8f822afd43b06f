namespace Handraiser.Core.Statistics.Regression;

/// <summary>What a row's weight means.</summary>
public enum WeightKind
{
    /// <summary>The row stands for so many equal rows; errors shrink accordingly.</summary>
    Frequency,

    /// <summary>The row stands for others that were not drawn; errors are robust, whatever was asked for.</summary>
    Probability,
}

/// <summary>When to use D. Firth's bias reduction, which always has a finite answer.</summary>
public enum FirthUse
{
    /// <summary>When columns separate the outcomes, so that maximum likelihood has no answer.</summary>
    WhenSeparated,

    /// <summary>Always: for rare outcomes.</summary>
    Always,

    /// <summary>Never: a separated fit says so, and stands where it stopped.</summary>
    Never,
}

/// <summary>How to fit a logistic model.</summary>
public sealed record LogisticOptions
{
    /// <summary>One a row, at least 0. Null for all alike.</summary>
    public double[]? Weights { get; init; }

    public WeightKind WeightKind { get; init; }

    /// <summary>Log odds known beforehand, one a row.</summary>
    public double[]? Offset { get; init; }

    /// <summary>
    /// Shrinks coefficients of standardised columns: a half of this times the sum of their squares is taken from the
    /// mean log likelihood. The constant is free. 0 for none.
    /// </summary>
    public double Ridge { get; init; }

    /// <summary>Needed for <see cref="ErrorKind.Clustered"/>.</summary>
    public Clusters? Clusters { get; init; }

    public ErrorKind Errors { get; init; } = ErrorKind.Classical;

    public FirthUse Firth { get; init; } = FirthUse.WhenSeparated;
}

/// <summary>How the coefficients were found.</summary>
public enum LogisticMethod
{
    MaximumLikelihood,
    Ridge,
    Firth,
    Lasso,
}

/// <summary>
/// A model of the odds of an outcome. It assumes that each column multiplies the odds by the same factor whatever the
/// others are; classical errors assume independent rows besides.
/// </summary>
/// <param name="Coefficients">Changes in log odds; e to their power is an odds ratio.</param>
/// <param name="LogLikelihood">Without any penalty.</param>
/// <param name="Rows">Rows with a weight.</param>
/// <param name="Events">The weight of rows with the outcome.</param>
/// <param name="Separated">Columns that by themselves or together tell who has the outcome without fail, so that their
/// odds ratio is infinite; with <see cref="LogisticMethod.Firth"/> it is finite all the same. Empty when all is well.
/// </param>
/// <param name="Dropped">Columns that said nothing beyond the others.</param>
public sealed record LogisticFit(
    LogisticMethod Method, IReadOnlyList<Coefficient> Coefficients, double[,] Covariance, double LogLikelihood,
    int Rows, double Events, int Iterations, IReadOnlyList<string> Separated, IReadOnlyList<string> Dropped)
{
    internal double[] Inner { get; init; } = [];

    internal double[,] InnerCovariance { get; init; } = new double[0, 0];

    /// <summary>The inverse of the information, which the errors may or may not equal.</summary>
    internal double[,] Bread { get; init; } = new double[0, 0];

    /// <summary>The coefficient of a name.</summary>
    public Coefficient this[string name] => Coefficients.Single(one => one.Name == name);

    /// <summary>
    /// The probability of the outcome for other rows with the same columns. A level that the model never saw counts as
    /// the reference.
    /// </summary>
    public double[] Predict(int rows, params IReadOnlyList<Column> columns) =>
        Array.ConvertAll(Coefficient.Apply(Coefficients, rows, columns), Logistic.Probability);
}

/// <summary>
/// Logistic regression by Newton's method, which for this model is iteratively reweighted least squares. Many rows
/// start from the answer for every sixteenth of them.
/// </summary>
public static class Logistic
{
    const int SampleFrom = 100_000;
    const int SampleEvery = 16;

    /// <summary>The probability of log odds.</summary>
    public static double Probability(double logOdds) => logOdds >= 0
        ? 1 / (1 + Math.Exp(-logOdds))
        : 1 - (1 / (1 + Math.Exp(logOdds)));

    /// <summary>Fits the odds of an outcome, 0 or 1 (or a share between) on each row.</summary>
    public static LogisticFit Fit(Design design, double[] outcome, LogisticOptions? options = null)
    {
        options ??= new();
        if (outcome.Length != design.Rows) throw new ArgumentException("An outcome on every row is needed.");
        var task = new LogisticTask(design, outcome, options);
        if (options.Firth == FirthUse.Always) return Report(task, Firth.Search(task), LogisticMethod.Firth, []);
        var found = task.LevelsWithOneOutcome();
        if (found.Count > 0 && options.Ridge == 0 && options.Firth == FirthUse.WhenSeparated)
        {
            return Report(task, Firth.Search(task), LogisticMethod.Firth, found);
        }
        var answer = Newton.Search(task, Start(task));
        if (answer.Converged || options.Firth == FirthUse.Never)
        {
            var method = options.Ridge > 0 ? LogisticMethod.Ridge : LogisticMethod.MaximumLikelihood;
            return Report(task, answer, method, options.Ridge > 0 ? [] : [.. found.Union(answer.Moving)]);
        }
        return Report(task, Firth.Search(task), LogisticMethod.Firth, answer.Moving);
    }

    static double[]? Start(LogisticTask task)
    {
        if (task.Design.Rows < SampleFrom) return null;
        var answer = Newton.Search(task.Every(SampleEvery), null);
        return answer.Converged ? answer.Inner : null;
    }

    internal static LogisticFit Report(
        LogisticTask task, LogisticAnswer answer, LogisticMethod method, IReadOnlyList<string> separated)
    {
        var (design, options) = (task.Design, task.Options);
        var rank = answer.Information.Dropped.Count(dropped => !dropped);
        var rows = task.WeightOrRows();
        var bread = answer.Information.Inverse();
        var robust = options.Errors == ErrorKind.Robust
            || (options.Errors == ErrorKind.Classical && options.Weights is not null
                && options.WeightKind == WeightKind.Probability);
        var covariance = options.Errors == ErrorKind.Clustered
            ? Sandwich.Clustered(design, answer.Information, task.Scores(answer.Inner),
                options.Clusters ?? throw new ArgumentException("Clusters are needed."), rows, rank)
            : robust
                ? Sandwich.Robust(design, answer.Information, task.ScoreSquares(answer.Inner), rows, rank)
                : bread;
        var dropped = answer.Information.Dropped;
        return new(
            method, Coefficient.Table(design, answer.Inner, covariance, dropped, double.PositiveInfinity),
            design.OuterCovariance(covariance), answer.LogLikelihood, task.Rows, task.Events, answer.Iterations,
            separated, [.. design.Names.Where((_, j) => dropped[j])])
        {
            Inner = answer.Inner, InnerCovariance = covariance, Bread = bread,
        };
    }
}
