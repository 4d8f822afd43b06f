using NodaTime;

namespace Handraiser.Core.Playbooks;

/// <summary>Reads the steps of a ladder, which always ends at a named human.</summary>
internal static class LadderReader
{
    const string Example = "steps, such as - { at: 50%, do: nudge }";
    const int MostSteps = 50;

    public static Ladder? Read(Entry entry)
    {
        var spot = entry.Value;
        if (spot.Items(Example) is not { } items) return null;
        if (items.Count > MostSteps) spot.Refuse($"The ladder has more than {MostSteps} steps.", "Use fewer.");
        var steps = items.Select(ReadStep).ToList();
        if (items.Count == 0 || steps[^1] is { Action: not LadderAction.OnCall })
        {
            (items.Count == 0 ? spot : items[^1]).Refuse("The ladder does not end at the on-call human.",
                "End it with a step such as - { at: 300%, do: on-call }.");
        }
        RefuseDisorder(items, steps);
        return new(entry.Key, [.. steps.OfType<LadderStep>()]);
    }

    static LadderStep? ReadStep(Spot spot)
    {
        if (spot.Keys("{ at: 50%, do: nudge }", "at", "before", "after", "do") is not { } block) return null;
        var action = block.Need("do", "Say what happens: do: nudge.")?.Choice(("nudge", LadderAction.Nudge),
            ("tell-manager", LadderAction.TellManager), ("hand-on", LadderAction.HandOn),
            ("on-call", LadderAction.OnCall));
        var (at, before, after) = (block.Find("at"), block.Find("before"), block.Find("after"));
        if (new[] { at, before, after }.Count(when => when is not null) != 1)
        {
            spot.Refuse("A step falls due once.", "Write one of at: 50%, before: 1 min or after: 5 min.");
            return null;
        }
        var share = at is { } part ? LengthText.Share(part) : null;
        var offset = before is { } early ? -LengthText.Offset(early)
            : after is { } late ? LengthText.Offset(late)
            : null;
        return action is null || (share is null && offset is null) ? null : new(share, offset, action.Value);
    }

    // Shares and offsets meet in an order that depends on the target, so each is compared with its like.
    static void RefuseDisorder(IReadOnlyList<Spot> items, List<LadderStep?> steps)
    {
        double share = 0;
        var offset = Duration.MinValue;
        for (var i = 0; i < items.Count; i++)
        {
            if (steps[i] is not { } step) continue;
            if (step.Share < share || step.Offset < offset)
            {
                items[i].Refuse("The step falls due before the one above it.",
                    "Order the steps by when they fall due.");
            }
            (share, offset) = (step.Share ?? share, step.Offset ?? offset);
        }
    }
}
