using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>What one more outcome is worth, for all groups and for any draw of them.</summary>
internal sealed class MoneyValue
{
    const int FewestDeals = 10;

    readonly MoneyOptions options;
    readonly double[] outcomes;
    readonly double[] wins;
    readonly (double Value, int Group)[] deals;
    readonly bool linked;

    MoneyValue(
        MoneyOptions options, double[] outcomes, double[] wins, (double Value, int Group)[] deals, bool linked) =>
        (this.options, this.outcomes, this.wins, this.deals, this.linked) = (options, outcomes, wins, deals, linked);

    public static MoneyValue? Of(
        SpeedLadder ladder, MoneyGroups groups, MoneyOptions options, out string? missing)
    {
        var (cohort, history) = (ladder.Cohort, ladder.Cohort.Answers.History);
        bool Counts(int place) => cohort.Outcome[place] > 0;
        var outcomes = groups.Sum(ladder.Everybody, place => Counts(place) ? 1 : 0);
        var wins = groups.Sum(ladder.Everybody, place =>
            Counts(place) && history.Leads.Reached[cohort.Leads[place]].HasFlag(Reached.Won) ? 1 : 0);
        var placeOf = new Dictionary<int, int>();
        foreach (var place in ladder.Everybody) placeOf[cohort.Leads[place]] = place;
        var (own, all) = (new List<(double, int)>(), new List<(double, int)>());
        for (var deal = 0; deal < history.Deals.Count; deal++)
        {
            var value = history.Deals.Value[deal];
            if (history.Deals.State[deal] != DealState.Won || !double.IsFinite(value)) continue;
            all.Add((value, -1));
            if (placeOf.TryGetValue(history.Deals.Lead[deal], out var place)) own.Add((value, groups.Ids[place]));
        }
        missing = history.Deals.Count == 0 ? "No deals were given, so nothing says what an outcome is worth."
            : all.Count < FewestDeals ? $"Only {all.Count} won deals have a value."
            : wins.Sum() == 0 ? "No lead that had the outcome is known to have been won."
            : null;
        if (missing is not null) return null;
        var linked = own.Count >= FewestDeals;
        return new(options, outcomes, wins, [.. (linked ? own : all).Order()], linked);
    }

    public MoneyWorth Report()
    {
        var share = PrintedShare.From((long)wins.Sum(), (long)outcomes.Sum());
        var values = Array.ConvertAll(deals, deal => deal.Value);
        return new(PerOutcome(), wins.Sum() / outcomes.Sum(), share.Low, share.High, values.Average(),
            Quantiles.OfSorted(values, 0.5), options.MedianValue ? "median" : "mean", options.Margin, deals.Length,
            linked);
    }

    public double PerOutcome()
    {
        var all = new int[outcomes.Length];
        Array.Fill(all, 1);
        return PerOutcome(all);
    }

    /// <summary>NaN when a draw has no outcome or no deal.</summary>
    public double PerOutcome(ReadOnlySpan<int> weights) =>
        MoneyGroups.Weigh(weights, wins) / MoneyGroups.Weigh(weights, outcomes) * Deal(weights) * options.Margin;

    double Deal(ReadOnlySpan<int> weights)
    {
        double sum = 0, count = 0;
        foreach (var (value, group) in deals)
        {
            var weight = linked ? weights[group] : 1;
            sum += weight * value;
            count += weight;
        }
        if (!options.MedianValue) return sum / count;
        var half = count / 2;
        foreach (var (value, group) in deals)
        {
            half -= linked ? weights[group] : 1;
            if (half <= 0) return value;
        }
        return double.NaN;
    }
}
