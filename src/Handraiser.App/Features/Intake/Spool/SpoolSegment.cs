using Microsoft.Win32.SafeHandles;

namespace Handraiser.App.Features.Intake.Spool;

/// <summary>
/// A file of records, one after the other. It grows at its end and goes as a whole, once everything in it is in the
/// database.
/// </summary>
internal sealed class SpoolSegment(string path, SafeFileHandle file)
{
    public const string Ending = ".spool";

    /// <summary>From this size on the next record begins another.</summary>
    public const int EnoughBytes = 4 * 1024 * 1024;

    public string Path => path;

    public SafeFileHandle File => file;

    public long Length { get; set; }

    /// <summary>How many of its records the database does not have.</summary>
    public int Left { get; set; }

    /// <summary>It holds bytes that no longer read as records: a human decides about it, never a program.</summary>
    public bool IsDamaged { get; set; }

    public static SpoolSegment Create(string folder, long number) => Open(
        System.IO.Path.Combine(folder, $"{number:D8}{Ending}"), FileMode.CreateNew);

    public static SpoolSegment Open(string path, FileMode mode = FileMode.Open) =>
        new(path, System.IO.File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read));

    /// <summary>Closes it for good: deleted, or set aside when it is damaged.</summary>
    public void Remove()
    {
        file.Dispose();
        if (IsDamaged) System.IO.File.Move(path, path + ".damaged");
        else System.IO.File.Delete(path);
    }

    public byte[] Read(long offset, int length)
    {
        var bytes = new byte[length];
        var got = 0;
        while (got < length && RandomAccess.Read(file, bytes.AsSpan(got), offset + got) is > 0 and var more) got += more;
        return bytes[..got];
    }
}

/// <summary>A submission that waits in the spool, or is on its way into it.</summary>
internal sealed class SpoolEntry(SpooledSubmission submission, string bodyHash, byte[]? frame)
{
    public string Workspace { get; } = submission.WorkspaceId;

    public string Key { get; } = submission.IdempotencyKey;

    public string Receipt { get; } = submission.Receipt;

    public string BodyHash => bodyHash;

    public long ReceivedAt { get; } = submission.ReceivedAt;

    /// <summary>True once it is on disk; false when it could not be brought there.</summary>
    public TaskCompletionSource<bool> Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is to be written; null once it is.</summary>
    public byte[]? Frame { get; set; } = frame;

    public SpoolSegment? Segment { get; set; }

    public long Offset { get; set; }

    public int Length { get; init; } = frame?.Length ?? 0;

    /// <summary>The database refused it as no other: it is not asked again before this.</summary>
    public DateTimeOffset NotBefore { get; set; }
}
