using System.Runtime.CompilerServices;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Columns of one table whose rows come from one file or several, put together.</summary>
internal static class TableColumns
{
    /// <summary>The words of a field. To be asked once: the pieces forget theirs, of which there are millions.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static CodeColumn Words(IReadOnlyList<ParsedFile> files, string field)
    {
        var vocabulary = new Vocabulary();
        var codes = new int[files.Sum(file => file.Rows)];
        var at = 0;
        foreach (var file in files)
        {
            var parts = file.Parts<WordPart>(field).ToList();
            if (parts.Count == 0 || parts.Any(part => part.TooMany))
            {
                codes.AsSpan(at, file.Rows).Fill(Unknown.Code);
                at += file.Rows;
                continue;
            }
            foreach (var part in parts)
            {
                var global = part.Vocabulary.Words.Select(vocabulary.CodeOf).ToArray();
                foreach (var code in part.Codes) codes[at++] = code < 0 ? Unknown.Code : global[code];
                part.Forget();
            }
        }
        return new CodeColumn(vocabulary.Words, codes);
    }

    [MethodImpl(RowLoop.Fast)]
    public static T[] Values<T>(IReadOnlyList<ParsedFile> files, Func<ParsedFile, IEnumerable<List<T>>> pieces, T missing)
    {
        var values = GC.AllocateUninitializedArray<T>(files.Sum(file => file.Rows));
        var at = 0;
        foreach (var file in files)
        {
            var joined = Pieces.Join(pieces(file));
            if (joined.Length == file.Rows) joined.CopyTo(values.AsSpan(at));
            else values.AsSpan(at, file.Rows).Fill(missing);
            at += file.Rows;
        }
        return values;
    }

    /// <summary>The texts of a field. To be asked once, as are its words.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static TextColumn Texts(IReadOnlyList<ParsedFile> files, string field)
    {
        var rows = files.Sum(file => file.Rows);
        var bytes = new byte[files.Sum(file => file.Parts<TextPart>(field).Sum(part => part.Bytes.Length))];
        var ends = new int[rows];
        int at = 0, row = 0;
        foreach (var file in files)
        {
            var before = row;
            foreach (var part in file.Parts<TextPart>(field))
            {
                part.Bytes.CopyTo(bytes.AsSpan(at));
                foreach (var end in part.Ends) ends[row++] = at + end;
                at += part.Bytes.Length;
                part.Forget();
            }
            while (row < before + file.Rows) ends[row++] = at;
        }
        return new TextColumn(bytes, ends);
    }

    /// <summary>Times of a field over all files; unknown where a file does not have it.</summary>
    public static (long[] At, bool[] DateOnly) Times(IReadOnlyList<ParsedFile> files,
        IReadOnlyList<Dictionary<string, ResolvedTimes>> resolved, string field)
    {
        if (files.Count == 1 && resolved[0].TryGetValue(field, out var only)) return (only.At, only.DateOnly);
        var rows = files.Sum(file => file.Rows);
        var (at, dateOnly) = (new long[rows], new bool[rows]);
        var first = 0;
        for (var i = 0; i < files.Count; i++)
        {
            if (resolved[i].TryGetValue(field, out var times))
            {
                times.At.CopyTo(at.AsSpan(first));
                times.DateOnly.CopyTo(dateOnly.AsSpan(first));
            }
            else at.AsSpan(first, files[i].Rows).Fill(Unknown.Time);
            first += files[i].Rows;
        }
        return (at, dateOnly);
    }

    /// <summary>Numbers, those of two meanings read as their file writes the others.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static double[] Numbers(IReadOnlyList<ParsedFile> files, string field, bool? decimalComma)
    {
        var numbers = Values(files, file => file.Parts<NumberPart>(field).Select(part => part.Numbers), double.NaN);
        var first = 0;
        foreach (var file in files)
        {
            var parts = file.Parts<NumberPart>(field).ToList();
            var comma = decimalComma ?? parts.Sum(part => part.CommaIsDecimal) > parts.Sum(part => part.PointIsDecimal);
            var row = first;
            foreach (var part in parts)
            {
                foreach (var (at, other, _) in comma ? part.Doubtful : [])
                {
                    numbers[row + at] = other;
                }
                row += part.Numbers.Count;
            }
            first += file.Rows;
        }
        return numbers;
    }

    /// <summary>Some of the rows, each once and in their order. As many as there are, are the column itself.</summary>
    public static CodeColumn TakeSome(CodeColumn column, int[] rows) =>
        rows.Length == column.Codes.Length ? column : Take(column, rows);

    public static T[] TakeSome<T>(T[] column, int[] rows) => rows.Length == column.Length ? column : Take(column, rows);

    public static TextColumn TakeSome(TextColumn column, int[] rows) => rows.Length == column.Count ? column : Take(column, rows);

    public static CodeColumn Take(CodeColumn column, int[] rows) => new(column.Words, Take(column.Codes, rows));

    [MethodImpl(RowLoop.Fast)]
    public static T[] Take<T>(T[] column, int[] rows)
    {
        var taken = GC.AllocateUninitializedArray<T>(rows.Length);
        for (var i = 0; i < rows.Length; i++) taken[i] = column[rows[i]];
        return taken;
    }

    [MethodImpl(RowLoop.Fast)]
    public static TextColumn Take(TextColumn column, int[] rows)
    {
        var ends = new int[rows.Length];
        var length = 0;
        for (var i = 0; i < rows.Length; i++) ends[i] = length += column.Bytes(rows[i]).Length;
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        for (var i = 0; i < rows.Length; i++) column.Bytes(rows[i]).CopyTo(bytes.AsSpan(i == 0 ? 0 : ends[i - 1]));
        return new TextColumn(bytes, ends);
    }
}
