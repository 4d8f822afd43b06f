using System.Diagnostics;
using System.Globalization;

namespace Handraiser.Yard;

/// <summary>
/// <c>yard SEED</c> replays one history and tells it; <c>yard --seeds N [--from S]</c> runs many and fails with the first
/// that breaks a law, or when the interesting states were not reached.
/// </summary>
internal static class YardProgram
{
    const int MostToldLines = 400;

    static int Main(string[] args)
    {
        if (args is [var one] && int.TryParse(one, CultureInfo.InvariantCulture, out var seed)) return Replay(seed);
        if (args is ["plant", var root, var copy])
        {
            PlantedBugs.Plant(root, copy);
            return 0;
        }
        if (args is ["planted", ..]) return FindPlanted(Number(args, "--seeds") ?? 200, args.Length > 1
            && !args[1].StartsWith("--", StringComparison.Ordinal) ? args[1] : null);
        if (Number(args, "--seeds") is not { } count)
        {
            Console.Error.WriteLine("yard SEED                      replay one history and tell it\nyard --seeds N [--from S]      run many histories");
            return 2;
        }
        return RunMany(Number(args, "--from") ?? 1, count, wantsAll: !args.Contains("--few"));
    }

    static int Replay(int seed)
    {
        using var template = new Template();
        var result = Seed.Run(seed, template, keepTrace: true);
        foreach (var line in result.Trace.TakeLast(MostToldLines)) Console.WriteLine(line);
        Console.WriteLine($"seed {seed}: {result.Problem ?? "every law held"}; {result.Commits} commits, history {result.Hash}");
        return result.Problem is null ? 0 : 1;
    }

    /// <summary>In the copy with the planted bugs: each, switched on alone, must be found.</summary>
    static int FindPlanted(int most, string? only)
    {
        var now = typeof(App.Server).Assembly.GetType("Handraiser.App.PlantedBug")?.GetProperty("Now")
            ?? throw new YardException("Nothing is planted in this build: use bin/yard planted.");
        var missed = 0;
        foreach (var bug in PlantedBugs.All.Where(bug => only is null || bug.Name.Contains(only, StringComparison.Ordinal)))
        {
            now.SetValue(null, bug.Name);
            var clock = Stopwatch.StartNew();
            var found = new ManySeeds(1, most).Run().Broken;
            if (found is null) missed++;
            Console.WriteLine(FormattableString.Invariant(
                $"{(found is null ? "NOT FOUND" : $"seed {found.Seed,4}")}  {clock.Elapsed.TotalSeconds,5:0.0} s  {bug.Name}: {found?.Problem?.Split('\n')[0]}"));
        }
        Console.WriteLine($"{PlantedBugs.All.Count - missed} of {PlantedBugs.All.Count} planted bugs found");
        return missed == 0 ? 0 : 1;
    }

    static int RunMany(int from, int count, bool wantsAll)
    {
        var many = new ManySeeds(from, count) { ToldTwice = 50 }.Run();
        foreach (var (what, times) in many.Sometimes.Seen) Console.WriteLine($"{times,9}  {what}");
        Console.WriteLine(many.Summary());
        if (many.Broken is { } broken)
        {
            Console.WriteLine($"SEED {broken.Seed} FAILED: {broken.Problem}\nreplay it with: bin/yard {broken.Seed}");
            return 1;
        }
        if (!wantsAll || !many.Sometimes.Missing().Any()) return 0;
        foreach (var what in many.Sometimes.Missing()) Console.WriteLine($"NEVER REACHED: {what}");
        return 3;
    }

    static int? Number(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
        ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
}
