namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Something odd about the export that is worth knowing before its figures are believed.</summary>
/// <param name="Kind">What it is, such as <c>calls-of-no-length</c>.</param>
/// <param name="Count">How many rows it concerns.</param>
/// <param name="Example">One of them, or what else shows it.</param>
public sealed record ReadingNote(string Kind, string Table, string Column, long Count, string Example);

/// <summary>Words of the export whose meaning was not understood.</summary>
public sealed record UnknownWord(string Table, string Field, string Word, long Count);

/// <summary>What the tables have in common while they are read.</summary>
internal sealed class ReadingState(Core.Proof.ExportMap map, NodaTime.DateTimeZone zone, RejectedRows rejected)
{
    public Core.Proof.ExportMap Map => map;
    public RejectedRows Rejected => rejected;
    public TimeResolving Times { get; } = new(zone, map);
    public List<ReadingNote> Notes { get; } = [];
    public List<ColumnMapping> Mappings { get; } = [];
    public List<UnknownWord> Unknown { get; } = [];
    public List<FileUse> Files { get; } = [];
    public List<string> Problems { get; } = [];

    /// <summary>Tells the rows of a table that turned out unusable after they were read, file by file.</summary>
    public void Reject(string table, IReadOnlyList<ParsedFile> files, IReadOnlyList<(int Row, string Reason)> late)
    {
        if (late.Count == 0) return;
        var (first, next) = (0, 0);
        foreach (var file in files)
        {
            var own = new List<(int, string)>();
            for (; next < late.Count && late[next].Row < first + file.Rows; next++) own.Add((late[next].Row - first, late[next].Reason));
            LateRows.Reject(file, own, rejected);
            var use = Files.FindIndex(one => one.Table == table && one.File == file.Path && one.Used == file.Rows);
            if (use >= 0) Files[use] = Files[use] with { Used = file.Rows - own.Count, Rejected = Files[use].Rejected + own.Count };
            first += file.Rows;
        }
    }

    public void Note(string kind, string table, string column, long count, string example)
    {
        if (count > 0) Notes.Add(new ReadingNote(kind, table, column, count, example));
    }
}

/// <summary>What became of the rows of a file.</summary>
public sealed record FileUse(string Table, string File, string Encoding, string Delimiter, string? System, long Rows, long Used, long Rejected);
