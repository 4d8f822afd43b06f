using System.Threading.Channels;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using NodaTime;

namespace Handraiser.App.Features.Intake.Spool;

/// <summary>
/// What this node took while the database was away, on its own disk. Many that arrive together share one sync; nobody
/// is answered before it. A record leaves only after the database has committed it. After one failed write or sync
/// nothing more is taken until the next start: what the disk really holds is not known any more.
/// </summary>
internal sealed partial class SpoolFolder : IAsyncDisposable
{
    const int MostTogether = 256;

    /// <summary>With less room than this it is full: the next request may be as long as requests get.</summary>
    const int RoomForOne = 64 * 1024;

    readonly Lock gate = new();
    readonly string folder;
    readonly long mostBytes;
    readonly SpoolDisk disk;
    readonly ILogger<SpoolFolder> log;
    readonly FileStream? hold;
    readonly Dictionary<(string Workspace, string Key), SpoolEntry> byKey = [];
    readonly LinkedList<SpoolEntry> waiting = [];
    readonly Channel<SpoolEntry> arriving = Channel.CreateUnbounded<SpoolEntry>(new() { SingleReader = true });
    readonly Task writing;
    SpoolSegment? current;
    long lastNumber;
    long bytes;
    volatile string? fault;

    public SpoolFolder(Settings settings, SpoolDisk disk, ILogger<SpoolFolder> log)
    {
        (this.disk, this.log) = (disk, log);
        folder = settings.Spool;
        mostBytes = folder.Length == 0 ? 0 : settings.SpoolMegabytes * 1024L * 1024;
        if (folder.Length > 0)
        {
            folder = Path.GetFullPath(folder);
            hold = SpoolRecovery.Hold(folder);
            try { Recover(); }
            catch { hold.Dispose(); throw; }
        }
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Why nothing is taken any more; null while the disk is well.</summary>
    public string? Fault => fault;

    /// <summary>It would take a request now.</summary>
    public bool IsTaking { get { lock (gate) return fault is null && bytes + RoomForOne <= mostBytes; } }

    /// <summary>How many submissions wait for the database, and since when the oldest does.</summary>
    /// <param name="workspace">Only those of one workspace.</param>
    public Waiting Waiting(string? workspace = null)
    {
        lock (gate)
        {
            var mine = workspace is null ? waiting : waiting.Where(entry => entry.Workspace == workspace);
            var (count, since) = (0L, long.MaxValue);
            foreach (var entry in mine) (count, since) = (count + 1, Math.Min(since, entry.ReceivedAt));
            return new(count, count == 0 ? null : Arguments.FromMicros(since));
        }
    }

    public bool Holds(string workspace, string key) { lock (gate) return byKey.ContainsKey((workspace, key)); }

    /// <summary>What was answered to the same key, when that waits here; null when nothing does.</summary>
    public Task<CaptureResult>? Find(Submission submission)
    {
        lock (gate)
        {
            return byKey.TryGetValue((submission.WorkspaceId, submission.IdempotencyKey!), out var entry)
                ? AnswerAsync(entry, submission.BodyHash) : null;
        }
    }

    /// <summary>Keeps a submission and returns when it is on disk: stored, or unavailable when it could not be kept.</summary>
    public Task<CaptureResult> TakeAsync(Submission submission, Instant received)
    {
        var kept = SpooledSubmission.Of(submission, received);
        var frame = SpoolFrame.Of(kept.ToBytes());
        lock (gate)
        {
            if (!byKey.TryGetValue((kept.WorkspaceId, kept.IdempotencyKey), out var entry))
            {
                entry = new SpoolEntry(kept, submission.BodyHash, frame);
                if (fault is not null || bytes + frame.Length > mostBytes || !arriving.Writer.TryWrite(entry))
                {
                    return Task.FromResult<CaptureResult>(new CaptureResult.Unavailable());
                }
                byKey.Add((entry.Workspace, entry.Key), entry);
                bytes += frame.Length;
            }
            return AnswerAsync(entry, submission.BodyHash);
        }
    }

    /// <summary>The oldest that wait. What arrives from now on goes to another file, so that theirs can go.</summary>
    public List<SpoolEntry> Next(int most, DateTimeOffset now)
    {
        lock (gate)
        {
            if (waiting.Count == 0) return [];
            current = null;
            return [.. waiting.Where(entry => entry.NotBefore <= now).Take(most)];
        }
    }

    /// <summary>Reads one from the disk; null when it is not as it was written, which leaves its file for a human.</summary>
    public SpooledSubmission? Read(SpoolEntry entry)
    {
        var segment = entry.Segment!;
        if (SpoolFrame.Read(segment.Read(entry.Offset, entry.Length)) is { } text) return SpooledSubmission.Read(text);
        segment.IsDamaged = true;
        Damaged(segment.Path);
        return null;
    }

    /// <summary>The database has it, or it cannot be read any more.</summary>
    public void Done(SpoolEntry entry)
    {
        lock (gate)
        {
            waiting.Remove(entry);
            var name = (entry.Workspace, entry.Key);
            if (byKey.GetValueOrDefault(name) == entry) byKey.Remove(name);
            Leave(entry.Segment!, 1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        arriving.Writer.TryComplete();
        await writing;
        lock (gate)
        {
            var open = waiting.Select(entry => entry.Segment).Append(current).OfType<SpoolSegment>().Distinct();
            foreach (var segment in open) segment.File.Dispose();
        }
        hold?.Dispose();
    }

    static async Task<CaptureResult> AnswerAsync(SpoolEntry entry, string bodyHash)
    {
        if (!await entry.Durable.Task) return new CaptureResult.Unavailable();
        return entry.BodyHash == bodyHash ? new CaptureResult.Stored(entry.Receipt) : new CaptureResult.KeyReused();
    }

    async Task WriteAsync()
    {
        var group = new List<SpoolEntry>(MostTogether);
        while (await arriving.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MostTogether && arriving.Reader.TryRead(out var next)) group.Add(next);
            try { Write(group); }
            catch (Exception failure) { Stop(group, failure); }
        }
    }

    void Write(List<SpoolEntry> group)
    {
        if (fault is not null) throw new IOException(fault);
        var segment = Segment(group.Count);
        var frames = group.SelectMany(entry => entry.Frame!).ToArray();
        try
        {
            disk.Write(segment.File, frames, segment.Length);
            disk.Sync(segment.File);
        }
        catch
        {
            SpoolRecovery.CutBack(segment);
            lock (gate)
            {
                current = null;
                Leave(segment, group.Count);
            }
            throw;
        }
        lock (gate)
        {
            foreach (var entry in group)
            {
                (entry.Segment, entry.Offset, entry.Frame) = (segment, segment.Length, null);
                segment.Length += entry.Length;
                waiting.AddLast(entry);
            }
            if (segment.Length >= SpoolSegment.EnoughBytes && current == segment) current = null;
        }
        foreach (var entry in group) entry.Durable.TrySetResult(true);
    }

    /// <summary>The file to write to, which stays for as many records as are about to be written.</summary>
    SpoolSegment Segment(int count)
    {
        lock (gate)
        {
            if (current is not null)
            {
                current.Left += count;
                return current;
            }
        }
        var segment = SpoolSegment.Create(folder, ++lastNumber);
        segment.Left = count;
        disk.SyncFolder(folder);
        lock (gate) return current = segment;
    }

    // Under the gate. A file that is still written to stays.
    void Leave(SpoolSegment segment, int count)
    {
        if ((segment.Left -= count) > 0 || segment == current) return;
        bytes -= segment.Length;
        segment.Remove();
    }

    void Stop(List<SpoolEntry> group, Exception failure)
    {
        lock (gate)
        {
            if (fault is null)
            {
                fault = $"The spool could not write: {failure.Message}";
                Stopped(folder, failure);
            }
            foreach (var entry in group)
            {
                byKey.Remove((entry.Workspace, entry.Key));
                bytes -= entry.Length;
            }
        }
        foreach (var entry in group) entry.Durable.TrySetResult(false);
    }

    void Recover()
    {
        lastNumber = SpoolRecovery.LastNumber(folder);
        foreach (var (segment, entries, isTorn) in SpoolRecovery.Run(folder, disk))
        {
            if (isTorn) Torn(segment.Path);
            if (segment.IsDamaged) Damaged(segment.Path);
            if (entries.Count == 0)
            {
                segment.Remove();
                continue;
            }
            bytes += segment.Length;
            foreach (var entry in entries)
            {
                waiting.AddLast(entry);
                byKey.TryAdd((entry.Workspace, entry.Key), entry);
            }
        }
        if (waiting.Count > 0) Found(waiting.Count, folder);
    }

    [LoggerMessage(LogLevel.Critical, "The spool in {Folder} could not write. It takes nothing more until the next start; "
        + "what it holds goes to the database.")]
    partial void Stopped(string folder, Exception failure);

    [LoggerMessage(LogLevel.Warning,
        "The end of {Path} was cut off by a crash before anybody was answered. It is gone.")]
    partial void Torn(string path);

    [LoggerMessage(LogLevel.Error, "A part of {Path} cannot be read any more. The file is set aside under .damaged "
        + "when the rest is in the database.")]
    partial void Damaged(string path);

    [LoggerMessage(LogLevel.Information, "{Count} requests wait in {Folder} for the database.")]
    partial void Found(int count, string folder);
}
