using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// A question of cause put to rows that nobody randomised. What was not measured cannot be adjusted for: every method
/// that takes a study assumes that, among rows with equal covariates, who got the treatment was as good as chance (no
/// unmeasured confounding), that both kinds occur among them (overlap), and that one row's treatment does not change
/// another's outcome.
/// </summary>
/// <param name="Outcome">One a row: 0 or 1, or a number where a method says so.</param>
/// <param name="Treated">One a row.</param>
/// <param name="Covariates">Known before the treatment; never anything that the treatment can change.</param>
public sealed record Study(double[] Outcome, bool[] Treated, IReadOnlyList<Column> Covariates)
{
    /// <summary>
    /// How long each row waited, in minutes; positive infinity for rows that nobody ever answered. Needed only where a
    /// method speaks of waits.
    /// </summary>
    public double[]? WaitMinutes { get; init; }

    /// <summary>Rows that belong together; null for independent rows.</summary>
    public Clusters? Clusters { get; init; }

    public int Rows => Outcome.Length;

    /// <summary>Rows that had the treatment.</summary>
    public long TreatedRows => Treated.LongCount(treated => treated);

    internal Design Design() => new(Rows, Covariates);

    internal bool HasOnlyYesAndNo() => Array.TrueForAll(Outcome, outcome => outcome is 0 or 1);

    internal double[] TreatedAsNumbers() => NumericColumn.Of("treated", Treated).Values;

    internal LogisticOptions Errors() =>
        new() { Clusters = Clusters, Errors = Clusters is null ? ErrorKind.Robust : ErrorKind.Clustered };

    /// <summary>An arm without rows has no mean to compare.</summary>
    internal void RequireBothArms()
    {
        if (Treated.Length != Rows) throw new ArgumentException("A treatment on every row is needed.");
        if (TreatedRows == 0 || TreatedRows == Rows) throw new ArgumentException("Both arms need rows.");
    }
}

/// <summary>The bare comparison, which believes that the arms differ in nothing but the treatment.</summary>
public static class RawDifference
{
    /// <summary>
    /// Treated less untreated. The interval of the difference is what <paramref name="interval"/> makes of the counts
    /// (outcomes and rows of the treated, then of the untreated; Newcombe's hybrid, say), which takes rows as
    /// independent; without it the normal one that respects clusters.
    /// </summary>
    public static Contrast Of(Study study, Func<long, long, long, long, (double Low, double High)>? interval = null)
    {
        study.RequireBothArms();
        var contrast = Contrast.Of(study, Mean(study, true), Mean(study, false));
        if (interval is null) return contrast;
        var (low, high) = interval(
            Count(study, true), contrast.TreatedRows, Count(study, false), contrast.UntreatedRows);
        return contrast with { Difference = contrast.Difference with { Low = low, High = high } };
    }

    internal static Influence Mean(Study study, bool arm)
    {
        var weights = new double[study.Rows];
        for (var i = 0; i < weights.Length; i++) weights[i] = study.Treated[i] == arm ? 1 : 0;
        return Weighted(study.Outcome, weights);
    }

    /// <summary>The weighted mean, the weights being given.</summary>
    internal static Influence Weighted(double[] outcome, double[] weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * outcome[i];
            total += weights[i];
        }
        var mean = sum / total;
        var rows = new double[weights.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = weights[i] * (outcome[i] - mean) * rows.Length / total;
        return new(mean, rows);
    }

    static long Count(Study study, bool arm)
    {
        if (!study.HasOnlyYesAndNo()) throw new ArgumentException("Counts need outcomes of 0 and 1.");
        var count = 0L;
        for (var i = 0; i < study.Rows; i++) if (study.Treated[i] == arm && study.Outcome[i] > 0) count++;
        return count;
    }
}
