namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// Rows that turned out unusable after they were read: the file is read once more for their texts. Standard input cannot
/// be, and its rows are told without their text.
/// </summary>
internal static class LateRows
{
    /// <param name="parsed">The file as it was read.</param>
    /// <param name="late">Rows by their place among those that were taken, with the reason, in order.</param>
    /// <param name="into">Where they are kept.</param>
    public static void Reject(ParsedFile parsed, IReadOnlyList<(int Row, string Reason)> late, RejectedRows into)
    {
        if (late.Count == 0) return;
        if (parsed.Path == "stdin")
        {
            foreach (var (_, reason) in late) into.Add(parsed.Path, 0, reason, []);
            return;
        }
        var wanted = 0;
        var (taken, line) = (0, 1L);
        using var file = SourceFile.Open(parsed.Path, () => Stream.Null);
        foreach (var chunk in new ChunkCutter(file, parsed.Look.Signs, ChunkCutter.UsualSize, size => new byte[size]).Cut())
        {
            if (wanted == late.Count) return;
            var data = chunk.Bytes;
            var refused = parsed.Chunks[chunk.Number].Rejected;
            var (reader, next, skip) = (new RowReader(parsed.Look.Signs), 0, chunk.Number == 0 ? parsed.Look.SkipRows : 0);
            reader.Begin(data);
            var first = taken;
            for (var at = 0; !chunk.IsEndlessRow && wanted < late.Count && reader.Read(data, ref at);)
            {
                if (skip-- > 0) continue;
                if (next < refused.Count && refused[next].TakenBefore == taken - first)
                {
                    next++;
                    continue;
                }
                if (late[wanted].Row == taken)
                {
                    var start = reader.Start;
                    var above = line + data[..start].Count(parsed.Look.Signs.NewLine);
                    into.Add(parsed.Path, above, late[wanted++].Reason, data[start..Math.Min(reader.End, start + 8192)]);
                }
                taken++;
            }
            taken = first + parsed.Chunks[chunk.Number].Rows;
            line += parsed.Chunks[chunk.Number].Lines;
        }
    }
}
