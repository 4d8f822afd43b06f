using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Clocks;

/// <summary>
/// A ladder's step laid out in time. <see cref="Index"/> is its place in the ladder, which names it for good.
/// </summary>
public readonly record struct PlannedStep(int Index, Instant At, LadderAction Action);

/// <summary>A ladder laid out in time for one clock, so that due work is a question about stored instants.</summary>
public static class LadderPlan
{
    /// <summary>
    /// Every step of the ladder, in the order in which they fall due; of those due together, in the ladder's order.
    /// Shares and offsets count in the same hours as the target. No step is ever earlier than the start of the clock,
    /// and none is lost: one that waits for hours that never open again falls due with the target.
    /// </summary>
    /// <param name="due">As stored with the clock. When it was tightened, shares are of the shorter time that is
    /// left.</param>
    public static IReadOnlyList<PlannedStep> For(
        Ladder ladder, Target target, Instant start, Instant due, OpeningHours hours)
    {
        var open = hours.Elapsed(start, due);
        var length = target.Within is { } within ? Duration.Min(within, open) : open;
        return [.. ladder.Steps
            .Select((step, index) => new PlannedStep(index, Instant.Max(start, At(step)), step.Action))
            .OrderBy(step => step.At).ThenBy(step => step.Index)];

        Instant At(LadderStep step) => step switch
        {
            { Share: 1 } => due,
            { Share: { } share } => hours.Add(start, length * share) ?? due,
            { Offset: { } offset } when offset < Duration.Zero => hours.Subtract(due, -offset) ?? start,
            { Offset: { } offset } => hours.Add(due, offset) ?? due,
            _ => throw new ArgumentException("A step needs a share or an offset.", nameof(ladder)),
        };
    }
}
