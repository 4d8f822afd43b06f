using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>A column that is read, and how. Those that may refuse a row come first.</summary>
/// <param name="Refusal">Why a row is refused whose value cannot be read.</param>
internal sealed record ColumnPlan(string Field, int Column, Func<int, Part> Make, string Refusal = "");

/// <summary>What was read from one piece.</summary>
internal sealed class ParsedChunk
{
    public required Part[] Parts { get; init; }

    /// <summary>Rows that were taken.</summary>
    public int Rows { get; set; }

    public long Lines { get; set; }

    public bool SawWestern { get; set; }

    public List<RejectedRow> Rejected { get; } = [];
}

/// <summary>A row that was refused while it was read.</summary>
/// <param name="Line">Within its piece, from 0.</param>
/// <param name="TakenBefore">Rows of the piece that were taken before it.</param>
internal sealed record RejectedRow(long Line, string Reason, byte[] Row, int TakenBefore);

/// <summary>One file, read.</summary>
internal sealed record ParsedFile(string Path, CsvLook Look, IReadOnlyList<ColumnPlan> Plan, ParsedChunk[] Chunks, string Encoding)
{
    public int Rows { get; } = Chunks.Sum(chunk => chunk.Rows);

    public long Rejected { get; init; }

    public IEnumerable<T> Parts<T>(string field) where T : Part
    {
        var at = Plan.TakeWhile(one => one.Field != field).Count();
        return at == Plan.Count ? [] : Chunks.Select(chunk => chunk.Parts[at]).OfType<T>();
    }

    public bool Has(string field) => Plan.Any(one => one.Field == field);
}

/// <summary>
/// Reads a file with every core: one cuts it into pieces while the others read them. Pieces are kept in their order, so
/// the result does not depend on who was faster.
/// </summary>
internal sealed class TableParse(SourceFile file, CsvLook look, IReadOnlyList<ColumnPlan> plan, RejectedRows rejected)
{
    readonly ConcurrentBag<byte[]> spare = [];
    readonly List<ParsedChunk?> parsed = [];
    readonly int width = look.Header.Count;
    readonly int[] columns = [.. plan.Select(one => one.Column)];
    int flushed;
    long linesBefore = 1;

    public int ChunkBytes { get; init; } = ChunkCutter.UsualSize;

    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Told of the bytes read so far.</summary>
    public Action<long>? Progress { get; init; }

    public ParsedFile Run()
    {
        using var queue = new BlockingCollection<Chunk>(Workers + 1);
        Exception? failure = null;
        var workers = Enumerable.Range(0, Workers).Select(_ => new Thread(() =>
        {
            try
            {
                foreach (var chunk in queue.GetConsumingEnumerable()) Finish(chunk, Parse(chunk));
            }
            catch (Exception bug)
            {
                // Carried to the caller's thread, which would otherwise wait for ever.
                failure = bug;
                foreach (var _ in queue.GetConsumingEnumerable()) { }
            }
        })).ToList();
        foreach (var worker in workers) worker.Start();
        try
        {
            foreach (var chunk in new ChunkCutter(file, look.Signs, ChunkBytes, Rent).Cut())
            {
                lock (parsed) parsed.Add(null);
                queue.Add(chunk);
                Progress?.Invoke(file.Read);
            }
        }
        finally
        {
            queue.CompleteAdding();
            foreach (var worker in workers) worker.Join();
        }
        if (failure is not null) throw new InvalidOperationException($"Reading {file.Name} failed.", failure);
        ParsedChunk[] chunks = [.. parsed.Select(chunk => chunk!)];
        var encoding = file.Encoding + (chunks.Any(chunk => chunk.SawWestern) ? ", where it was none read as Windows-1252" : "");
        return new ParsedFile(file.Name, look, plan, chunks, encoding) { Rejected = chunks.Sum(chunk => (long)chunk.Rejected.Count) };
    }

    byte[] Rent(int size) => spare.TryTake(out var buffer) && buffer.Length >= size ? buffer : GC.AllocateUninitializedArray<byte>(size);

    void Finish(Chunk chunk, ParsedChunk done)
    {
        spare.Add(chunk.Buffer);
        lock (parsed)
        {
            parsed[chunk.Number] = done;
            for (; flushed < parsed.Count && parsed[flushed] is { } next; flushed++)
            {
                for (var i = 0; i < next.Rejected.Count; i++)
                {
                    var row = next.Rejected[i];
                    rejected.Add(file.Name, linesBefore + row.Line, row.Reason, row.Row);
                    next.Rejected[i] = row with { Row = [] };
                }
                linesBefore += next.Lines;
            }
        }
    }

    [MethodImpl(RowLoop.Fast)]
    ParsedChunk Parse(Chunk chunk)
    {
        var data = chunk.Bytes;
        var lines = data.Count(look.Signs.NewLine);
        // Lines and the last row, which may have no end: only a row of several lines makes it too many.
        var result = new ParsedChunk { Parts = [.. plan.Select(one => one.Make(lines + 1))], Lines = lines + chunk.LinesBeyond };
        if (chunk.IsEndlessRow)
        {
            result.Rejected.Add(new RejectedRow(0, Reasons.TooLong, data[..4096].ToArray(), 0));
            return result;
        }
        var reader = new RowReader(look.Signs);
        reader.Begin(data);
        var skip = chunk.Number == 0 ? look.SkipRows : 0;
        long line = 0;
        for (int at = 0, counted = 0; reader.Read(data, ref at);)
        {
            if (skip-- > 0) continue;
            if (Take(reader, data, result.Parts) is not { } reason)
            {
                result.Rows++;
                continue;
            }
            line += data[counted..reader.Start].Count(look.Signs.NewLine);
            counted = reader.Start;
            var row = data[reader.Start..Math.Min(reader.End, reader.Start + 8192)].ToArray();
            result.Rejected.Add(new RejectedRow(line, reason, row, result.Rows));
        }
        result.SawWestern = reader.SawWestern;
        return result;
    }

    /// <summary>Takes a row into the parts; the reason when it is refused, and then no part holds anything of it.</summary>
    [MethodImpl(RowLoop.Fast)]
    string? Take(RowReader reader, ReadOnlySpan<byte> data, Part[] parts)
    {
        if (reader.Fault != RowFault.None) return Reasons.Of(reader.Fault);
        if (reader.Count < width) return string.Create(null, $"It has {reader.Count} fields, the header has {width}.");
        for (var i = width; i < reader.Count; i++)
        {
            if (!reader.Field(data, i).IsEmpty) return string.Create(null, $"It has {reader.Count} fields, the header has {width}.");
        }
        if (IsBlank(reader, data)) return Reasons.Blank;
        for (var i = 0; i < parts.Length; i++)
        {
            // Only the first parts refuse, and only the very first of them has taken nothing before.
            if (!parts[i].Add(reader.Field(data, columns[i]))) return plan[i].Refusal;
        }
        return null;
    }

    [MethodImpl(RowLoop.Fast)]
    bool IsBlank(RowReader reader, ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < width; i++)
        {
            if (!reader.Field(data, i).IsEmpty) return false;
        }
        return true;
    }
}

/// <summary>Why rows are not used.</summary>
internal static class Reasons
{
    public const string TooLong = "The row is longer than 1 MiB.";
    public const string Blank = "Every field is blank.";
    public const string NoDate = "It has no date that can be read.";
    public const string SameId = "Another lead of this id stands above it.";
    public const string Planned = "It is planned and has not happened.";
    public const string OwnRaise = "It is the first event of its lead, and so the raise.";

    public static string Of(RowFault fault) => fault switch
    {
        RowFault.Quote => "A quote is not closed, or text follows it.",
        RowFault.Zero => "It holds a NUL character.",
        RowFault.TooManyFields => "It has more than 4096 fields.",
        _ => TooLong,
    };
}
