using System.Diagnostics;
using System.Globalization;

namespace Handraiser.Crash;

/// <summary>
/// The real server, killed at each of its writes in turn. What it leaves is copied and examined, and the server is
/// started again on what it left: the next point stands on the wreck of the one before.
/// </summary>
internal sealed class KillPoints(string folder, int seed)
{
    static readonly string[] Calls = ["pwrite64", "fsync", "fdatasync", "ftruncate", "unlink"];

    /// <summary>Kills at no more than so many points, chosen by the seed among all; returns how many there
    /// were.</summary>
    /// <param name="written">How often a run makes each call, as a recording counted them.</param>
    public async Task<int> RunAsync(Scenario scenario, Stage template, IReadOnlyDictionary<string, int> written,
        int most)
    {
        using var mail = new PostBox();
        var floor = new Floor(template.CopyTo(Path.Combine(folder, scenario.Name + ".db")), mail);
        var manner = new Manner { Mail = mail.Url };
        var all = Calls.SelectMany(call =>
            Enumerable.Range(1, written.GetValueOrDefault(call)).Select(at => (Call: call, At: at))).ToArray();
        new Random(seed).Shuffle(all);
        var past = new List<Deed>();
        var (points, clock) = (0, Stopwatch.StartNew());
        floor.Server = await Served.StartAsync(floor.Stage, manner);
        foreach (var (call, at) in all.Take(most))
        {
            var after = string.Create(CultureInfo.InvariantCulture,
                $"{scenario.Name} killed at {call} {at} (seed {seed}, point {points})");
            var deeds = await scenario.PrepareAsync(floor);
            await KillAtAsync(scenario, floor.Server, deeds, call, at);
            past.AddRange(deeds);
            if (floor.Server.IsAlive) continue;
            if (floor.Server.WasKilled) points++;
            await floor.Server.DisposeAsync();
            var wreck = floor.Stage.CopyTo(Path.Combine(folder, "wreck.db"));
            // Both at once: the examiner has its own copy.
            var started = Served.StartAsync(floor.Stage, manner);
            await Proof.HoldAsync(wreck.Setting, past, after);
            File.Delete(wreck.File);
            floor.Server = await started;
            await SameAnswersAsync(floor.Server, deeds, after);
        }
        await floor.Server.DisposeAsync();
        await Proof.HoldAsync(floor.Stage.Setting, past, $"{scenario.Name}, at the end (seed {seed})");
        Proof.Once(mail, $"{scenario.Name} (seed {seed})");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {scenario.Name,-9} killed at {points,4} of {all.Length,4} writes, "
                + $"{past.Count(deed => deed.IsAcknowledged),4} of {past.Count,4} deeds acknowledged and all there, "
                    + $"{clock.Elapsed.TotalSeconds / Math.Max(1, points):0.0} s each"));
        return points;
    }

    static async Task KillAtAsync(Scenario scenario, Served server, IReadOnlyList<Deed> deeds, string call, int at)
    {
        var when = at.ToString(CultureInfo.InvariantCulture);
        await using var tracer = await Tracer.AttachAsync(server.Pid, "-o", "/dev/null", "-e", $"trace={call}", "-e",
            $"inject={call}:signal=KILL:when={when}");
        await scenario.PlayAsync(deeds, server);
        if (!scenario.Stops) await server.IsGoneWithinAsync(TimeSpan.FromMilliseconds(50));
    }

    /// <summary>Whoever asks again with the same key hears the same, whatever happened in between.</summary>
    static async Task SameAnswersAsync(Served server, IReadOnlyList<Deed> deeds, string after)
    {
        foreach (var deed in deeds.Where(deed => deed.Again is not null))
        {
            var again = await Floor.InTimeAsync(() => deed.Again!(server));
            if (again is not { IsTaken: true })
            {
                throw new Finding($"{after}: asked again, the answer was {again?.Status} {again?.Text}: {deed.What}\n"
                    + server.Said);
            }
            if (deed.IsAcknowledged && again.Text != deed.Told) throw new Finding($"{after}: asked again, the answer "
                + $"differs: {deed.What}");
        }
    }
}
