using System.Diagnostics;
using System.Globalization;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>The real server killed at a random moment while sixteen connections send, again and again.</summary>
internal sealed class KillsUnderLoad(string folder, int seed)
{
    const int Senders = 16, KillsOfOneDatabase = 20;

    public async Task RunAsync(string engine, int kills)
    {
        await using var cluster = engine == "postgres" ? await Cluster.MakeAsync(folder, "under-load") : null;
        var (done, told, letters, clock) = (0, 0, 0, Stopwatch.StartNew());
        for (var round = 0; done < kills; round++)
        {
            var most = Math.Min(KillsOfOneDatabase, kills - done);
            var setting = cluster is null ? $"sqlite:{Path.Combine(folder, $"load{round}.db")}"
                : await cluster.NewDatabaseAsync($"load{round}");
            var after = string.Create(CultureInfo.InvariantCulture,
                $"{engine}, kills {done + 1} to {done + most} under load (seed {seed})");
            var (acknowledged, sent) = await RoundAsync(setting, most, seed + round, after);
            (done, told, letters) = (done + most, told + acknowledged, letters + sent);
            if (cluster is not null) await cluster.SqlAsync($"drop database load{round} with (force)");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {engine,-9} killed {done,4} times under load, {told,6} acknowledged and all there, {letters,6} "
                + $"letters and none twice, {clock.Elapsed.TotalSeconds / done:0.0} s each"));
    }

    static async Task<(int Acknowledged, int Letters)> RoundAsync(string setting, int kills, int roundSeed,
        string after)
    {
        using var mail = new PostBox();
        var stage = await Stage.MakeAsync(setting);
        var manner = new Manner { Mail = mail.Url };
        var traffic = new Traffic(roundSeed);
        var dice = new Random(roundSeed);
        Served? server = null;
        var isOver = false;
        var sending = traffic.RunAsync(Senders, () =>
            Volatile.Read(ref server) is { IsAlive: true } there ? [there] : [], () => Volatile.Read(ref isOver));
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await using var next = await Served.StartAsync(stage, manner);
                Volatile.Write(ref server, next);
                var goal = traffic.Answers + dice.Next(5, 150);
                await Waiting.UntilAsync("enough was acknowledged", () =>
                    Task.FromResult(traffic.Answers >= goal), everyMs: 1);
                next.Kill();
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            await sending;
        }
        await using (await Served.StartAsync(stage, manner))
        {
            await using var database = Database.Open(setting, TimeProvider.System);
            await Traffic.SettledAsync(database);
        }
        await using (var database = Database.Open(setting, TimeProvider.System))
        {
            await traffic.KeptAsync(database, after);
            await Proof.HoldAsync(database, [], after);
        }
        Proof.Once(mail, after);
        return (traffic.Acknowledged, mail.Letters);
    }
}
