using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>A node dies in the middle of a delivery: how long until another node, or the next start, has done
/// it.</summary>
internal sealed class Takeover(string folder)
{
    const double MostSeconds = 45;
    static readonly string[] Events = ["lead.assigned"];

    public async Task RunAsync(string engine)
    {
        await using var cluster = engine == "postgres" ? await Cluster.MakeAsync(folder, "takeover") : null;
        var stage = await Stage.MakeAsync(cluster is null ? $"sqlite:{Path.Combine(folder, "takeover.db")}"
            : await cluster.NewDatabaseAsync("takeover"));
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        var port = ((IPEndPoint)receiver.LocalEndpoint).Port;
        var manner = new Manner { Environment = new Dictionary<string,
            string> { ["HANDRAISER_ALLOW_PRIVATE"] = $"127.0.0.1, :{port}" } };
        await using var first = await Served.StartAsync(stage, manner);
        var made = await first.PostAsync("/api/v1/endpoints",
            new { kind = "webhook", name = "CRM", url = $"http://127.0.0.1:{port}/hook", events = Events });
        if (made is not { IsTaken: true }) throw new Finding($"No endpoint was made: {made?.Text}");
        await first.RaiseAsync(new { kind = "pricing", person = new { email = "bea@buyer.example" } }, "key");
        // The receiver hears the request and never answers; then the node dies.
        using var hanging = await receiver.AcceptTcpClientAsync();
        await hanging.GetStream().ReadExactlyAsync(new byte[16]);
        first.Kill();
        var clock = Stopwatch.StartNew();
        await using var second = await Served.StartAsync(stage, manner);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var again = await receiver.AcceptTcpClientAsync(patience.Token);
        await again.GetStream().ReadExactlyAsync(new byte[16], patience.Token);
        var seconds = clock.Elapsed.TotalSeconds;
        await again.GetStream()
            .WriteAsync("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
                patience.Token);
        await using var database = Database.Open(stage.Setting, TimeProvider.System);
        await Waiting.UntilAsync("the delivery is settled", () => database.ReadAsync(async tx =>
            await tx.SingleAsync<long>("select count(*) from job where kind = 'webhook' and state = 'done'") == 1),
                everyMs: 50);
        await Proof.LawsAsync(database, "takeover");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {engine,-9} orphaned work taken over after {seconds:0.0} s"));
        if (seconds > MostSeconds) throw new Finding($"Orphaned work was taken over only after {seconds:0.0} s.");
    }
}
