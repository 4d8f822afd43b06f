using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>Rows that arrived shortly before or after closing time.</summary>
/// <param name="MinutesFromClose">Signed minutes of arrival from that day's close, negative before it; not a number for
/// rows of days that do not count.</param>
/// <param name="Outcome">One a row, 0 or 1.</param>
/// <param name="WaitMinutes">Until the first answer, infinite when there was none; null when not known.</param>
/// <param name="Covariates">Known at arrival.</param>
public sealed record ClosingArrivals(
    double[] MinutesFromClose, double[] Outcome, double[]? WaitMinutes, IReadOnlyList<Column> Covariates)
{
    /// <summary>Rows that belong together; null for independent rows.</summary>
    public Clusters? Clusters { get; init; }
}

/// <summary>
/// ClosingArrivals in equally long windows before and after a time of day.
/// </summary>
/// <param name="Window">Minutes on each side.</param>
/// <param name="Placebo">Minutes between the true close and the time looked at; 0 is the close itself.</param>
/// <param name="Difference">Mean outcome before less after: positive when being answered the same day helps.</param>
/// <param name="Adjusted">The same from a linear model with the covariates; null without covariates.</param>
/// <param name="MedianWaitBefore">In minutes; infinite when most were never answered, null when not known.</param>
/// <param name="Balance">Of the covariates, those before the close as "treated".</param>
public sealed record ClosingWindow(
    double Window, double Placebo, long Before, long After, double RateBefore, double RateAfter, Estimate Difference,
    Estimate? Adjusted, double? MedianWaitBefore, double? MedianWaitAfter, IReadOnlyList<BalanceRow> Balance);

/// <summary>
/// A natural experiment: who writes ten minutes before closing gets an answer today, who writes ten minutes after it
/// gets one tomorrow, and they hardly differ otherwise. It assumes just that: nothing but the wait changes at the close
/// within the window. The balance and the placebos, the same comparison at times when nobody closes, are there to show
/// when it is not so. It speaks of these waits (minutes against a night) and of these hours only.
/// </summary>
public static class ClosingTime
{
    static readonly double[] UsualWindows = [30, 60, 120];
    static readonly double[] UsualPlacebos = [-240, -180, -120];

    /// <summary>
    /// Every window at the close, then at each placebo that is far enough from the close for the window not to reach
    /// over it. A window with an empty side is left out.
    /// </summary>
    public static IReadOnlyList<ClosingWindow> Compare(
        ClosingArrivals arrivals, IReadOnlyList<double>? windows = null, IReadOnlyList<double>? placebos = null)
    {
        var found = new List<ClosingWindow>();
        foreach (var placebo in (double[])[0, .. placebos ?? UsualPlacebos])
        {
            foreach (var window in windows ?? UsualWindows)
            {
                if (placebo != 0 && Math.Abs(placebo) < window) continue;
                if (Look(arrivals, window, placebo) is { } look) found.Add(look);
            }
        }
        return found;
    }

    static ClosingWindow? Look(ClosingArrivals arrivals, double window, double placebo)
    {
        var minutes = arrivals.MinutesFromClose;
        // Not a number is in no window.
        var rows = Enumerable.Range(0, minutes.Length)
            .Where(i => minutes[i] - placebo >= -window && minutes[i] - placebo < window).ToArray();
        var before = Array.ConvertAll(rows, row => minutes[row] - placebo < 0);
        var study = new Study(Columns.Take(arrivals.Outcome, rows), before, Columns.Take(arrivals.Covariates, rows))
        {
            WaitMinutes = arrivals.WaitMinutes is null ? null : Columns.Take(arrivals.WaitMinutes, rows),
            Clusters = arrivals.Clusters?.Among(rows),
        };
        if (study.TreatedRows == 0 || study.TreatedRows == study.Rows) return null;
        var contrast = RawDifference.Of(study);
        return new(
            window, placebo, contrast.TreatedRows, contrast.UntreatedRows, contrast.Treated.Value,
            contrast.Untreated.Value, contrast.Difference, Adjusted(study), MedianWait(study, true),
            MedianWait(study, false), Balance.Of(before, study.Covariates));
    }

    static Estimate? Adjusted(Study study)
    {
        if (study.Covariates.Count == 0) return null;
        var design = new Design(study.Rows, [new NumericColumn("before", study.TreatedAsNumbers()), .. study.Covariates]);
        if (study.Rows <= design.Width + 1) return null;
        var fit = LeastSquares.Fit(design, study.Outcome, new()
        {
            Clusters = study.Clusters, Errors = study.Clusters is null ? ErrorKind.Robust : ErrorKind.Clustered,
        });
        return Estimate.Of(fit["before"]);
    }

    static double? MedianWait(Study study, bool before)
    {
        if (study.WaitMinutes is not { } waits) return null;
        var sorted = waits.Where((_, i) => study.Treated[i] == before).Order().ToArray();
        var (low, high) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return low == high ? low : (low + high) / 2;
    }
}
