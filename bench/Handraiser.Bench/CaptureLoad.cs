using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Handraiser.App.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Handraiser.Bench;

/// <summary>
/// The whole pipeline under load: HTTP in, decided, owned, on the clock, durable, answered. The server is a process of its
/// own on the same cores. Beside it stands what this machine can do at best: commits a second on this disk, and bare
/// requests a second through the same server and generator.
/// </summary>
internal static class CaptureLoad
{
    public static async Task<int> RunAsync(string[] args)
    {
        var database = Option(args, "--database") ?? NewSqlite();
        var connections = int.Parse(Option(args, "--connections") ?? "64", CultureInfo.InvariantCulture);
        var seconds = double.Parse(Option(args, "--seconds") ?? "10", CultureInfo.InvariantCulture);
        double? rate = Option(args, "--rate") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

        var key = (await BenchWorkspace.PrepareAsync(database)).ApiKey;
        var port = FreePort();
        using var server = Start(database, port);
        var address = new IPEndPoint(IPAddress.Loopback, port);
        try
        {
            await ReadyAsync(address);
            byte[] Request(int n) => LoadGenerator.Post("/api/v1/requests", key, BenchWorkspace.Request(n));
            var warm = -10_000_000;
            await LoadGenerator.RunAsync(address, connections, TimeSpan.FromSeconds(Math.Min(8, seconds)), _ =>
                Request(Interlocked.Increment(ref warm)));
            Console.WriteLine($"ceiling: bare GET     {await LoadGenerator.RunAsync(address, connections, TimeSpan.FromSeconds(3), _ => LoadGenerator.Get("/healthz"))}");
            if (database.StartsWith("sqlite:", StringComparison.Ordinal)) Console.WriteLine($"ceiling: one-row commits on this disk, one at a time: {Commits(Path.GetDirectoryName(database["sqlite:".Length..])!):0}/s");
            // Made before the clock starts: the generator shares the cores with what it measures.
            var requests = Enumerable.Range(0, (int)(seconds * 12_000)).Select(Request).ToArray();
            GC.Collect();
            server.Refresh();
            var before = server.TotalProcessorTime;
            var result = await LoadGenerator.RunAsync(address, connections, TimeSpan.FromSeconds(seconds), n => requests[n], rate);
            server.Refresh();
            var work = (server.TotalProcessorTime - before).TotalMicroseconds / Math.Max(1, result.Answered);
            Console.WriteLine(FormattableString.Invariant($"capture, {connections} connections  {result}  {work:0} us of processor time each"));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
        return 0;
    }

    public static string NewSqlite() => "sqlite:" + Path.Combine(Directory.CreateTempSubdirectory("handraiser-bench-").FullName, "bench.db");

    public static Process Start(string database, int port, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Database).Assembly.Location, "serve", "--urls", $"http://127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["HANDRAISER_DATABASE"] = database;
        start.Environment["HANDRAISER_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["HANDRAISER_API_RATE"] = "1000000";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    public static async Task ReadyAsync(IPEndPoint address)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address);
                return;
            }
            catch (SocketException) when (attempt < 300) { await Task.Delay(100); }
        }
    }

    static double Commits(string folder)
    {
        var path = Path.Combine(folder, "ceiling.db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode=wal; pragma synchronous=full; create table if not exists t (n integer);";
        command.ExecuteNonQuery();
        command.CommandText = "insert into t values (1)";
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed.TotalSeconds < 2; count++) command.ExecuteNonQuery();
        return count / clock.Elapsed.TotalSeconds;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at
        && at + 1 < args.Length ? args[at + 1] : null;
}
