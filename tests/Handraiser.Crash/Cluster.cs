using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Handraiser.Crash;

/// <summary>A PostgreSQL of our own on a port of its own, thrown away afterwards: it may be killed and
/// replaced.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    static readonly string Bin = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderBy(one => one.Length).ThenBy(one => one).Select(one =>
            Path.Combine(one, "bin"))
            .LastOrDefault(one => File.Exists(Path.Combine(one, "initdb"))) ?? "" : "";

    static readonly ConcurrentBag<Cluster> Made = [];
    readonly string data;

    // Whoever stops an attack in the middle leaves no servers behind.
    static Cluster() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var cluster in Made) cluster.Kill();
    };

    Cluster(string data)
    {
        this.data = data;
        Made.Add(this);
    }

    public int Port { get; } = Served.FreePort();

    public static async Task<Cluster> MakeAsync(string folder, string name)
    {
        if (Bin.Length == 0) throw new NotPossible("There is no PostgreSQL to start here: run bin/setup.");
        var cluster = new Cluster(await OwnedAsync(folder, name));
        await RunAsync("initdb", "-D", cluster.data, "-U", "handraiser", "-A", "trust", "-E", "UTF8", "--locale=C");
        await File.AppendAllTextAsync(Path.Combine(cluster.data, "postgresql.conf"),
            $"listen_addresses = '127.0.0.1'\nunix_socket_directories = '{cluster.data}'\nmax_connections = "
                + $"200\nshared_buffers = 64MB\nwal_keep_size = 256MB\n");
        await cluster.StartAsync();
        return cluster;
    }

    /// <summary>A standby that has every commit before it is acknowledged.</summary>
    public async Task<Cluster> StandbyAsync(string folder, string name)
    {
        var standby = new Cluster(await OwnedAsync(folder, name));
        await RunAsync("pg_basebackup", "-R", "-X", "stream", "-c", "fast", "-D", standby.data, "-d",
            string.Create(CultureInfo.InvariantCulture,
                $"host=127.0.0.1 port={Port} user=handraiser application_name={name}"));
        await File.AppendAllTextAsync(Path.Combine(standby.data, "postgresql.conf"),
            $"unix_socket_directories = '{standby.data}'\n");
        await standby.StartAsync();
        await SqlAsync($"alter system set synchronous_standby_names = '{name}'");
        await SqlAsync("select pg_reload_conf()");
        await Waiting.UntilAsync("the standby is synchronous", async () =>
            await AskAsync("select count(*) from pg_stat_replication where sync_state = 'sync'") == 1);
        return standby;
    }

    public string Url(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://handraiser@127.0.0.1:{Port}/{database}");

    public async Task<string> NewDatabaseAsync(string name)
    {
        await SqlAsync($"create database {name}");
        return Url(name);
    }

    /// <summary>No goodbye: the server and everything it started are gone at once.</summary>
    public void Kill()
    {
        if (Pid() is not { } pid) return;
        foreach (var child in Children(pid)) Served.Signal(child, 9);
        Served.Signal(pid, 9);
    }

    public Task StartAsync() => Waiting.UntilAsync("PostgreSQL runs", async () =>
    {
        // While the last of the dead has not gone it refuses.
        try
        {
            await RunAsync("pg_ctl", "-D", data, "-w", "-t", "60", "-l", Path.Combine(data, "log"), "-o",
                string.Create(CultureInfo.InvariantCulture, $"-p {Port}"), "start");
            return true;
        }
        catch (InvalidOperationException) { return false; }
    }, everyMs: 200);

    public Task PromoteAsync() => RunAsync("pg_ctl", "-D", data, "-w", "promote");

    public async Task SqlAsync(string sql)
    {
        await using var source = Source();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> AskAsync(string sql)
    {
        await using var source = Source();
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        File.Delete(Path.Combine(data, "postmaster.pid"));
        return ValueTask.CompletedTask;
    }

    NpgsqlDataSource Source() => NpgsqlDataSource.Create(
        string.Create(CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Username=handraiser;Database=postgres;Pooling=false"));

    int? Pid()
    {
        var file = Path.Combine(data, "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    static IEnumerable<int> Children(int pid)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/task/{pid}/children");
        return File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => int.Parse(one, CultureInfo.InvariantCulture)) : [];
    }

    static async Task<string> OwnedAsync(string folder, string name)
    {
        var data = Path.Combine(folder, name);
        Directory.CreateDirectory(data);
        if (Environment.IsPrivilegedProcess) await RunAsync(new ProcessStartInfo("chown", ["postgres", data]));
        await RunAsync(new ProcessStartInfo("chmod", ["700", data]));
        return data;
    }

    // The server refuses to run as root.
    static Task RunAsync(string program, params string[] arguments) => RunAsync(Environment.IsPrivilegedProcess
        ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", Path.Combine(Bin, program), .. arguments])
        : new ProcessStartInfo(Path.Combine(Bin, program), arguments));

    static async Task RunAsync(ProcessStartInfo start)
    {
        // Not its output: a server that it starts would hold that open.
        start.WorkingDirectory = "/tmp";
        start.RedirectStandardInput = true;
        var log = Path.GetTempFileName();
        var quoted = string.Join(' ',
            start.ArgumentList.Prepend(start.FileName).Select(one =>
                $"'{one.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        using var process = Process.Start(new ProcessStartInfo("sh",
            ["-c", $"{quoted} >{log} 2>&1 </dev/null"]) { WorkingDirectory = "/tmp" })!;
        await process.WaitForExitAsync();
        var said = await File.ReadAllTextAsync(log);
        File.Delete(log);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName}: {said}");
    }
}
