using System.Text;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>How a file is written, judged by its beginning.</summary>
/// <param name="Header">Empty when the first row is none that can be read.</param>
/// <param name="SkipRows">Rows before the first row of data: the header, and what stands above it.</param>
internal sealed record CsvLook(CsvSigns Signs, IReadOnlyList<string> Header, int SkipRows)
{
    const int JudgedRows = 200;

    public static CsvLook Of(ReadOnlySpan<byte> head)
    {
        var newLine = head.Contains((byte)'\n') || !head.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        if (head.StartsWith("sep="u8) && head.IndexOf(newLine) is > 4 and <= 6)
        {
            var told = new CsvSigns(head[4], newLine);
            return new CsvLook(told, Names(Rows(head, told, 2) is [_, var second] ? second : []), 2);
        }
        CsvSigns best = new((byte)',', newLine);
        var bestScore = -1.0;
        foreach (var delimiter in ",;\t|"u8)
        {
            var signs = new CsvSigns(delimiter, newLine);
            var score = Score(Rows(head, signs, JudgedRows));
            if (score > bestScore) (best, bestScore) = (signs, score);
        }
        var first = FirstIsSound(head, best) && Rows(head, best, 1) is [var row] ? row : [];
        return IsData(first)
            ? new CsvLook(best, [.. first.Select((_, i) => $"column {i + 1}")], 0)
            : new CsvLook(best, Names(first), 1);
    }

    /// <summary>The first rows as texts, those that are broken left out.</summary>
    public static List<string[]> Rows(ReadOnlySpan<byte> data, CsvSigns signs, int most)
    {
        var rows = new List<string[]>();
        var reader = new RowReader(signs);
        reader.Begin(data);
        for (var at = 0; rows.Count < most && reader.Read(data, ref at);)
        {
            // The last row of a beginning may be cut through.
            if (at >= data.Length && data.Length >= SourceFile.HeadBytes && rows.Count > 0) break;
            if (reader.Fault != RowFault.None) continue;
            var row = new string[reader.Count];
            for (var i = 0; i < row.Length; i++) row[i] = Encoding.UTF8.GetString(reader.Field(data, i));
            rows.Add(row);
        }
        return rows;
    }

    static bool FirstIsSound(ReadOnlySpan<byte> head, CsvSigns signs)
    {
        var (reader, at) = (new RowReader(signs), 0);
        reader.Begin(head);
        return reader.Read(head, ref at) && reader.Fault == RowFault.None;
    }

    static double Score(List<string[]> rows)
    {
        if (rows.Count == 0) return 0;
        var width = rows[0].Length;
        if (width == 1) return 0.01;
        return rows.Count(row => row.Length == width) / (double)rows.Count + Math.Min(width, 100) / 1000.0;
    }

    static bool IsData(string[] row) => row.Length > 0 && row.Any(field => field.Contains('@')
        || (field.Any(char.IsDigit) && DateText.Read(Encoding.UTF8.GetBytes(field), out _) && field.Length >= 8));

    static List<string> Names(string[] row)
    {
        var names = new List<string>();
        for (var i = 0; i < row.Length; i++)
        {
            var name = row[i].Length == 0 ? $"column {i + 1}" : row[i];
            var again = names.Count(other => other == name || other.StartsWith(name + " (", StringComparison.Ordinal));
            names.Add(again == 0 ? name : $"{name} ({again + 1})");
        }
        return names;
    }
}
