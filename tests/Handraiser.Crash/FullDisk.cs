using System.Diagnostics;
using System.Globalization;
using Handraiser.App.Platform.Database;

namespace Handraiser.Crash;

/// <summary>
/// A small disk fills up under the running server: nothing is acknowledged that is not kept, and with room it goes on
/// by
/// itself. A file system of its own where that is allowed; else the calls are made to fail as on a full disk.
/// </summary>
internal sealed class FullDisk(string folder)
{
    const int Megabytes = 8;

    /// <param name="hasSpool">The spool lies on another disk.</param>
    public async Task RunAsync(Stage template, bool hasSpool)
    {
        var clock = Stopwatch.StartNew();
        var disk = Path.Combine(folder, hasSpool ? "small-spooled" : "small");
        Directory.CreateDirectory(disk);
        var isMounted = Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", disk);
        try
        {
            var floor = new Floor(template.CopyTo(Path.Combine(disk, "full.db")), new PostBox());
            await using var server = floor.Server = await Served.StartAsync(floor.Stage,
                new Manner { Spool = hasSpool ? disk + "-spool" : "" });
            var deeds = new List<Deed>();
            var ballast = Path.Combine(disk, "ballast");
            await using (var tracer = isMounted ? null : await Tracer.AttachAsync(server.Pid, "-o", "/dev/null",
                "-e", "trace=pwrite64", "-P", floor.Stage.File, "-P", floor.Stage.File + "-wal", "-e",
                    "inject=pwrite64:error=ENOSPC"))
            {
                if (isMounted) Fill(ballast);
                await RefusedAsync(floor, hasSpool, deeds);
            }
            File.Delete(ballast);
            await TakenAgainAsync(floor, deeds);
            await using var database = Database.Open(floor.Stage.Setting, TimeProvider.System);
            await Proof.HoldAsync(database, deeds, "a full disk");
        }
        finally
        {
            if (isMounted) Run("umount", "-l", disk);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  disk full ({(isMounted ? "a file system of 8 MB" : "calls made to fail")}{(hasSpool ? ", spool elsewhere" : ", no spool")}): nothing acknowledged was lost, went on by itself, {clock.Elapsed.TotalSeconds:0} s"));
    }

    static async Task RefusedAsync(Floor floor, bool hasSpool, List<Deed> deeds)
    {
        var (refused, kept) = (0, 0);
        // Room that is left in the file is used up first.
        for (var i = 0; i < 2000 && refused + kept < 20; i++)
        {
            var key = $"full-{i}";
            var body = new { kind = "pricing", person = new { email = floor.Buyer() },
                message = new string('x', 8000) };
            var answer = await floor.Server.RaiseAsync(body, key)
                ?? throw new Finding($"No answer on a full disk:\n{floor.Server.Said}");
            if (answer.Status == 503)
            {
                refused++;
                if (answer.RetryAfter is null) throw new Finding("503 on a full disk, and no Retry-After.");
            }
            else if (!answer.IsTaken) throw new Finding(
                $"A full disk was answered with {answer.Status}: {answer.Text}");
            else
            {
                if (answer.Status == 202) kept++;
                var deed = new Deed(key, one =>
                    { one.Marker = answer.Read("requestId"); return Task.FromResult(true); },
                    async (tx, one) => await tx.SingleAsync<long>("select count(*) from request where id = @Id",
                        new { Id = one.Marker! }) == 1);
                await deed.DoAsync();
                deeds.Add(deed);
            }
        }
        if (hasSpool ? kept < 20 : refused < 20) throw new Finding($"The disk never was full: {refused} refused, "
            + $"{kept} kept, {deeds.Count} taken.");
        if (hasSpool) return;
        var ready = await floor.Server.GetAsync("/readyz");
        if (ready?.Status != 503) throw new Finding($"Nothing can be taken, and /readyz says {ready?.Status}.");
        // What is there can still be read.
        if (await floor.Server.GetAsync("/api/v1/leads") is not { Status: 200 }) throw new Finding(
            "Leads cannot be read on a full disk.");
    }

    static async Task TakenAgainAsync(Floor floor, List<Deed> deeds)
    {
        await Waiting.UntilAsync("there is room and a request is taken", async () =>
            await floor.Server.RaiseAsync(new { kind = "pricing", person = new { email = floor.Buyer() } },
                $"room-{floor.Next()}") is { Status: 201 });
        await Waiting.UntilAsync("the server is ready and its spool empty", async () =>
            await floor.Server.GetAsync("/readyz") is { Text: "ready" }, everyMs: 100);
        var deed = Deed.Raise(floor, floor.Buyer());
        await deed.DoAsync();
        deeds.Add(deed);
    }

    static void Fill(string file)
    {
        using var stream = File.Create(file);
        try
        {
            for (var block = new byte[4096]; ;)
            {
                stream.Write(block);
                stream.Flush();
            }
        }
        catch (IOException) { }
    }

    static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program,
                arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception) { return false; }
    }
}
