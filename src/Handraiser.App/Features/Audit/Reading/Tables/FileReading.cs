namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Opens the files of a table one after the other, finds their columns and reads them.</summary>
internal sealed class FileReading(ReadingState state, ReadingAsk ask)
{
    const int MostWords = 200_000;
    public const int MostTraitWords = 300;
    readonly KeptFields kept = new(ask);

    public (List<ParsedFile> Files, List<Dictionary<string, ResolvedTimes>> Times) Read(TableKind table, IReadOnlyList<string> paths,
        IReadOnlyList<KeyIndex> leads, Func<ColumnMapping, IEnumerable<ColumnPlan>> plan)
    {
        var files = new List<ParsedFile>();
        var times = new List<Dictionary<string, ResolvedTimes>>();
        foreach (var path in paths)
        {
            using var source = SourceFile.Open(path, ask.Stdin);
            if (source.Head.Length == 0)
            {
                state.Problems.Add($"{source.Name} is empty.");
                continue;
            }
            var look = CsvLook.Of(source.Head);
            if (look.Header.Count == 0)
            {
                state.Problems.Add($"{source.Name} has no first row that can be read, which would name its columns.");
                continue;
            }
            var mapping = ColumnMapping.Of(table, source.Name, look, source.Head, state.Map, leads);
            state.Mappings.Add(mapping);
            if (mapping.Missing.Count > 0 && paths.Count == 1)
            {
                state.Problems.AddRange(mapping.Missing.Select(name =>
                    $"{source.Name} has no column '{name}', which the map names. It has {string.Join(", ", look.Header.Take(30))}."));
            }
            // Parts that may refuse a row come first, so that a refused row leaves nothing behind.
            List<ColumnPlan> columns = [.. plan(mapping).Where(one => kept.Has(table, one.Field)).OrderBy(one => one.Refusal.Length == 0)];
            var parse = new TableParse(source, look, columns, state.Rejected)
            {
                ChunkBytes = ask.ChunkBytes, Progress = bytes => ask.Progress?.Invoke(source.Name, bytes, source.Bytes ?? 0),
            };
            var parsed = parse.Run();
            state.Files.Add(new FileUse(table.ToString().ToLowerInvariant(), parsed.Path, parsed.Encoding, Delimiter(look), mapping.System,
                parsed.Rows + parsed.Rejected, parsed.Rows, parsed.Rejected));
            files.Add(parsed);
            times.Add(state.Times.Resolve(mapping, parsed));
        }
        return (files, times);
    }

    public static IEnumerable<ColumnPlan> Words(ColumnMapping mapping, params string[] fields) =>
        fields.Where(mapping.Has).Select(field => new ColumnPlan(field, mapping[field], rows => new WordPart(rows, MostWords)));

    public static IEnumerable<ColumnPlan> Times(ColumnMapping mapping, params string[] fields) =>
        fields.Where(mapping.Has).Select(field => new ColumnPlan(field, mapping[field], rows => new TimePart(rows, needed: false)));

    public static IEnumerable<ColumnPlan> Texts(ColumnMapping mapping, params string[] fields) =>
        fields.Where(mapping.Has).Select(field => new ColumnPlan(field, mapping[field], rows => new TextPart(rows)));

    public static ColumnPlan Needed(ColumnMapping mapping, string field) =>
        new(field, mapping[field], rows => new TimePart(rows, needed: true), Reasons.NoDate);

    static string Delimiter(CsvLook look) => look.Signs.Delimiter == '\t' ? "tab" : ((char)look.Signs.Delimiter).ToString();
}
