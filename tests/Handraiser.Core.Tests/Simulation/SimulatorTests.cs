using Handraiser.Core.Simulation;
using Handraiser.Core.Time;
using NodaTime;
using static Handraiser.Core.Tests.Simulation.SimulatedWorld;

namespace Handraiser.Core.Tests.Simulation;

public class SimulatorTests
{
    static SimulationPlan Sample(int days = 28) => SampleCompany.Plan(Monday, days, 120);

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var (first, second) = (Simulator.Run(Sample(), 7), Simulator.Run(Sample(), 7));
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(first.Leads, second.Leads);
    }

    [Fact]
    public void The_fingerprint_of_a_seed_is_the_same_on_every_machine() =>
        Assert.Equal(16241609702241940625UL, Simulator.Run(Sample(), 7).Fingerprint);

    [Fact]
    public void Another_seed_gives_another_run() =>
        Assert.NotEqual(Simulator.Run(Sample(), 7).Fingerprint, Simulator.Run(Sample(), 8).Fingerprint);

    [Fact]
    public void Turns_are_exact_by_weight_when_everybody_is_always_free()
    {
        var playbook = Playbook(OpeningHours.Always, ("ann", 100), ("bob", 200), ("cid", 300));
        var plan = Perfect(playbook, perHour: 25, days: 4);
        var result = Simulator.Run(plan, 1);
        var shares = Assert.Single(result.Pools).Members;
        Assert.True(result.Leads > 2000);
        Assert.All(shares, share => Assert.True(Math.Abs(share.Turns - share.Exact) < 1));
        var happenings = Simulator.Happenings(plan, 1);
        var first600 = happenings.Where(one => one.Kind == HappeningKind.Assigned).Take(600).CountBy(one => one.Rep!);
        Assert.Equal([("ann", 100), ("bob", 200), ("cid", 300)],
            first600.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void A_request_of_Friday_evening_that_is_answered_on_Monday_morning_is_in_time()
    {
        var playbook = Playbook(Office, [.. Enumerable.Range(0, 20).Select(i => ($"rep-{i}", 100))]);
        var result = Simulator.Run(
            Perfect(playbook, 0, 14) with { Traffic = [Plain(OnlyAt(IsoDayOfWeek.Friday, 18, 12))] }, 3);
        Assert.True(result.Leads > 10);
        Assert.Equal(result.Leads, result.Clocks.Met);
        Assert.Equal(0, result.Breached);
        // Told as it was for the buyer: the whole weekend.
        Assert.True(result.FirstAttempt.P50 > Duration.FromHours(60));
    }

    [Fact]
    public void What_nobody_notices_is_breached_handed_on_and_ends_at_the_on_call_human()
    {
        var playbook = Playbook(OpeningHours.Always, ("ann", 100), ("bob", 100));
        var result = Simulator.Run(Perfect(playbook, 2, 2) with
        {
            Others = RepHabits.Perfect with { Notices = 0, Heeds = 0 },
        }, 3);
        Assert.Equal(result.Leads, result.Breached);
        Assert.Equal(result.Leads, result.HandedOn);
        Assert.Equal(result.Leads, result.OnCall);
        Assert.Equal(0, result.NeverAnswered);
    }

    [Fact]
    public void Who_was_never_answered_is_kept_in_the_quantiles()
    {
        var playbook = Playbook(OpeningHours.Always, ("ann", 100));
        playbook = playbook with { Targets = playbook.Targets.ToDictionary(
            pair => pair.Key, pair => pair.Value with { Ladder = null }) };
        var result = Simulator.Run(
            Perfect(playbook, 20, 5) with { Others = RepHabits.Perfect with { Notices = 0.6 } }, 3);
        Assert.InRange(result.NeverAnswered, result.Leads * 0.35, result.Leads * 0.45);
        Assert.Equal(Duration.Zero, result.FirstAttempt.P50);
        Assert.Null(result.FirstAttempt.P75);
        Assert.Equal(result.Leads, result.FirstAttempt.Answered + result.FirstAttempt.Never);
    }
}
