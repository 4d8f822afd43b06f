using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Proof;

/// <summary>What chance arranged: an effect by two-stage least squares, and who was held up.</summary>
/// <param name="Places">Of the cohort.</param>
/// <param name="HeldUp">Of each place: came when nobody would answer for a while.</param>
/// <param name="Like">What the adjusted curve makes of the same leads; null when there is no curve.</param>
internal sealed record NaturalStep(
    string Name, InstrumentResult Result, int[] Places, bool[] HeldUp, LikeWithLike? Like)
{
    public ResidualInclusion? Curved { get; init; }
}

/// <summary>The adjusted curve held against a natural experiment, for the very leads and waits of the experiment.</summary>
/// <param name="Expected">The effect that the experiment should find if the curve were the whole story.</param>
/// <param name="P">Whether the arrival tells of the outcome beyond the wait (<see cref="SameWait"/>).</param>
internal sealed record LikeWithLike(Estimate Expected, double P);

/// <summary>The rungs where the time of arrival decides who waits, and not what anybody knows of the lead.</summary>
internal sealed class NaturalSteps(SpeedLadder ladder)
{
    const double Strong = 10;
    const double Hour = 60;
    const double TwoHours = 120;
    const int FewestInWindow = 100;
    const string HeldUpName = "held up";

    static readonly string[] Names = ["closingTime", "offHours", "offHoursResidualInclusion", "weekdayEvenings"];

    readonly List<EffectInstrument> instruments = [];
    readonly List<EffectClosing> closing = [];
    Estimate? adjusted;
    NaturalStep? atClose;
    NaturalStep? offHours;

    public IReadOnlyList<EffectInstrument> Instruments => instruments;

    public IReadOnlyList<EffectClosing> Closing => closing;

    /// <summary>Closing time compares the most alike; then arrival out of hours.</summary>
    public NaturalStep? Best => atClose ?? offHours;

    public IReadOnlyList<NaturalStep> All => [.. new[] { atClose, offHours }.OfType<NaturalStep>()];

    /// <summary>Whether arrival out of hours and the adjusted answer differ by more than chance: for the curve, or for
    /// two arms when there is no curve.</summary>
    public double? WuHausman =>
        (offHours?.Like?.P ?? offHours?.Result.WuHausman.P) is { } p && !double.IsNaN(p) ? p : null;

    /// <param name="model">The adjusted effect by model, whose error the expected effects share.</param>
    public IReadOnlyList<EffectStep> Compute(Estimate? model)
    {
        adjusted = model;
        if ((ladder.Missing ?? NoHours()) is { } why) return Without(why);
        var arrivals = new ArrivalTimes(ladder.Cohort);
        int[] all = [.. Enumerable.Range(0, ladder.Cohort.Count)];
        var evenings = Array.FindAll(all, place => double.IsFinite(arrivals.FromClose[place]));
        List<EffectStep> steps = [AtClose(arrivals, evenings), .. OffHours(arrivals, all)];
        var same = Try("weekdayEvenings", evenings, place => !arrivals.Open[place], out var missing);
        steps.Add(Step("weekdayEvenings", same, missing,
            "The same with evenings of working days only, when buyers are more alike than at night and on weekends."));
        return steps;
    }

    string? NoHours()
    {
        var hours = ladder.Cohort.Answers.History.Hours;
        return hours.NeverCloses || hours.Shifts.Count == 0
            ? "The team's hours are not known, or it never closes."
            : null;
    }

    static IReadOnlyList<EffectStep> Without(string why) =>
        [.. Names.Select(step => EffectStep.Without(step, "L4", 0, why))];

    EffectStep AtClose(ArrivalTimes arrivals, int[] evenings)
    {
        var near = Array.FindAll(evenings, place => arrivals.FromClose[place] is >= -TwoHours * 3 and < TwoHours);
        if (near.Length == 0) return EffectStep.Without("closingTime", "L4", 0, "Nobody came near closing time.");
        var looks = ClosingTime.Compare(new(
            Array.ConvertAll(near, place => arrivals.FromClose[place]),
            Array.ConvertAll(near, place => ladder.Cohort.Outcome[place]),
            Array.ConvertAll(near, place => ladder.Cohort.Wait[place]),
            ladder.Confounders.At(near, withTime: false)) { Clusters = ladder.Cohort.ClustersOf(near) });
        closing.AddRange(looks.Where(look => Math.Min(look.Before, look.After) >= SpeedLadder.Fewest).Select(Line));
        var hour = looks.FirstOrDefault(look => look is { Window: Hour, Placebo: 0 });
        var window = hour is not null && Math.Min(hour.Before, hour.After) >= FewestInWindow ? Hour : TwoHours;
        var within = Array.FindAll(near, place => Math.Abs(arrivals.FromClose[place]) < window);
        atClose = Try("closingTime", within, place => arrivals.FromClose[place] >= 0, out var missing);
        var placebos = closing.Where(look => look.PlaceboMinutes != 0 && look.WindowMinutes == window).ToList();
        var failing = placebos.Count(look => look.Low > 0 || look.High < 0);
        return Step("closingTime", atClose, missing,
            $"Leads that came within {window:0} minutes before close against as long after it, per lead that is "
            + "answered within the hour because of it. "
            + (placebos.Count == 0 ? "There was no hour for a placebo."
                : $"{failing} of {placebos.Count} placebo hours differ as well."));
    }

    IEnumerable<EffectStep> OffHours(ArrivalTimes arrivals, int[] all)
    {
        offHours = Try("offHours", all, place => !arrivals.Open[place], out var missing);
        yield return Step("offHours", offHours, missing,
            "Arrival out of hours as an instrument (two-stage least squares): the effect on those whom it makes wait. "
            + "Buyers at night may be others, and everything else waits too.");
        yield return offHours?.Curved is { } curved
            ? EffectStep.Of("offHoursResidualInclusion", "L4", curved.Difference, curved.Rows,
                "The same with a logistic second stage (two-stage residual inclusion).")
            : EffectStep.Without("offHoursResidualInclusion", "L4", all.Length, missing ?? "Not reckoned.");
    }

    NaturalStep? Try(string name, int[] places, Func<int, bool> heldUp, out string? missing)
    {
        var held = Array.ConvertAll(places, place => heldUp(place));
        var away = held.Count(one => one);
        var outcomes = places.Count(place => ladder.Cohort.Outcome[place] > 0);
        var quick = places.Count(place => ladder.Cohort.Quick[place]);
        var rarest = Math.Min(Math.Min(away, held.Length - away), Math.Min(quick, held.Length - quick));
        if (Math.Min(rarest, Math.Min(outcomes, held.Length - outcomes)) < SpeedLadder.Fewest)
        {
            missing = "Too few leads, outcomes or quick answers on one side.";
            return null;
        }
        var study = new InstrumentStudy(
            Array.ConvertAll(places, place => ladder.Cohort.Outcome[place]),
            Array.ConvertAll(places, place => ladder.Cohort.Quick[place] ? 1.0 : 0.0),
            [NumericColumn.Of(HeldUpName, held)], ladder.Confounders.At(places, withTime: false))
        {
            Clusters = ladder.Cohort.ClustersOf(places),
        };
        var result = Instrument.TwoStage(study);
        var strong = result.FirstStage.F >= Strong && double.IsFinite(result.Effect.StandardError);
        var like = strong ? Against(study, places, held) : null;
        instruments.Add(Line(name, result, like));
        missing = strong ? null
            : $"It hardly changes who is answered quickly (F = {Wording.Number(result.FirstStage.F)}, under 10).";
        return strong
            ? new(name, result, places, held, like)
            {
                Curved = name == "offHours" ? ResidualInclusion.Of(study) : null,
            }
            : null;
    }

    LikeWithLike? Against(InstrumentStudy study, int[] places, bool[] held)
    {
        const int fewest = 100;
        const double widest = 3;
        var answered = places.Count(place => double.IsFinite(ladder.Cohort.Wait[place]));
        if (answered < fewest || adjusted is null) return null;
        var same = SameWait.Of(ladder.Study(places, study.Covariates), held, SpeedLadder.KnotsFor(answered));
        var effect = Instrument.TwoStage(study with { Outcome = same.Expected }).Effect;
        // The curve is as uncertain as the adjusted effect, in proportion to what it says.
        var error = adjusted.StandardError * Math.Clamp(Math.Abs(effect.Value / adjusted.Value), 1, widest);
        return new(Estimate.Of(effect.Value, Math.Sqrt((effect.StandardError * effect.StandardError) + (error * error))),
            same.P);
    }

    static EffectStep Step(string name, NaturalStep? step, string? missing, string says) => step is null
        ? EffectStep.Without(name, "L4", 0, missing ?? "Not reckoned.")
        : EffectStep.Of(name, "L4", step.Result.Effect, step.Result.Rows, says);

    static EffectInstrument Line(string name, InstrumentResult result, LikeWithLike? like)
    {
        var (first, reduced) = (result.FirstStageCoefficients[0], result.ReducedForm[0]);
        return new(name, result.Rows, result.FirstStage.F, first.Value, first.Low, first.High, reduced.Value,
            reduced.Low, reduced.High, result.Naive.Value, result.WuHausman.P, like?.Expected.Value, like?.Expected.Low,
            like?.Expected.High, like?.P, result.Balance);
    }

    static EffectClosing Line(ClosingWindow look)
    {
        var worst = look.Balance.MaxBy(row => Math.Abs(row.Before));
        return new(look.Window, look.Placebo, look.Before, look.After, look.RateBefore, look.RateAfter,
            look.Difference.Value, look.Difference.Low, look.Difference.High, look.Adjusted?.Value,
            look.Adjusted?.Low, look.Adjusted?.High, Finite(look.MedianWaitBefore), Finite(look.MedianWaitAfter),
            worst?.Before, worst?.Name);
    }

    static double? Finite(double? minutes) => minutes is { } known && double.IsFinite(known) ? known : null;
}
