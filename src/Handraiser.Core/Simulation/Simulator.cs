namespace Handraiser.Core.Simulation;

/// <summary>
/// The product's own decisions (turns, owners, clocks, ladders) run over invented leads, reps and hours. The same plan
/// and seed give the same result, to the last bit of the fingerprint, on every machine.
/// </summary>
public static class Simulator
{
    /// <param name="tell">Is told of every happening, in order, as it happens.</param>
    /// <exception cref="BrokenLawException">The product broke one of its laws: a bug.</exception>
    public static SimulationResult Run(SimulationPlan plan, ulong seed, Action<Happening>? tell = null) =>
        new SimulationRun(plan, seed, tell).Run();

    /// <summary>Everything that happens, in order.</summary>
    public static IReadOnlyList<Happening> Happenings(SimulationPlan plan, ulong seed)
    {
        var happenings = new List<Happening>();
        Run(plan, seed, happenings.Add);
        return happenings;
    }
}
