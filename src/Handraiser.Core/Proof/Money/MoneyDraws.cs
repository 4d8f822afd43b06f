using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Draws the groups again and again, and reckons every number of each draw.</summary>
internal sealed class MoneyDraws(MoneyGroups groups, MoneyValue? worth, MoneyOptions options, SpeedLadder ladder)
{
    const int FewestGroups = 10;

    public IReadOnlyList<MoneyFigure> Figures(IReadOnlyList<MoneyTerm> terms)
    {
        var outcomes = terms.Select(_ => new List<double>()).ToList();
        var amounts = terms.Select(_ => new List<double>()).ToList();
        if (groups.Count >= FewestGroups)
        {
            ClusterBootstrap.Run(groups.Count, options.Draws, options.Seed, weights =>
            {
                var each = worth?.PerOutcome(weights.Span) ?? double.NaN;
                for (var i = 0; i < terms.Count; i++) Put(terms[i].Drawn(weights), each, outcomes[i], amounts[i]);
                return 0;
            });
        }
        return [.. terms.Select((term, i) => Figure(term, outcomes[i], amounts[i]))];
    }

    static void Put(double outcomes, double each, List<double> all, List<double> amounts)
    {
        if (double.IsFinite(outcomes)) all.Add(outcomes);
        if (double.IsFinite(outcomes * each)) amounts.Add(outcomes * each);
    }

    MoneyFigure Figure(MoneyTerm term, List<double> outcomes, List<double> amounts)
    {
        if (term.Missing is not null)
        {
            return new(0, null, null, null, null, null, null, null, null, term.Says, term.Missing);
        }
        // The study may be a draw of all leads.
        var scale = ladder.Cohort.Eligible / (double)ladder.Cohort.Count;
        var of = Limits(outcomes, 0.95, scale);
        var (narrow, wide) = (Limits(amounts, 0.8, scale), Limits(amounts, 0.95, scale));
        var amount = worth is null ? (double?)null : term.Outcomes * worth.PerOutcome() * scale;
        return new((long)Math.Round(term.N * scale), term.Outcomes * scale, of.Low, of.High, amount, narrow.Low,
            narrow.High, wide.Low, wide.High, term.Says,
            groups.Count < FewestGroups ? "Too few weeks of owners for an interval." : null);
    }

    static (double? Low, double? High) Limits(List<double> draws, double level, double scale)
    {
        if (draws.Count < 2) return (null, null);
        var limits = new BootstrapDraws([.. draws.Order()]).Limits(level);
        return (limits.Low * scale, limits.High * scale);
    }
}
