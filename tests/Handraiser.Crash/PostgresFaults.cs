using System.Diagnostics;
using System.Globalization;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>Three nodes on a PostgreSQL that is killed, cut off, robbed of its connections, and replaced by its
/// standby.</summary>
internal sealed class PostgresFaults(string folder, int seed)
{
    const int Nodes = 3, Senders = 9;

    public static IReadOnlyList<string> All { get; } = ["killed", "terminated", "replies", "failover"];

    public async Task RunAsync(string fault, int times)
    {
        var clock = Stopwatch.StartNew();
        await using var primary = await Cluster.MakeAsync(folder, fault);
        await using var standby = fault == "failover" ? await primary.StandbyAsync(folder, fault + "_standby") : null;
        var setting = await primary.NewDatabaseAsync("crash");
        using var mail = new PostBox();
        var stage = await Stage.MakeAsync(setting);
        using var wire = new LossyWire(new Uri(setting), seed);
        var callers = new List<LossyWire>();
        // Nodes name every server there may be, or reach theirs over the wire that loses replies.
        var theirs = stage with
        {
            Setting = standby is null ? wire.Address.ToString() : string.Create(CultureInfo.InvariantCulture,
                $"{setting}?host=127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}&target_session_attributes=primary"),
        };
        var nodes = new List<Served>();
        try
        {
            for (var n = 0; n < Nodes; n++) nodes.Add(await Served.StartAsync(theirs, new Manner
            {
                Mail = mail.Url, Spool = Path.Combine(folder, $"{fault}-spool{n}"),
                Through = own => { callers.Add(new LossyWire(own, seed
                    + 7 * callers.Count)); return callers[^1].Address; },
            }));
            await AttackAsync(new(fault, times, primary, standby, wire, callers, stage, nodes, mail), clock);
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
            foreach (var caller in callers) caller.Dispose();
        }
    }

    sealed record Scene(string Fault, int Times, Cluster Primary, Cluster? Standby, LossyWire Wire,
        List<LossyWire> Callers, Stage Stage,
        List<Served> Nodes, PostBox Mail);

    async Task AttackAsync(Scene scene, Stopwatch clock)
    {
        var after = string.Create(CultureInfo.InvariantCulture,
            $"PostgreSQL {scene.Fault} {scene.Times} times (seed {seed})");
        var traffic = new Traffic(seed);
        var isOver = false;
        var sending = traffic.RunAsync(Senders, () => scene.Nodes, () => Volatile.Read(ref isOver));
        try
        {
            for (var time = 0; time < scene.Times; time++)
            {
                await SomeAsync(traffic, 60);
                await StrikeAsync(scene, traffic);
            }
            await SomeAsync(traffic, 60);
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            await sending;
        }
        var left = scene.Standby ?? scene.Primary;
        await using var database = Database.Open(left.Url("crash"), TimeProvider.System);
        foreach (var node in scene.Nodes)
        {
            if (!node.IsAlive) throw new Finding($"{after}: a node ended:\n{node.Said}");
            await Waiting.UntilAsync($"the spool of a node is empty ({after})", async () =>
                await node.GetAsync("/readyz") is { Text: "ready" }, everyMs: 200);
        }
        await Traffic.SettledAsync(database);
        await traffic.KeptAsync(database, after, answersAreLost: scene.Fault == "replies");
        await Proof.LawsAsync(database, after);
        Proof.Once(scene.Mail, after);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {scene.Fault,-10} {scene.Times,3} times, {traffic.Acknowledged,5} acknowledged and all there, "
                + $"{traffic.Touches,4} touches, {scene.Mail.Letters,5} letters and none twice, "
                    + $"{scene.Wire.Lost + scene.Callers.Sum(one => one.Lost),4} replies lost, "
                        + $"{clock.Elapsed.TotalSeconds:0} s"));
    }

    static async Task StrikeAsync(Scene scene, Traffic traffic)
    {
        switch (scene.Fault)
        {
            case "killed":
                scene.Primary.Kill();
                // Meanwhile the nodes take requests into their spools.
                await SomeAsync(traffic, 30);
                await scene.Primary.StartAsync();
                break;
            case "terminated":
                for (var storm = 0; storm < 10; storm++)
                {
                    await scene.Primary.SqlAsync(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'handraiser'");
                    await Waiting.PassAsync(TimeSpan.FromMilliseconds(100));
                }
                break;
            case "replies":
                scene.Wire.Lose(15);
                foreach (var caller in scene.Callers) caller.Lose(50);
                await SomeAsync(traffic, 150);
                scene.Wire.Lose(0);
                foreach (var caller in scene.Callers) caller.Lose(0);
                break;
            case "failover":
                scene.Primary.Kill();
                await SomeAsync(traffic, 30);
                await scene.Standby!.SqlAsync("alter system set synchronous_standby_names = ''");
                await scene.Standby.PromoteAsync();
                break;
            default: throw new InvalidOperationException($"There is no fault {scene.Fault}.");
        }
    }

    static async Task SomeAsync(Traffic traffic, int more)
    {
        var goal = traffic.Answers + more;
        await Waiting.UntilAsync($"{more} more are acknowledged", () => Task.FromResult(traffic.Answers >= goal));
    }
}
