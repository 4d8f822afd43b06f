using System.Diagnostics;
using System.Globalization;
using Handraiser.App;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Features.Verify;
using Handraiser.App.Platform.Database;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Handraiser.Crash;

/// <summary>What a scenario did to the disk, once, and what was acknowledged when.</summary>
internal sealed record Recording(string Name, string File, IReadOnlyDictionary<string, byte[]> Before, Trail Trail,
    IReadOnlyList<Deed> Deeds)
{
    /// <param name="play">Does the deeds of a scene while everything is written down.</param>
    public static async Task<Recording> MakeAsync(string name, Floor floor, string folder, IReadOnlyList<Deed> deeds,
        Func<Task> play, string? spool = null)
    {
        var log = Path.Combine(folder, name + ".trace");
        Dictionary<string, byte[]> Now() => new[] { floor.Stage.File, floor.Stage.File + "-wal" }.Where(System.IO.File.Exists)
            .Concat(spool is null ? [] : Directory.GetFiles(spool)).ToDictionary(file => file, ReadShared);
        while (true)
        {
            Dictionary<string, byte[]>? before = Now();
            await using (await Tracer.AttachAsync(floor.Server.Pid, ["-o", log, .. Trail.How]))
            {
                // What was written between the look and the attachment would be in neither: alerts are still sent, say.
                if (Now() is var now && now.Count == before.Count
                    && now.All(file => file.Value.AsSpan().SequenceEqual(before.GetValueOrDefault(file.Key))))
                {
                    await play();
                    before = now;
                }
                else before = null;
            }
            if (before is not null) return new(name, floor.Stage.File, before, Trail.Read(log), deeds);
            await Waiting.PassAsync(TimeSpan.FromMilliseconds(300));
        }
    }

    static byte[] ReadShared(string file)
    {
        // Nobody but its holder may open what keeps others out, and there is nothing in it.
        if (Path.GetFileName(file) == "lock") return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>
/// The power goes at every step of a recording. A killed process leaves its writes with the kernel; a machine without
/// power
/// leaves only what was synced, and of the rest whatever it likes.
/// </summary>
internal sealed class PowerLoss(int seed)
{
    const int Whole = 8;

    // What is examined was a disk's; where the examiner puts it does not matter.
    static readonly string Memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
    static readonly string Image = Path.Combine(Memory, $"crash-{Environment.ProcessId}");
    int images;

    /// <summary>In how many ways the power went, in how many something acknowledged was gone or the file unsound, and
    /// the first.</summary>
    public async Task<(int Cuts, int Lost, string? First)> ReplayAsync(Recording recording)
    {
        var sent = recording.Deeds.Where(deed => deed is { IsAcknowledged: true, Marker: not null })
            .Select(deed => (Deed: deed, At: recording.Trail.Sent(deed.Marker!))).Where(one => one.At is not null)
                .ToList();
        if (recording.Deeds.Any(deed => deed.IsAcknowledged)
            && sent.Count == 0) throw new Finding($"{recording.Name}: no answer was found in the recording.");
        var lines = recording.Trail.Steps.SelectMany(step => new[] { step.Started, step.Ended })
            .Concat(sent.Select(one => one.At!.Value))
            .Append(recording.Trail.Lines).Where(line => line != int.MaxValue).Distinct().Order().ToList();
        var platter = new Platter(recording.Before, recording.Trail);
        var (cuts, lost, first) = (0, 0, (string?)null);
        var seen = new HashSet<string>();
        foreach (var line in lines)
        {
            foreach (var how in Enum.GetValues<Platter.Unsynced>())
            {
                var promised = sent.Where(one => one.At <= line).Select(one => one.Deed).ToList();
                var files = platter.At(line, how, new Random((seed * 31 + line) * 7 + (int)how));
                // Many cuts leave the same: once is enough.
                if (!seen.Add(Fingerprint(files) + promised.Count.ToString(CultureInfo.InvariantCulture))) continue;
                cuts++;
                if (await ExamineAsync(recording, files, promised) is not { } wrong) continue;
                lost++;
                first ??= string.Create(CultureInfo.InvariantCulture,
                    $"{recording.Name}, power lost at line {line}, unsynced writes: {how} (seed {seed}): {wrong}");
            }
        }
        Directory.Delete(Image, recursive: true);
        return (cuts, lost, first);
    }

    static string Fingerprint(Dictionary<string, byte[]> files) =>
        string.Concat(files.OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => file.Key + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file.Value))));

    async Task<string?> ExamineAsync(Recording recording, Dictionary<string, byte[]> files, List<Deed> promised)
    {
        if (Directory.Exists(Image)) Directory.Delete(Image, recursive: true);
        var spool = Path.Combine(Image, "spool");
        Directory.CreateDirectory(spool);
        foreach (var (name, bytes) in files)
        {
            var isSpool = name.Contains("/spool/", StringComparison.Ordinal);
            await File.WriteAllBytesAsync(Path.Combine(isSpool ? spool : Image, Path.GetFileName(name)), bytes);
        }
        var file = Path.Combine(Image, Path.GetFileName(recording.File));
        try
        {
            if (await MissingAsync(file, spool, promised) is { } missing) return missing;
            if (++images % Whole != 0) return null;
            await using var database = Database.Open("sqlite:" + file, TimeProvider.System);
            var broken = (await Laws.CheckAsync(database)).SelectMany(verdict => verdict.Shown).ToList();
            return broken.Count == 0 ? null : "a law is broken: " + broken[0];
        }
        catch (Exception unreadable) when (
            unreadable is Microsoft.Data.Sqlite.SqliteException or IOException or InvalidOperationException)
        {
            return "it cannot be read: " + unreadable.Message;
        }
    }

    static async Task<string?> MissingAsync(string file, string spool, List<Deed> promised)
    {
        using var session = new SqliteSession(file, readOnly: false);
        var tx = new SqliteTx(session) { Now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) };
        if (await tx.SingleAsync<string>("pragma integrity_check") is var whole
            && whole != "ok") return "the file is damaged: " + whole;
        await using var kept = Directory.GetFiles(spool).Length == 0 ? null
            : new SpoolFolder(new Settings { Spool = spool }, new SpoolDisk(), NullLogger<SpoolFolder>.Instance);
        foreach (var deed in promised)
        {
            if (await deed.IsStoredAsync(tx)) continue;
            if (kept is null || deed.Key is null
                || !kept.Holds(deed.Workspace!, deed.Key)) return $"acknowledged and not there: {deed.What}";
        }
        return null;
    }
}

/// <summary>The power goes, in all scenarios, in the spool, and in a database that does not wait for its
/// disk.</summary>
internal sealed class PowerLossRounds(string folder, int seed, Stage template)
{
    public async Task<int> ScenarioAsync(Recording recording)
    {
        var clock = Stopwatch.StartNew();
        var (cuts, lost, first) = await new PowerLoss(seed).ReplayAsync(recording);
        Say(recording.Name, cuts, lost, clock);
        return first is null ? cuts
            : throw new Finding($"{first}\n  recording kept: {Path.Combine(folder, recording.Name + ".trace")}");
    }

    /// <summary>Without the wait for the disk the same replay must find acknowledged requests that are gone, or it
    /// proves nothing.</summary>
    public async Task ControlAsync()
    {
        var clock = Stopwatch.StartNew();
        var floor = await OpenAsync("control", hasSpool: false, "--unsafe");
        await using var server = floor.Server;
        var deeds = Enumerable.Range(0, 3).Select(_ => Deed.Raise(floor, floor.Buyer())).ToList();
        var recording = await Recording.MakeAsync("control", floor, folder, deeds, () => DoAsync(deeds));
        var (cuts, lost, _) = await new PowerLoss(seed).ReplayAsync(recording);
        Say("control", cuts, lost, clock, " (synchronous=NORMAL: it has to lose)");
        if (lost == 0) throw new Finding("The power loss replay finds nothing in a database that does not wait for "
            + "its disk: it proves nothing.");
    }

    /// <summary>Into the spool while the database is away, and out of it when it is back.</summary>
    public async Task<int> SpoolAsync()
    {
        var floor = await OpenAsync("spooled", hasSpool: true);
        await using var server = floor.Server;
        await floor.LeadAsync();
        var program = await ProgramAsync();
        await server.TellAsync(Host.Away);
        await Waiting.UntilAsync("the spool is used", async () =>
            (await server.RaiseAsync(Long(floor), $"key-{floor.Next()}"))?.Status == 202);
        var deeds = Enumerable.Range(0, 4).Select(_ => Spooled(floor, program)).ToList();
        var recording = await Recording.MakeAsync("spooled", floor, folder, deeds, async () =>
        {
            await DoAsync(deeds);
            await server.TellAsync(Host.Back);
            await Waiting.UntilAsync("the spool is empty", async () =>
                await server.GetAsync("/readyz") is { Text: "ready" });
        }, SpoolOf("spooled"));
        if (!deeds.TrueForAll(deed => deed.IsAcknowledged)) throw new Finding("The spool did not take what it should.");
        return await ScenarioAsync(recording);
    }

    async Task<Floor> OpenAsync(string name, bool hasSpool, params string[] switches)
    {
        var stage = template.CopyTo(Path.Combine(folder, name + ".db"));
        return new Floor(stage, new PostBox())
        {
            Server = await Served.StartAsync(stage,
                new Manner
                {
                    Spool = hasSpool ? SpoolOf(name) : "", Command = [typeof(Host).Assembly.Location, "host", .. switches],
                }),
        };
    }

    string SpoolOf(string name) => Path.Combine(folder, name, "spool");

    static async Task DoAsync(IEnumerable<Deed> deeds)
    {
        foreach (var deed in deeds) await deed.DoAsync();
    }

    // As it is kept, a program's key begins with the program's own id.
    async Task<string> ProgramAsync()
    {
        await using var database = Database.Open(template.Setting, TimeProvider.System);
        return (await database.ReadAsync(tx => tx.SingleAsync<string>("select id from api_key where name = 'First key'")))!;
    }

    static Deed Spooled(Floor floor, string program)
    {
        var key = $"key-{floor.Next()}";
        var body = Long(floor);
        return new($"a hand raised into the spool ({key})",
            async deed =>
            {
                if (await floor.Server.RaiseAsync(body, key) is not { Status: 202 } answer) return false;
                (deed.Marker, deed.Key, deed.Workspace) = (answer.Read("requestId"), $"{program}:{key}",
                    floor.Stage.Workspace.WorkspaceId);
                return true;
            },
            async (tx, deed) => await tx.SingleAsync<long>("select count(*) from request where id = @Id",
                new { Id = deed.Marker! }) > 0);
    }

    // More than fits into what is left of any page.
    static object Long(Floor floor) =>
        new { kind = "pricing", person = new { email = floor.Buyer() }, message = new string('x', 8000) };

    static void Say(string name, int cuts, int lost, Stopwatch clock, string note = "") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {name,-9} power lost in {cuts,5} ways, something acknowledged gone in {lost,4}, "
            + $"{clock.Elapsed.TotalSeconds:0.0} s{note}"));
}
