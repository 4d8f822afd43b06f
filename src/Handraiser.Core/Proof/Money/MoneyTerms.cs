using Handraiser.Core.Statistics.Causal;

namespace Handraiser.Core.Proof;

/// <summary>One of the numbers: outcomes forgone by all leads of the study, and by any draw of its groups.</summary>
internal sealed record MoneyTerm(
    string Says, long N, double Outcomes, Func<ReadOnlyMemory<int>, double> Drawn, string? Missing = null)
{
    public static MoneyTerm Without(string says, string why) => new(says, 0, double.NaN, _ => double.NaN, why);
}

/// <summary>The numbers before money.</summary>
internal sealed class MoneyTerms
{
    const double Fast = 5;

    readonly SpeedLadder ladder;
    readonly MoneyGroups groups;
    readonly bool[] late;
    readonly bool[] never;

    public MoneyTerms(SpeedLadder ladder, MoneyGroups groups, AnsweringCapacity capacity)
    {
        (this.ladder, this.groups) = (ladder, groups);
        late = Array.ConvertAll(ladder.Waited, wait => double.IsFinite(wait) && wait > Fast);
        never = Array.ConvertAll(ladder.Waited, double.IsPositiveInfinity);
        var reachable = Array.ConvertAll(ladder.Everybody, place => capacity.Reachable[ladder.Cohort.Leads[place]]);
        CappedLeads = reachable.LongCount(one => one);
        var unanswered = Unanswered();
        Terms =
        [
            Raw(), Adjusted(late), Natural(), Never(unanswered, never),
            Adjusted([.. late.Zip(reachable, (one, other) => one && other)]),
            Never(unanswered, [.. never.Zip(reachable, (one, other) => one && other)]),
        ];
    }

    /// <summary>Raw, adjusted, natural, never answered; then adjusted and never answered as far as one can
    /// reach.</summary>
    public IReadOnlyList<MoneyTerm> Terms { get; }

    public long CappedLeads { get; }

    MoneyTerm Raw()
    {
        const string says = "Leads answered after more than 5 minutes, if they had done as well as those answered sooner.";
        if (ladder.Missing is { } missing) return MoneyTerm.Without(says, missing);
        var cohort = ladder.Cohort;
        var (fastRows, fastOutcomes) = Sums(place => cohort.Wait[place] <= Fast);
        var (lateRows, lateOutcomes) = Sums(place => cohort.Wait[place] > Fast && double.IsFinite(cohort.Wait[place]));
        if (fastRows.Sum() < SpeedLadder.Fewest)
        {
            return MoneyTerm.Without(says, $"Only {fastRows.Sum():0} leads were answered within 5 minutes.");
        }
        double Of(Func<double[], double> sum) =>
            (sum(lateRows) * sum(fastOutcomes) / sum(fastRows)) - sum(lateOutcomes);
        return new(says, (long)lateRows.Sum(), Of(sums => sums.Sum()),
            weights => Of(sums => MoneyGroups.Weigh(weights.Span, sums)));
    }

    (double[] Rows, double[] Outcomes) Sums(Func<int, bool> counts) =>
        (groups.Sum(ladder.Everybody, place => counts(place) ? 1 : 0),
            groups.Sum(ladder.Everybody, place => counts(place) ? ladder.Cohort.Outcome[place] : 0));

    MoneyTerm Adjusted(bool[] counted)
    {
        const string says = "Leads answered after more than 5 minutes, if they had been answered within 5, all else as it "
            + "was (g-formula over the curve by wait).";
        if (ladder.ByWait is not { } model)
        {
            return MoneyTerm.Without(says, ladder.Missing ?? "Too few leads were answered for a curve by wait.");
        }
        return counted.Contains(true)
            ? Mean(says, counted, model.Forgone(Fast, counted))
            : MoneyTerm.Without(says, "There is no such lead.");
    }

    MoneyTerm Natural()
    {
        const string says = "Leads answered after more than an hour, if each had gained what the natural experiment gives.";
        if (ladder.Natural is not { } natural)
        {
            return MoneyTerm.Without(says, ladder.Missing ?? "No natural experiment was strong enough.");
        }
        var rows = groups.Sum(ladder.Everybody, place =>
            !ladder.Cohort.Quick[place] && double.IsFinite(ladder.Cohort.Wait[place]) ? 1 : 0);
        var plain = new PlainExperiment(ladder.Cohort, groups, natural);
        // How far a draw moves the plain ratio stands for how far it moves the adjusted one.
        var (effect, centre) = (natural.Result.Effect.Value, plain.Effect(sums => sums.Sum()));
        return new(says, (long)rows.Sum(), effect * rows.Sum(), weights => MoneyGroups.Weigh(weights.Span, rows)
            * (effect + plain.Effect(sums => MoneyGroups.Weigh(weights.Span, sums)) - centre));
    }

    // What became of like leads that somebody did answer.
    OutcomeModel? Unanswered()
    {
        if (ladder.ByWait is null || !never.Contains(true)) return null;
        var study = ladder.ByWait.Study;
        return new OutcomeModel(study, [], never);
    }

    MoneyTerm Never(OutcomeModel? model, bool[] counted)
    {
        const string says = "Leads that nobody answered, if they had been answered as like leads were.";
        if (!never.Contains(true)) return MoneyTerm.Without(says, "Every lead was answered.");
        if (model is null) return MoneyTerm.Without(says, ladder.Missing ?? "Too few leads were answered.");
        return counted.Contains(true)
            ? Mean(says, counted, model.If([], counted).Less(OutcomeModel.Seen(model.Study, counted)))
            : MoneyTerm.Without(says, "There is no such lead.");
    }

    MoneyTerm Mean(string says, bool[] counted, Influence influence)
    {
        var sums = groups.Sum(ladder.Everybody, influence);
        var rows = ladder.Everybody.Length;
        return new(says, counted.LongCount(one => one), influence.Value * rows, weights => rows * (influence.Value
            + (MoneyGroups.Weigh(weights.Span, sums) / MoneyGroups.Weigh(weights.Span, groups.Rows))));
    }
}

/// <summary>The natural experiment without covariates: a ratio of two differences (A. Wald 1940).</summary>
internal sealed class PlainExperiment
{
    readonly double[][] held;
    readonly double[][] others;

    public PlainExperiment(SpeedCohort cohort, MoneyGroups groups, NaturalStep natural)
    {
        var (away, there) = (new List<int>(), new List<int>());
        for (var i = 0; i < natural.Places.Length; i++) (natural.HeldUp[i] ? away : there).Add(natural.Places[i]);
        double[][] Side(List<int> places) =>
        [
            groups.Sum([.. places], _ => 1), groups.Sum([.. places], place => cohort.Quick[place] ? 1 : 0),
            groups.Sum([.. places], place => cohort.Outcome[place]),
        ];
        (held, others) = (Side(away), Side(there));
    }

    public double Effect(Func<double[], double> sum)
    {
        double Share(double[][] side, int which) => sum(side[which]) / sum(side[0]);
        return (Share(others, 2) - Share(held, 2)) / (Share(others, 1) - Share(held, 1));
    }
}
