using System.Text.Json;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Clocks;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

internal enum ClockStep { Nudge, TellManager, Breach, HandOn, OnCall }

/// <summary>
/// What happens when while a clock runs, as instants fixed at its start: the ladder's steps and, at the due instant, the
/// breach itself. A later playbook does not move them, so the verdict is the one that the buyer was promised.
/// </summary>
internal sealed record ClockPlan(IReadOnlyList<(Instant At, ClockStep Step)> Steps)
{
    public static ClockPlan For(Target target, Ladder? ladder, Instant start, Instant due, OpeningHours hours)
    {
        var steps = ladder is null ? [] : LadderPlan.For(ladder, target, start, due, hours)
            .Select(step => (At: step.At.Storable(), Step: Of(step.Action))).ToList();
        // The breach stands first among what falls due with it: first it is recorded, then acted upon.
        var place = steps.FindIndex(step => step.At >= due);
        steps.Insert(place < 0 ? steps.Count : place, (due, ClockStep.Breach));
        return new(steps);
    }

    public Instant? AtOf(long step) => step < Steps.Count ? Steps[(int)step].At : null;

    /// <summary>How many steps are past due. At its own instant a step is not.</summary>
    public int DueBy(Instant now) => Steps.TakeWhile(step => step.At < now).Count();

    /// <summary>A hand-on is overtaken when, before <paramref name="to"/>, a later step gives the lead to somebody else anyway.</summary>
    public bool IsOvertaken(int step, int to) => Steps[step].Step == ClockStep.HandOn
        && Steps.Take(to).Skip(step + 1).Any(later => later.Step is ClockStep.HandOn or ClockStep.OnCall);

    /// <summary>The same plan for a clock that is breached already: a breach is recorded once.</summary>
    public ClockPlan WithoutBreach() => new([.. Steps.Where(step => step.Step != ClockStep.Breach)]);

    /// <summary>What is left of the plan, with the breach at another instant.</summary>
    public ClockPlan From(long step, Instant due) => new([.. Steps.Skip((int)step).Where(one => one.Step != ClockStep.Breach)
        .Append((At: due, Step: ClockStep.Breach)).OrderBy(one => one.At).ThenBy(one => one.Step != ClockStep.Breach)]);

    public string Text => JsonSerializer.Serialize(Steps.Select(step => new object[] { step.At.Micros(), Word(step.Step) }));

    public static ClockPlan Read(string text) => new([.. JsonDocument.Parse(text).RootElement.EnumerateArray()
        .Select(step => (Arguments.FromMicros(step[0].GetInt64()), Parse(step[1].GetString()!)))]);

    static ClockStep Of(LadderAction action) => action switch
    {
        LadderAction.Nudge => ClockStep.Nudge,
        LadderAction.TellManager => ClockStep.TellManager,
        LadderAction.HandOn => ClockStep.HandOn,
        LadderAction.OnCall => ClockStep.OnCall,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Word(ClockStep step) => step switch
    {
        ClockStep.Nudge => "nudge",
        ClockStep.TellManager => "tell-manager",
        ClockStep.Breach => "breach",
        ClockStep.HandOn => "hand-on",
        ClockStep.OnCall => "on-call",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static ClockStep Parse(string word) => Enum.GetValues<ClockStep>().Single(step => Word(step) == word);
}
