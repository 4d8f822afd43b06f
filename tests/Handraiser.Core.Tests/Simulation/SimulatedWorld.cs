using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Simulation;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Simulation;

/// <summary>Small plans for the tests of this folder.</summary>
static class SimulatedWorld
{
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 0, 0);

    public static OpeningHours Office { get; } = new(DateTimeZone.Utc, Enumerable.Range(1, 5).Select(day =>
        new Shift((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(16, 0))));

    /// <summary>One pool of these members, five minutes in the team's hours, and a ladder that ends at the on-call
    /// human.</summary>
    public static Playbook Playbook(OpeningHours hours, params (string Rep, int Weight)[] members)
    {
        var pool = new Pool("sales", "team", [.. members.Select(member => new PoolMember(member.Rep, member.Weight))],
            Caps.None, JoinerPolicy.Max, LeavePolicy.Hold, TiePolicy.List, EveryoneAway.Wait, null, true, true);
        var target = new Target(Duration.FromMinutes(5), 0, WhoseHours.Team, Grade.Attempt, "standard");
        var ladder = new Ladder("standard",
        [
            new(0.5, null, LadderAction.Nudge), new(1, null, LadderAction.HandOn), new(3, null, LadderAction.OnCall),
        ]);
        return new Playbook("Test", new Dictionary<string, OpeningHours>(),
            new Dictionary<string, Team> { ["team"] = new("team", "Team", hours, "manager", "on-call") },
            new Dictionary<string, Pool> { ["sales"] = pool },
            RequestKinds.All.ToDictionary(word => RequestKinds.Parse(word)!.Value, _ => target),
            new Dictionary<string, Ladder> { ["standard"] = ladder }, [], "sales",
            new Core.Playbooks.Screening(80, "screener"));
    }

    /// <summary>Everybody always free, nobody comes twice, nothing is spam.</summary>
    public static SimulationPlan Perfect(Playbook playbook, double perHour, int days) =>
        new(playbook, Monday, days, [Plain(WeekShape.Even(perHour))]) { Others = RepHabits.Perfect };

    public static Traffic Plain(WeekShape week) =>
        new(DateTimeZone.Utc, week) { Returning = 0, Held = 0, Duds = 0, Kinds = [(RequestKind.Demo, 1)] };

    /// <summary>Requests in one hour of the week only.</summary>
    public static WeekShape OnlyAt(IsoDayOfWeek day, int hour, double requests) => new(
        Enumerable.Range(0, WeekShape.HoursPerWeek).Select(h => h == (((int)day - 1) * 24) + hour ? requests : 0));
}
