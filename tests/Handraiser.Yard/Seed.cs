using NodaTime;

namespace Handraiser.Yard;

/// <summary>What became of one seed.</summary>
internal sealed record SeedResult(int Seed, string? Problem, string Hash, long Commits, Duration Simulated,
    Sometimes Sometimes, IReadOnlyList<string> Trace);

/// <summary>One history: hours of work under faults, then ten healthy minutes in which everything must come right.</summary>
internal static class Seed
{
    static readonly Duration Healing = Duration.FromMinutes(10);

    public static SeedResult Run(int seed, Template template, bool keepTrace = false)
    {
        using var world = new World(seed, template);
        world.Trace.IsKept = keepTrace;
        var buyers = new Buyers(world);
        string? problem = null;
        try
        {
            for (var n = world.Dice.Between(1, 3); n > 0; n--) world.Nodes.Add(new Node(world, $"node {n}"));
            var end = world.Now + Duration.FromMinutes(world.Dice.Between(120, 600));
            buyers.Plan(end);
            new Staff(world).Plan(end);
            world.Faults.Plan(world, end);
            world.RunUntil(end);
            world.Faults.Heal(world);
            world.RunUntil(end + Healing);
            world.Checks.Finish(buyers);
        }
        catch (YardException broken) { problem = broken.Message; }
        return new(seed, problem, world.Trace.Hash(), world.Commits, world.Now - Template.Start, world.Sometimes, world.Trace.Lines);
    }
}
