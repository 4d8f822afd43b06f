using System.Diagnostics;
using System.Globalization;

namespace Handraiser.Crash;

/// <summary>
/// The machine's clock jumps under a running server with an embedded database, whose only clock it is. Each step is
/// taken
/// once and in order, nothing comes before its instant, nothing is lost, and time never runs backwards in the history.
/// </summary>
internal sealed class ClockJumps(string folder)
{
    static readonly string[] Places = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64",
        "/usr/lib", "/usr/local/lib"];

    public static IReadOnlyList<string> All { get; } = ["+3600", "-3600", "+86400", "-86400"];

    public async Task RunAsync(Stage template, string jump)
    {
        var library = Places.Select(place => Path.Combine(place, "faketime", "libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists)
            ?? throw new NotPossible("There is no libfaketime here: run bin/setup.");
        var clock = Stopwatch.StartNew();
        var setting = Path.Combine(folder, $"clock{jump}.offset");
        var faked = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library, ["DONT_FAKE_MONOTONIC"] = "1", ["FAKETIME_NO_CACHE"] = "1",
                ["FAKETIME_TIMESTAMP_FILE"] = setting,
        };
        await File.WriteAllTextAsync(setting, "+0\n");
        using var mail = new PostBox();
        var floor = new Floor(template.CopyTo(Path.Combine(folder, $"clock{jump}.db")), mail);
        var manner = new Manner { Mail = mail.Url, Environment = faked };
        var leads = new List<string>();
        await using (floor.Server = await Served.StartAsync(floor.Stage, manner))
        {
            // Some are about to climb when it happens, some are calm, one was touched before and one will be after.
            for (var i = 0; i < 4; i++) leads.Add(await floor.LeadAsync("chat"));
            for (var i = 0; i < 4; i++) leads.Add(await floor.LeadAsync());
            var held = await floor.LeadAsync();
            await File.WriteAllTextAsync(setting, jump + "\n");
            await floor.Server.ActAsync(held, "touches", new { rep = Stage.Ann, grade = "attempt", channel = "phone" });
            for (var i = 0; i < 4; i++) leads.Add(await floor.LeadAsync("chat"));
            // However far it jumped, what is due within a second is done within a few.
            await ClimbedAsync(floor, [.. leads.Take(4), .. leads.TakeLast(4)], jump);
        }
        // The next start finds the clock where it jumped to, and a history that may be ahead of it.
        await using (floor.Server = await Served.StartAsync(floor.Stage, manner))
        {
            var later = await floor.LeadAsync("chat");
            await ClimbedAsync(floor, [later], jump + " and a restart");
            await VerifiedAsync(floor.Stage, faked, jump);
        }
        // And back again: the clock was set right.
        await File.WriteAllTextAsync(setting, "+0\n");
        await using (floor.Server = await Served.StartAsync(floor.Stage, manner))
        {
            var last = await floor.LeadAsync("chat");
            await ClimbedAsync(floor, [last], jump + " and back");
            await VerifiedAsync(floor.Stage, faked, jump + " and back");
        }
        await Proof.HoldAsync(floor.Stage.Setting, [], $"a clock that jumped by {jump} s");
        Proof.Once(mail, $"a clock that jumped by {jump} s");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  clock {jump,7} s: each step once and in order, {mail.Letters} letters and none twice, "
                + $"{clock.Elapsed.TotalSeconds:0} s"));
    }

    static async Task ClimbedAsync(Floor floor, List<string> leads, string jump)
    {
        foreach (var lead in leads)
        {
            if (await Waiting.IsSoWithinAsync(TimeSpan.FromSeconds(20), () =>
                floor.HasHappenedAsync(lead, "ladder.on-call"), 100)) continue;
            throw new Finding($"The clock jumped by {jump} s, and the ladder of {lead} stands "
                + $"still:\n{(await floor.Server.GetAsync($"/api/v1/leads/{lead}/events"))?.Text}\n{floor.Server.Said}");
        }
    }

    /// <summary>As an operator on that machine would ask.</summary>
    static async Task VerifiedAsync(Stage stage, Dictionary<string, string> faked, string jump)
    {
        var start = Served.Launch(Served.Executable, "verify", "--database", stage.Setting);
        foreach (var (name, value) in faked) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new Finding($"The clock jumped by {jump} s, and verify finds:\n{text}");
    }
}
