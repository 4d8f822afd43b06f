using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>A piece of a file that ends where a row ends.</summary>
internal sealed record Chunk(int Number, byte[] Buffer, int Length)
{
    /// <summary>The piece is the beginning of one endless row.</summary>
    public bool IsEndlessRow { get; init; }

    /// <summary>Line breaks of that row that are not in the piece.</summary>
    public int LinesBeyond { get; init; }

    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}

/// <summary>
/// Cuts a file into pieces at the ends of rows, following the quotes: a line break inside quotes ends nothing. The same
/// rules as <see cref="RowReader"/>'s, which reads the pieces afterwards, several at once.
/// </summary>
internal sealed class ChunkCutter(SourceFile file, CsvSigns signs, int size, Func<int, byte[]> rent)
{
    public const int UsualSize = 4 << 20;
    byte[] carry = file.Head;
    bool atEnd;
    int number;

    public IEnumerable<Chunk> Cut()
    {
        while (true)
        {
            var (buffer, length) = Fill();
            if (length == 0) yield break;
            var end = LastRowEnd(buffer.AsSpan(0, length));
            if (end == 0)
            {
                yield return Endless(buffer, length);
                continue;
            }
            carry = buffer.AsSpan(end, length - end).ToArray();
            yield return new Chunk(number++, buffer, end);
        }
    }

    (byte[] Buffer, int Length) Fill()
    {
        // A row that is still open must fit, with as much again to be sure where it ends.
        var room = Math.Max(size, 2 * CsvSigns.LongestRow + 2);
        var wanted = Math.Max(size, carry.Length);
        while (true)
        {
            var buffer = rent(Math.Max(room, wanted));
            carry.CopyTo(buffer, 0);
            var length = carry.Length;
            while (length < wanted && !atEnd)
            {
                var more = file.ReadMore(buffer.AsSpan(length, wanted - length));
                if (more == 0) atEnd = true;
                length += more;
            }
            if (atEnd || wanted >= room || LastRowEnd(buffer.AsSpan(0, length)) > 0) return (buffer, length);
            carry = buffer.AsSpan(0, length).ToArray();
            wanted = room;
        }
    }

    Chunk Endless(byte[] buffer, int length)
    {
        var rest = new byte[1 << 16];
        var next = -1;
        var filled = 0;
        while (next < 0 && (filled = file.ReadMore(rest)) > 0) next = rest.AsSpan(0, filled).IndexOf(signs.NewLine);
        atEnd = next < 0;
        carry = next < 0 ? [] : rest[(next + 1)..filled];
        return new Chunk(number++, buffer, length) { IsEndlessRow = true, LinesBeyond = next < 0 ? 0 : 1 };
    }

    /// <summary>Where the last whole row of the data ends; 0 when none does.</summary>
    [MethodImpl(RowLoop.Fast)]
    int LastRowEnd(ReadOnlySpan<byte> data)
    {
        if (atEnd) return data.Length;
        int at = 0, row = 0;
        while (true)
        {
            var quote = data[at..].IndexOf((byte)'"');
            var plain = quote < 0 ? data[at..] : data.Slice(at, quote);
            var line = plain.LastIndexOf(signs.NewLine);
            if (line >= 0) row = at + line + 1;
            if (quote < 0) return row;
            quote += at;
            var opens = quote == row || data[quote - 1] == signs.Delimiter;
            if (!opens)
            {
                at = quote + 1;
                continue;
            }
            var close = signs.Close(data, quote, row, atEnd: false);
            if (close == -2) return row;
            if (close < 0)
            {
                var end = data[row..].IndexOf(signs.NewLine);
                if (end < 0) return row;
                row = at = row + end + 1;
            }
            else at = close + 1;
        }
    }
}
