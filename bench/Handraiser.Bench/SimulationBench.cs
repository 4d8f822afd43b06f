using BenchmarkDotNet.Attributes;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Simulation;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Bench;

/// <summary>
/// Lives of leads a second: arrival, decision, clock, ladder, first touch, close, with every law checked. Aim: 200,000
/// on one core. The time shown is that of one request.
/// </summary>
[MemoryDiagnoser]
public class SimulationBench
{
    const int Requests = 100_000;
    const int Days = 10;
    static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 0, 0);

    readonly SimulationPlan sample = SampleCompany.Plan(Start, 1_000, Requests / 1_000.0);
    readonly SimulationPlan straight = Straight();

    /// <summary>Everybody is there, every lead is touched once and closed.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Requests)]
    public ulong StraightLives() => Simulator.Run(straight, 1).Fingerprint;

    /// <summary>The sample company as it is: nights, absences, up to six touches, hand-ons, alarms.</summary>
    [Benchmark(OperationsPerInvoke = Requests)]
    public ulong SampleCompanyLives() => Simulator.Run(sample, 1).Fingerprint;

    static SimulationPlan Straight()
    {
        var plan = SampleCompany.Plan(Start, Days, Requests / (double)Days);
        return plan with
        {
            Playbook = plan.Playbook with
            {
                Teams = plan.Playbook.Teams.ToDictionary(
                    pair => pair.Key, pair => pair.Value with { Hours = OpeningHours.Always }),
                Pools = plan.Playbook.Pools.ToDictionary(
                    pair => pair.Key, pair => pair.Value with { Caps = Caps.None }),
            },
            Traffic = [.. plan.Traffic.Select(traffic => traffic with { Returning = 0, Held = 0 })],
            Habits = new Dictionary<string, RepHabits>(),
            Others = RepHabits.Perfect with { Reaction = Duration.FromSeconds(40), ReactionSpread = 0.5 },
            Buyers = new BuyerHabits { Touches = 1, Talks = Duration.FromHours(2) },
        };
    }
}
