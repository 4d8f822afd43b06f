using Handraiser.Core.Touches;

namespace Handraiser.Core.Playbooks;

/// <summary>Reads <c>none</c> or <c>{ within: 1 min, hours: team, met-by: attempt, ladder: standard }</c>.</summary>
internal static class TargetReader
{
    const string Example = "{ within: 5 min, hours: team, ladder: standard } or none";

    public static Target? Read(Spot spot, IReadOnlyCollection<string> ladders)
    {
        if (spot.Node is TextNode { Value: "none" }) return null;
        if (spot.Keys(Example, "within", "hours", "met-by", "ladder") is not { } block) return null;
        var within = block.Need("within", "Write 'within: 5 min' or 'within: next working day'.") is { } length
            ? LengthText.Target(length)
            : null;
        var hours = block.Find("hours") is { } whose
            ? whose.Choice(("always", WhoseHours.Always), ("team", WhoseHours.Team), ("owner", WhoseHours.Owner))
            : WhoseHours.Team;
        if (within is { WorkingDays: > 0 } && hours == WhoseHours.Always)
        {
            block.Find("hours")!.Value.Refuse("Working days need somebody's hours.",
                "Write hours: team or hours: owner.");
        }
        var metBy = block.Find("met-by") is { } grade ? MetBy(grade) : Grade.Attempt;
        var ladder = block.Find("ladder")?.Reference("ladder", "ladders", ladders);
        return within is null || hours is null || metBy is null
            ? null
            : new(within.Value.Within, within.Value.WorkingDays, hours.Value, metBy.Value, ladder);
    }

    static Grade? MetBy(Spot spot)
    {
        if (spot.Node is TextNode { Value: "automated" })
        {
            spot.Refuse("A machine's message never meets a target.", "Write attempt, personal, two-way or meeting.");
            return null;
        }
        return spot.Choice((Grade.Attempt.Text(), Grade.Attempt), (Grade.Personal.Text(), Grade.Personal),
            (Grade.TwoWay.Text(), Grade.TwoWay), (Grade.Meeting.Text(), Grade.Meeting));
    }
}
