using System.Globalization;

namespace Handraiser.Crash;

/// <summary>Attacks on the real executable. Each command ends with 0 when nothing was found, 1 with the first finding,
/// 4 when
/// this machine does not allow the attack.</summary>
internal static class CrashProgram
{
    const int Found = 1, Misused = 2, Impossible = 4;

    const string Usage = """
        crash points [--scenario NAME] [--max N] [--seed S]   kill the server at its writes (N of each scenario)
        crash setup [--every N]                               kill the first setup at its writes
        crash power [--scenario NAME] [--seed S]              lose the power at every step
        crash kills [--engine E] [--times N] [--seed S]       kill the server under load
        crash postgres [--fault NAME] [--times N]             kill, cut off and replace PostgreSQL under three nodes
        crash full                                            fill the disk
        crash clocks [--jump SECONDS]                         set the clock
        crash takeover [--engine E]                           time until another node does a dead one's work
        crash slice                                           a little of everything, as bin/test runs it
        crash claims [--engine E] [--count N]                 contested claims
        """;

    static async Task<int> Main(string[] args)
    {
        if (args is ["host", ..]) return await Host.RunAsync(args.Contains("--unsafe"));
        var folder = Path.Combine(Path.GetTempPath(), "handraiser-crash",
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        var keep = true;
        try
        {
            if (await RunAsync(args, folder) is { } code) return code;
            keep = false;
            return 0;
        }
        catch (Finding finding)
        {
            Console.WriteLine($"FOUND: {finding.Message}\nagain with: bin/crash {string.Join(' ', args)}\nwhat is "
                + $"left lies in {folder}");
            return Found;
        }
        catch (NotPossible why)
        {
            Console.WriteLine($"NOT TESTED: {why.Message}");
            return Impossible;
        }
        finally
        {
            if (!keep) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Null when all is well.</summary>
    static async Task<int?> RunAsync(string[] args, string folder)
    {
        var seed = Number(args, "--seed") ?? 1;
        string[] engines = Text(args, "--engine") is { } only ? [only] : ["sqlite", "postgres"];
        switch (args.FirstOrDefault())
        {
            case "points": await PointsAsync(folder, seed, Text(args, "--scenario"), Number(args, "--max")
                ?? int.MaxValue, isPower: false); return null;
            case "power": await PointsAsync(folder, seed, Text(args, "--scenario"), 0, isPower: true); return null;
            case "setup": await new SetUpPoints(folder).RunAsync(Number(args, "--every") ?? 1); return null;
            case "kills": await EachAsync(engines, engine =>
                new KillsUnderLoad(folder, seed).RunAsync(engine, Number(args, "--times") ?? 20)); return null;
            case "postgres": await EachAsync(Text(args, "--fault") is { } fault ? [fault] : PostgresFaults.All,
                one => new PostgresFaults(folder, seed)
                    .RunAsync(one, Number(args, "--times") ?? (one == "failover" ? 1 : 3))); return null;
            case "full": await EachAsync([true, false], hasSpool => FullAsync(folder, hasSpool)); return null;
            case "clocks": await EachAsync(Text(args, "--jump") is { } jump ? [jump] : ClockJumps.All, one =>
                JumpAsync(folder, one)); return null;
            case "slice": await SliceAsync(folder, seed); return null;
            case "takeover": await EachAsync(engines, new Takeover(folder).RunAsync); return null;
            case "claims": await EachAsync(engines, engine =>
                new ContestedClaims(folder).RunAsync(engine, Number(args, "--count") ?? 10_000, 25)); return null;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return Misused;
        }
    }

    /// <summary>A little of everything, for every run of the tests: three minutes of two quiet cores.</summary>
    static async Task SliceAsync(string folder, int seed)
    {
        var refused = new List<string>();
        async Task TryAsync(Func<Task> attack)
        {
            try { await attack(); }
            catch (NotPossible why) { refused.Add(why.Message); }
        }
        await TryAsync(() => PointsAsync(folder, seed, null, 2, isPower: false));
        await TryAsync(() => new SetUpPoints(folder).RunAsync(31));
        await TryAsync(() => PointsAsync(folder, seed, "intake", 0, isPower: true));
        await TryAsync(async () => await new PowerLossRounds(folder, seed, await TemplateAsync(folder)).ControlAsync());
        await TryAsync(async () => await new PowerLossRounds(folder, seed, await TemplateAsync(folder)).SpoolAsync());
        await TryAsync(() => FullAsync(folder, hasSpool: true));
        await TryAsync(() => JumpAsync(folder, "-3600"));
        await TryAsync(() => new PostgresFaults(folder, seed).RunAsync("replies", 1));
        await TryAsync(() => new PostgresFaults(folder, seed).RunAsync("failover", 1));
        await TryAsync(() => new ContestedClaims(folder).RunAsync("sqlite", 5000, 25));
        if (refused.Count > 0) throw new NotPossible(string.Join('\n', refused.Distinct()));
    }

    static async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> run)
    {
        foreach (var one in all) await run(one);
    }

    static async Task FullAsync(string folder, bool hasSpool) =>
        await new FullDisk(folder).RunAsync(await TemplateAsync(folder), hasSpool);

    static async Task JumpAsync(string folder, string jump) =>
        await new ClockJumps(folder).RunAsync(await TemplateAsync(folder), jump);

    static Task<Stage> TemplateAsync(string folder) =>
        Stage.MakeAsync("sqlite:" + Path.Combine(folder, $"template{Guid.NewGuid():n}.db"));

    /// <summary>Records each scenario once, then loses the power at every step of it, or kills the server at its
    /// writes.</summary>
    static async Task PointsAsync(string folder, int seed, string? only, int most, bool isPower)
    {
        var template = await TemplateAsync(folder);
        var (points, cuts) = (0, 0);
        var power = new PowerLossRounds(folder, seed, template);
        if (isPower && only is null)
        {
            await power.ControlAsync();
            cuts += await power.SpoolAsync();
        }
        var scenarios = Scenario.All.Where(one => only is null || one.Name == only).ToList();
        if (scenarios.Count == 0) throw new InvalidOperationException($"There is no scenario {only}.");
        foreach (var scenario in scenarios)
        {
            var recording = await RecordAsync(scenario, template, folder);
            if (isPower) cuts += await power.ScenarioAsync(recording);
            else points += await new KillPoints(folder, seed).RunAsync(scenario, template, recording.Trail.Calls, most);
        }
        Console.WriteLine(isPower ? $"{cuts} ways of losing the power: nothing acknowledged was lost"
            : $"{points} kill points: nothing found");
    }

    static async Task<Recording> RecordAsync(Scenario scenario, Stage template, string folder)
    {
        using var mail = new PostBox();
        var floor = new Floor(template.CopyTo(Path.Combine(folder, "recorded-" + scenario.Name + ".db")), mail);
        await using var server = floor.Server = await Served.StartAsync(floor.Stage, new Manner { Mail = mail.Url });
        // The first of its kind prepares statements and compiles; the second is what is recorded.
        if (!scenario.Stops) await scenario.PlayAsync(await scenario.PrepareAsync(floor), server);
        var deeds = await scenario.PrepareAsync(floor);
        return await Recording.MakeAsync(scenario.Name, floor, folder, deeds, () => scenario.PlayAsync(deeds, server));
    }

    static int? Number(string[] args, string name) =>
        Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    static string? Text(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
