using Handraiser.Core.Statistics.Causal;

namespace Handraiser.Core.Proof;

/// <summary>The rungs that adjust for what is known of the leads, and those that doubt them.</summary>
internal sealed class AdjustedSteps(SpeedLadder ladder)
{
    const int FewestInArm = 5;
    readonly Confounders confounders = ladder.Missing is null ? ladder.Confounders : null!;

    /// <summary>What the verdict holds against the natural experiments.</summary>
    public List<Estimate> Estimates { get; } = [];

    public IReadOnlyList<EffectBalance> Balance { get; private set; } = [];

    public IReadOnlyList<OverlapBin> Overlap { get; private set; } = [];

    public EffectiveRows? EffectiveRows { get; private set; }

    public EffectEValue? EValue { get; private set; }

    /// <summary>A control that was certainly settled before the answer shows a difference.</summary>
    public bool ControlFails { get; private set; }

    public IReadOnlyList<EffectStep> Compute()
    {
        if (WhyNot() is { } why) return Without(why);
        var places = ladder.EitherWay;
        var study = ladder.Study(places, confounders.At(places, withTime: true));
        var contrast = GFormula.Compare(study);
        var propensity = Propensity.Of(study);
        Overlap = propensity.Overlap(study);
        List<EffectStep> steps =
        [
            Adjusted("gFormula", "L1", study, contrast,
                "A logistic model of the outcome, averaged over all leads with and without a quick answer."),
            .. Weighted(study, propensity), Doubly(study, propensity),
        ];
        return [.. steps, Explained(contrast), .. new SettledControls(ladder).Steps(study, propensity, this)];
    }

    public void Fail() => ControlFails = true;

    string? WhyNot()
    {
        if (ladder.Missing is not null) return ladder.Missing;
        var quick = ladder.EitherWay.Count(place => ladder.Cohort.Quick[place]);
        var outcomes = ladder.EitherWay.Count(place => ladder.Cohort.Outcome[place] > 0);
        var rarest = Math.Min(Math.Min(quick, ladder.EitherWay.Length - quick),
            Math.Min(outcomes, ladder.EitherWay.Length - outcomes));
        return rarest >= SpeedLadder.Fewest
            ? null
            : "At no hour of the day enough leads are answered quickly and enough others not.";
    }

    static IReadOnlyList<EffectStep> Without(string why) =>
    [
        EffectStep.Without("gFormula", "L1", 0, why), EffectStep.Without("overlapWeights", "L2", 0, why),
        EffectStep.Without("inverseWeights", "L2", 0, why), EffectStep.Without("doublyRobust", "L2", 0, why),
        EffectStep.Without("eValue", "L3", 0, why, "riskRatio"),
        EffectStep.Without("negativeControl", "L3", 0, why, "deviations"),
    ];

    EffectStep Adjusted(string step, string level, Study study, Contrast contrast, string says)
    {
        var made = EffectStep.Of(step, level, contrast.Difference, study.Rows, says
            + $" {Wording.Percent(contrast.Treated.Value)} against {Wording.Percent(contrast.Untreated.Value)}.");
        if (made.Missing is null) Estimates.Add(contrast.Difference);
        return made;
    }

    IEnumerable<EffectStep> Weighted(Study study, Propensity propensity)
    {
        var overlap = Weighting.Overlap(study, propensity);
        var inverse = Weighting.Inverse(study, propensity);
        Balance = [.. overlap.Balance.Zip(inverse.Balance, (one, other) => new EffectBalance(
            one.Name, one.Treated, one.Untreated, one.Before, one.After, other.After))];
        EffectiveRows = new(overlap.EffectiveTreated, overlap.EffectiveUntreated, inverse.EffectiveTreated,
            inverse.EffectiveUntreated, inverse.LargestShare, inverse.Clipped);
        yield return Adjusted("overlapWeights", "L2", study, overlap.Contrast,
            "Leads that could have gone either way, weighted until the arms are alike on average.");
        yield return Adjusted("inverseWeights", "L2", study, inverse.Contrast,
            $"All leads, weighted by their chance to be answered as they were; {Wording.Count(inverse.Clipped)} chances "
            + "were moved inside 1 and 99 %.");
    }

    EffectStep Doubly(Study study, Propensity propensity)
    {
        foreach (var arm in (bool[])[true, false])
        {
            var outcomes = study.Outcome.Where((outcome, i) => study.Treated[i] == arm && outcome > 0).Count();
            var rows = study.Treated.Count(treated => treated == arm);
            if (Math.Min(outcomes, rows - outcomes) >= FewestInArm) continue;
            return EffectStep.Without("doublyRobust", "L2", study.Rows, "An arm has too few of one outcome.");
        }
        return Adjusted("doublyRobust", "L2", study, DoublyRobust.Compare(study, propensity).Contrast,
            "A model of the outcome in each arm, put right by weights: right when either model is.");
    }

    EffectStep Explained(Contrast contrast)
    {
        if (contrast.Ratio is not { } ratio)
        {
            return EffectStep.Without("eValue", "L3", 0, "One of the risks is zero.", "riskRatio");
        }
        var value = Statistics.Causal.EValue.OfRiskRatio(ratio);
        var says = value.OfLimit <= 1
            ? "The interval of the adjusted ratio holds no effect already: nothing hidden is needed to explain it."
            : $"A hidden reason that goes along with speed and with the outcome by a ratio of "
                + $"{Wording.Number(value.OfEstimate)} each would explain the adjusted effect, and one of "
                + $"{Wording.Number(value.OfLimit)} its nearer limit.";
        EValue = new(value.OfEstimate, value.OfLimit, ratio.Value, ratio.Low, ratio.High, says);
        return new("eValue", "L3", "riskRatio", value.OfEstimate, value.OfLimit, null,
            contrast.TreatedRows + contrast.UntreatedRows, says, null);
    }
}

/// <summary>Outcomes that no answer can change, put to the same comparison.</summary>
internal sealed class SettledControls(SpeedLadder ladder)
{
    const int FewestKnown = 100;
    const int MostTraits = 2;

    public IReadOnlyList<EffectStep> Steps(Study study, Propensity propensity, AdjustedSteps adjusted)
    {
        var steps = new List<EffectStep>();
        foreach (var trait in SettledTraits().Take(MostTraits))
        {
            if (Compare(study, propensity, trait.Name, ladder.EitherWay, place => ValueOf(trait, place), true) is not
                { } made) continue;
            if (made.Low > 0 || made.High < 0) adjusted.Fail();
            steps.Add(made);
        }
        if (steps.Count == 0 && OfSize() is { } size) steps.Add(size);
        if (steps.Count == 0)
        {
            steps.Add(EffectStep.Without("negativeControl", "L3", 0,
                "Nothing is known of enough leads that an answer cannot have changed, such as the company's size.",
                "deviations"));
        }
        return steps;
    }

    // Size is adjusted for, so it is left out of the weights here: it stands for what reps see and we do not.
    EffectStep? OfSize()
    {
        var confounders = ladder.Confounders;
        var places = Array.FindAll(ladder.EitherWay, place => double.IsFinite(confounders.LogSize(place)));
        var quick = places.Count(place => ladder.Cohort.Quick[place]);
        if (Math.Min(quick, places.Length - quick) < FewestKnown / 2) return null;
        var study = ladder.Study(places, confounders.At(places, withTime: true, withSize: false));
        return Compare(study, Propensity.Of(study), "company size", places, confounders.LogSize, false);
    }

    static EffectStep? Compare(
        Study study, Propensity propensity, string name, int[] places, Func<int, double> value, bool decisive)
    {
        var settled = Array.ConvertAll(places, place => value(place));
        if (settled.Length < FewestKnown || !settled.AsSpan().ContainsAnyExcept(settled[0])) return null;
        var control = NegativeControl.Of(study, propensity, name, settled);
        var unit = control.Standardised / control.Difference.Value;
        var deviations = double.IsFinite(unit)
            ? Estimate.Of(control.Standardised, control.Difference.StandardError * unit)
            : Estimate.Of(0, 0);
        var finding = !control.Fails ? "shows no difference, as it should"
            : decisive ? "differs between leads that should be alike: something else is behind speed as well"
            : "differs between leads alike in all else: who answers goes by it, and perhaps by more that nobody recorded";
        var how = decisive ? "" : " It is left out of these weights only.";
        return EffectStep.Of("negativeControl", "L3", deviations, study.Rows, $"An answer cannot change {name}; it "
            + finding + "." + how, "deviations");
    }

    // Only what was certainly written before the request, and of every lead.
    IEnumerable<Trait> SettledTraits() => ladder.Cohort.Answers.History.Leads.Traits.Where(trait =>
        trait is { Numbers: not null, WrittenAt: not null } && Array.TrueForAll(ladder.EitherWay, place =>
        {
            var lead = ladder.Cohort.Leads[place];
            return double.IsFinite(trait.Numbers[lead]) && trait.WrittenAt[lead] != Unknown.Time
                && trait.WrittenAt[lead] <= ladder.Cohort.Answers.History.Leads.RaisedAt[lead];
        }));

    double ValueOf(Trait trait, int place) => trait.Numbers![ladder.Cohort.Leads[place]];
}
