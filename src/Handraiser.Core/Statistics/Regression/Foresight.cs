using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics.Regression;

/// <summary>Rows with much the same predicted probability, and what became of them.</summary>
/// <param name="Predicted">Their mean prediction.</param>
/// <param name="Observed">The share with the outcome.</param>
/// <param name="Lowest">Their smallest prediction.</param>
/// <param name="Highest">Their largest.</param>
public sealed record ForesightBin(
    long Rows, long Events, double Predicted, double Observed, double Lowest, double Highest);

/// <summary>
/// Whether predicted probabilities mean what they say, on rows that the model has not seen. Assumes nothing but that
/// the rows are like those to come.
/// </summary>
/// <param name="Brier">Mean squared distance of prediction and outcome: 0 is an oracle.</param>
/// <param name="BaseBrier">The same for a model that always says the share of outcomes: one above it knows nothing.
/// </param>
/// <param name="Slope">Of the outcome's log odds on the predicted ones: 1 is right, below 1 is too sure. Null when
/// predictions or outcomes are all alike.</param>
/// <param name="Bins">Up to ten with equally many rows, by prediction; equal predictions stay together.</param>
public sealed record Foresight(
    long Rows, long Events, double Brier, double BaseBrier, Coefficient? Slope, RocArea? Area,
    IReadOnlyList<ForesightBin> Bins)
{
    /// <summary>Compares predictions, 0 to 1, with what happened.</summary>
    public static Foresight Of(double[] predictions, bool[] outcomes, int bins = 10)
    {
        if (predictions.Length == 0 || predictions.Length != outcomes.Length)
        {
            throw new ArgumentException("As many predictions as outcomes are needed, and some.");
        }
        long events = outcomes.Count(outcome => outcome);
        var brier = 0.0;
        for (var i = 0; i < predictions.Length; i++)
        {
            var distance = predictions[i] - (outcomes[i] ? 1 : 0);
            brier += distance * distance;
        }
        var share = (double)events / predictions.Length;
        return new(predictions.Length, events, brier / predictions.Length, share * (1 - share),
            SlopeOf(predictions, outcomes, events), RocArea.Of(predictions, outcomes),
            Cut(predictions, outcomes, bins));
    }

    static Coefficient? SlopeOf(double[] predictions, bool[] outcomes, long events)
    {
        if (events == 0 || events == outcomes.Length || predictions.Min() == predictions.Max()) return null;
        var logOdds = Array.ConvertAll(predictions, prediction =>
        {
            var inside = Math.Clamp(prediction, 1e-9, 1 - 1e-9);
            return Math.Log(inside / (1 - inside));
        });
        var design = new Design(outcomes.Length, new NumericColumn("slope", logOdds));
        return Logistic.Fit(design, NumericColumn.Of("outcome", outcomes).Values)["slope"];
    }

    [MethodImpl(RowLoop.Fast)]
    static List<ForesightBin> Cut(double[] predictions, bool[] outcomes, int bins)
    {
        var order = Enumerable.Range(0, predictions.Length).ToArray();
        var sorted = (double[])predictions.Clone();
        Array.Sort(sorted, order);
        var table = new List<ForesightBin>(bins);
        var start = 0;
        for (var bin = 1; bin <= bins && start < order.Length; bin++)
        {
            var end = (int)((long)order.Length * bin / bins);
            while (end > 0 && end < order.Length && sorted[end] == sorted[end - 1]) end++;
            if (end <= start) continue;
            var sum = 0.0;
            long events = 0;
            for (var i = start; i < end; i++)
            {
                sum += sorted[i];
                if (outcomes[order[i]]) events++;
            }
            double rows = end - start;
            table.Add(new(end - start, events, sum / rows, events / rows, sorted[start], sorted[end - 1]));
            start = end;
        }
        return table;
    }
}
