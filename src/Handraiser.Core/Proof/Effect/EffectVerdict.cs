using Handraiser.Core.Statistics.Causal;

namespace Handraiser.Core.Proof;

/// <summary>What may be printed under the ladder.</summary>
internal sealed record EffectVerdict(string Text, bool Supported, IReadOnlyList<string> Reasons)
{
    /// <summary>Printed word for word wherever the steps disagree.</summary>
    public const string NotSupported = "your data do not support a causal claim; run the experiment";

    public static EffectVerdict Of(AdjustedSteps adjusted, NaturalSteps natural, IReadOnlyList<EffectStep> steps)
    {
        if (adjusted.Estimates.Count == 0)
        {
            return new(NotSupported, false, [steps.First(step => step.Step == "gFormula").Missing
                ?? "Nothing could be adjusted for."]);
        }
        if (natural.All.Count == 0)
        {
            return new(NotSupported, false, ["No natural experiment could check the adjusted figures, and adjusted "
                + "methods that agree with one another are no evidence: they share what nobody recorded."]);
        }
        List<string> against = [.. Against(adjusted, natural)];
        if (against.Count > 0) return new(NotSupported, false, against);
        return Agreeing(adjusted.Estimates[0], natural.All);
    }

    static IEnumerable<string> Against(AdjustedSteps adjusted, NaturalSteps natural)
    {
        if (natural.WuHausman is { } p && Ladder.Read([], [], p) == LadderVerdict.Disagree)
        {
            yield return "Arrival out of hours tells of the outcome beyond the wait that it causes, which it must not if "
                + $"the adjusted answer is the whole story (Wu-Hausman {Wording.Chance(p)}).";
        }
        foreach (var step in natural.All)
        {
            var expected = step.Like is { } like ? [like.Expected] : adjusted.Estimates;
            if (Ladder.Read(expected, [step.Result.Effect]) == LadderVerdict.Agree) continue;
            yield return $"By {Named(step)} the effect is {Range(step.Result.Effect)}; the adjusted answer expects "
                + $"{Range(expected[0])} of the same leads, which has nothing in common with it.";
        }
        if (adjusted.ControlFails)
        {
            yield return "Something that no answer can change differs between leads that should be alike.";
        }
    }

    static EffectVerdict Agreeing(Estimate adjusted, IReadOnlyList<NaturalStep> natural)
    {
        List<string> reasons = [.. natural.Select(step =>
            $"By {Named(step)} the effect is {Range(step.Result.Effect)}; the adjusted answer expects "
                + $"{Range(step.Like?.Expected ?? adjusted)} of the same leads.")];
        if (adjusted.Low <= 0 && adjusted.High >= 0)
        {
            return new("In your data no effect of answering within the hour can be told from none, and the natural "
                + "experiment does not contradict that. Observational: nobody drew lots.", false, reasons);
        }
        var clear = natural.Any(step => step.Result.Effect.Low > 0 == adjusted.Value > 0
            && (step.Result.Effect.Low > 0 || step.Result.Effect.High < 0));
        var direction = adjusted.Value > 0 ? "more" : "fewer";
        var text = $"Leads answered within the hour had the outcome {direction} often than like leads that waited: "
            + $"{Wording.Points(adjusted.Value)}. "
            + (clear ? "The natural experiment says the same. "
                : "The natural experiment does not contradict it, but could not tell it from no effect by itself. ")
            + "Observational: what nobody recorded may still be behind it, and only an experiment settles it.";
        return new(text, true, reasons);
    }

    static string Named(NaturalStep step) => step.Name == "closingTime" ? "closing time" : "arrival out of hours";

    static string Range(Estimate one) =>
        $"{Wording.Points(one.Value)}, {Wording.Points(one.Low)} to {Wording.Points(one.High)}";
}
