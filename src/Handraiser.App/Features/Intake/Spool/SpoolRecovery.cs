using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Handraiser.App.Features.Intake.Spool;

/// <summary>Reads a spool as the last process left it, however that ended.</summary>
internal static class SpoolRecovery
{
    const string HoldName = "lock";
    const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder and holds it for this process alone, until the process ends.</summary>
    public static FileStream Hold(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            // Requests are other people's: nobody but us reads them.
            else Directory.CreateDirectory(folder, UserOnly);
            var path = Path.Combine(folder, HoldName);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The spool folder {folder} cannot be had. Another process may be using it: give each "
                + $"its own with {Setting}. Leave {Setting} empty to do without one. ({failure.Message})", failure);
        }
    }

    static string Setting => SettingsTable.All.Single(one => one.Key == "spool").Variable;

    /// <summary>The highest number that a file has, or had before it was set aside.</summary>
    public static long LastNumber(string folder) => Directory.GetFiles(folder, $"*{SpoolSegment.Ending}*")
        .Select(path => Path.GetFileName(path).Split('.')[0])
        .Select(name => long.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Append(0).Max();

    /// <summary>The files in order with the records that are whole, which are on disk for certain afterwards.</summary>
    public static IEnumerable<(SpoolSegment Segment, List<SpoolEntry> Entries, bool IsTorn)> Run(string folder, SpoolDisk disk)
    {
        var paths = Directory.GetFiles(folder, "*" + SpoolSegment.Ending).Order(StringComparer.Ordinal).ToList();
        foreach (var path in paths)
        {
            var segment = SpoolSegment.Open(path);
            var length = RandomAccess.GetLength(segment.File);
            var entries = Read(segment, segment.Read(0, checked((int)length)));
            segment.Left = entries.Count;
            var isCut = segment.Length < length;
            // A file that another follows was whole once. Only the last can have been cut off while it was written.
            var isTorn = isCut && path == paths[^1];
            if (isTorn) RandomAccess.SetLength(segment.File, segment.Length);
            segment.IsDamaged = isCut && !isTorn;
            disk.Sync(segment.File);
            yield return (segment, entries, isTorn);
        }
    }

    /// <summary>Takes back what was written and not acknowledged, as far as the disk still obeys.</summary>
    public static void CutBack(SpoolSegment segment)
    {
        try { RandomAccess.SetLength(segment.File, segment.Length); }
        catch (IOException)
        {
            // Then the next start finds records nobody was answered for, which do no harm, or a torn end.
        }
    }

    static List<SpoolEntry> Read(SpoolSegment segment, byte[] bytes)
    {
        var entries = new List<SpoolEntry>();
        while (SpoolFrame.Read(bytes.AsSpan((int)segment.Length)) is { } text)
        {
            var length = SpoolFrame.HeaderBytes + text.Length;
            var entry = new SpoolEntry(Parse(segment, text, out var hash), hash, frame: null)
            {
                Segment = segment, Offset = segment.Length, Length = length,
            };
            entry.Durable.SetResult(true);
            entries.Add(entry);
            segment.Length += length;
        }
        return entries;
    }

    static SpooledSubmission Parse(SpoolSegment segment, byte[] text, out string hash)
    {
        try
        {
            var submission = SpooledSubmission.Read(text);
            hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(submission.Raw)));
            return submission;
        }
        catch (JsonException failure)
        {
            throw new IOException(
                $"{segment.Path} was written by another version, which can bring it to the database.", failure);
        }
    }
}
