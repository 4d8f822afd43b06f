using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.Crash;

/// <summary>Something that a process did to its files, between two lines of the recording.</summary>
/// <param name="Started">The line at which the call began: from here on its effect may be there.</param>
/// <param name="Ended">The line at which it returned: from here on the process relies on it.</param>
internal abstract record Step(int Started, int Ended)
{
    public sealed record Write(int Started, int Ended, string File, long Offset, byte[] Bytes) : Step(Started, Ended);

    public sealed record Sync(int Started, int Ended, string File) : Step(Started, Ended);

    public sealed record Truncate(int Started, int Ended, string File, long Length) : Step(Started, Ended);

    public sealed record Unlink(int Started, int Ended, string File) : Step(Started, Ended);

    public sealed record Create(int Started, int Ended, string File) : Step(Started, Ended);
}

/// <summary>What strace wrote down: every write with its bytes, every sync, and everything that left over a
/// socket.</summary>
internal sealed partial class Trail
{
    /// <summary>What to record. Without the bytes a recording is small.</summary>
    public static readonly string[] How =
        ["-y", "-xx", "-s", "200000", "-e",
            "trace=openat,pwrite64,fsync,fdatasync,ftruncate,unlink,sendmsg,sendto,writev"];

    readonly string[] lines;

    Trail(string[] lines, List<Step> steps) => (this.lines, Steps) = (lines, steps);

    public IReadOnlyList<Step> Steps { get; }

    public int Lines => lines.Length;

    /// <summary>How often each call was made, by the thread that made it most: calls to kill at are counted by
    /// thread.</summary>
    public Dictionary<string, int> Calls => lines.Select(line => Call().Match(line)).Where(match => match.Success)
        .GroupBy(match => match.Groups[2].Value)
        .ToDictionary(call => call.Key, call =>
            call.GroupBy(match => match.Groups[1].Value).Max(thread => thread.Count()));

    /// <summary>The line at which an answer with a text first left; null when none did.</summary>
    public int? Sent(string text)
    {
        // Mail is sent too, and names leads as well.
        var (answer, hex) = (Hex("HTTP/1.1 "), Hex(text));
        var at = Array.FindIndex(lines, line => line.Contains(answer, StringComparison.Ordinal)
            && line.Contains(hex, StringComparison.Ordinal) && Sending().IsMatch(line));
        return at < 0 ? null : at;
    }

    static string Hex(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(one => $"\\x{one:x2}"));

    public static Trail Read(string file)
    {
        var lines = File.ReadAllLines(file, Encoding.Latin1);
        var steps = new List<Step>();
        var begun = new Dictionary<string, (int Line, string Text)>();
        for (var i = 0; i < lines.Length; i++)
        {
            var space = lines[i].IndexOf(' ', StringComparison.Ordinal);
            if (space < 0) continue;
            var (thread, text) = (lines[i][..space], lines[i][space..].TrimStart());
            if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal)) { begun[thread] = (i, text); continue; }
            var started = i;
            if (text.StartsWith("<... ", StringComparison.Ordinal))
            {
                if (!begun.Remove(thread, out var first)) continue;
                (started, text) = (first.Line, first.Text[..^"<unfinished ...>".Length]
                    + text[(text.IndexOf("resumed>", StringComparison.Ordinal) + 8)..]);
            }
            if (StepOf(text, started, i) is { } step) steps.Add(step);
        }
        // What was under way when the recording ended has begun and never returned.
        foreach (var (line, text) in begun.Values)
        {
            if (StepOf(text[..^"<unfinished ...>".Length] + ") = 0", line,
                int.MaxValue) is { } step and not Step.Sync) steps.Add(step);
        }
        return new(lines, [.. steps.OrderBy(step => step.Started)]);
    }

    static Step? StepOf(string text, int started, int ended)
    {
        var failed = text.Contains(") = -1", StringComparison.Ordinal);
        if (failed) return null;
        if (text.StartsWith("pwrite64(", StringComparison.Ordinal)
            && Written().Match(text) is { Success: true } written)
        {
            var bytes = Bytes(written.Groups[2].Value);
            var length = int.Parse(written.Groups[3].Value, CultureInfo.InvariantCulture);
            if (bytes.Length != length) throw new InvalidOperationException("The recording lacks bytes of a write.");
            return new Step.Write(started, ended, PathOf(written.Groups[1].Value),
                long.Parse(written.Groups[4].Value, CultureInfo.InvariantCulture), bytes);
        }
        if (text.StartsWith('f') && Synced().Match(text) is { Success: true } synced) return new Step.Sync(started,
            ended, PathOf(synced.Groups[1].Value));
        if (text.StartsWith("ftruncate(", StringComparison.Ordinal) && Cut().Match(text) is { Success: true } cut)
        {
            return new Step.Truncate(started, ended, PathOf(cut.Groups[1].Value),
                long.Parse(cut.Groups[2].Value, CultureInfo.InvariantCulture));
        }
        if (text.StartsWith("unlink(", StringComparison.Ordinal) && Unlinked().Match(text) is { Success: true } gone)
        {
            return new Step.Unlink(started, ended, PathOf(gone.Groups[1].Value));
        }
        return text.StartsWith("openat(", StringComparison.Ordinal)
            && text.Contains("O_CREAT", StringComparison.Ordinal)
            && Opened().Match(text) is { Success: true } opened
                ? new Step.Create(started, ended, PathOf(opened.Groups[1].Value)) : null;
    }

    static string PathOf(string text) =>
        text.Contains("\\x", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Bytes(text)) : text;

    // As strace -xx writes them: \x00 for every byte.
    static byte[] Bytes(string text) => Convert.FromHexString(text.Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+ +(sendmsg|sendto|writev)\(")]
    private static partial Regex Sending();

    [GeneratedRegex(@"^(\d+) +(pwrite64|fsync|fdatasync|ftruncate|unlink)\(")]
    private static partial Regex Call();

    [GeneratedRegex("^pwrite64\\(\\d+<([^>]*)>, \"([^\"]*)\", (\\d+), (\\d+)")]
    private static partial Regex Written();

    [GeneratedRegex(@"^f(?:data)?sync\(\d+<([^>]*)>")]
    private static partial Regex Synced();

    [GeneratedRegex(@"^ftruncate\(\d+<([^>]*)>, (\d+)")]
    private static partial Regex Cut();

    [GeneratedRegex("^unlink\\(\"([^\"]*)\"")]
    private static partial Regex Unlinked();

    [GeneratedRegex("= \\d+<([^>]*)>")]
    private static partial Regex Opened();
}
