using System.Globalization;
using System.Text;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>How many rows of a file could not be used for one reason.</summary>
public sealed record Rejection(string File, string Reason, long Count, string Example);

/// <summary>Keeps every row that cannot be used: in a file as it comes, and counted by its reason.</summary>
internal sealed class RejectedRows(TextWriter? output)
{
    const int LongestRow = 8192;
    readonly Dictionary<(string File, string Reason), (long Count, string Example)> counts = [];
    bool begun;

    public long Count { get; private set; }

    public IReadOnlyList<Rejection> Summary => [.. counts.Select(one => new Rejection(one.Key.File, one.Key.Reason, one.Value.Count,
        one.Value.Example))];

    public void Add(string file, long line, string reason, ReadOnlySpan<byte> row)
    {
        Count++;
        var text = Encoding.UTF8.GetString(row[..Math.Min(row.Length, LongestRow)]);
        var (count, example) = counts.GetValueOrDefault((file, reason), (0, $"line {line}: {(text.Length > 200 ? text[..200] : text)}"));
        counts[(file, reason)] = (count + 1, example);
        if (output is null) return;
        if (!begun) output.Write("file,line,reason,row\r\n");
        begun = true;
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{Cell(file)},{line},{Cell(reason)},{Cell(text)}\r\n"));
    }

    /// <summary>A cell that no spreadsheet takes for a formula and no reader for more than one cell.</summary>
    public static string Cell(string text)
    {
        var safe = text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n') ? "'" + text : text;
        return $"\"{safe.Replace("\0", "", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
