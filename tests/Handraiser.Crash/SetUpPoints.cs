using System.Diagnostics;
using System.Globalization;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>The first setup, which makes the file, brings it up to date and adds a company, killed at each of its
/// writes.</summary>
internal sealed class SetUpPoints(string folder)
{
    static readonly string[] Calls = ["pwrite64", "fsync", "ftruncate", "unlink"];

    /// <param name="every">Each which of them.</param>
    public async Task<int> RunAsync(int every)
    {
        var (points, clock) = (0, Stopwatch.StartNew());
        foreach (var call in Calls)
        {
            for (var at = 1; ; at += every)
            {
                var file = Path.Combine(folder, $"setup-{call}-{at}.db");
                var said = await SetUpAsync(file, call, at);
                await RepairedAsync(file, said,
                    string.Create(CultureInfo.InvariantCulture, $"setup killed at {call} {at}"));
                if (said is not null) break;
                points++;
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  setup     killed at {points,4} writes, and done again each time, "
                + $"{clock.Elapsed.TotalSeconds / Math.Max(1, points):0.0} s each"));
        return points;
    }

    /// <summary>What it said at its end; null when it was killed before.</summary>
    static async Task<string?> SetUpAsync(string file, string call, int at)
    {
        var command = Served.Launch(Served.Executable, "setup", "--workspace", "Acme", "--admin", Stage.Admin,
            "--password-stdin", "--database", "sqlite:" + file);
        command.ArgumentList.Insert(0, command.FileName);
        string[] strace = ["-f", "-qq", "-o", "/dev/null", "-P", file, "-P", file + "-wal", "-e", $"trace={call}", "-e",
            string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=KILL:when={at}")];
        foreach (var argument in strace.Reverse()) command.ArgumentList.Insert(0, argument);
        command.FileName = "strace";
        using var process = Process.Start(command)!;
        await process.StandardInput.WriteLineAsync(Stage.Password);
        process.StandardInput.Close();
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if ((await wrong).Contains("not permitted", StringComparison.Ordinal)) throw new NotPossible(await wrong);
        return process.ExitCode == 0 ? await said : null;
    }

    /// <summary>What was told is there; and whatever is there, the same can be done once more.</summary>
    static async Task RepairedAsync(string file, string? said, string after)
    {
        await using var database = Database.Open("sqlite:" + file, TimeProvider.System);
        await database.MigrateAsync();
        var before = await database.ReadAsync(tx => tx.SingleAsync<long>("select count(*) from workspace"));
        if (said is not null && before != 1) throw new Finding($"{after}: it was made, and is not there.");
        if (before == 0) await new SetUp(database, Chance.System)
            .RunAsync("Acme", "Ada", Stage.Admin, Stage.Password, "Etc/UTC");
        var whole = await database.ReadAsync(tx =>
            tx.SingleAsync<long>("select (select count(*) from rep) * (select count(*) from playbook) * (select "
                + "count(*) from form) * (select count(*) from api_key)"));
        if (whole < 1) throw new Finding($"{after}: half of a company was made.");
        await Proof.HoldAsync(database, [], after);
    }
}
