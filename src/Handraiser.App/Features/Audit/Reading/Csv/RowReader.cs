using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Why the bytes of a row are no row.</summary>
internal enum RowFault : byte { None, Quote, TooLong, Zero, TooManyFields }

/// <summary>How a file tells its fields and rows apart.</summary>
internal readonly record struct CsvSigns(byte Delimiter, byte NewLine)
{
    /// <summary>No row is longer; it also ends the search for a quote that was never closed.</summary>
    public const int LongestRow = 1 << 20;

    /// <summary>
    /// Where the quoted field that opens at <paramref name="quote"/> closes: the place of the closing quote. -1 when
    /// text follows the quote or the row would be too long, -2 when the data ends before that is known.
    /// </summary>
    [MethodImpl(RowLoop.Fast)]
    public int Close(ReadOnlySpan<byte> data, int quote, int rowStart, bool atEnd)
    {
        var limit = (int)Math.Min(data.Length, (long)rowStart + LongestRow);
        for (var at = quote + 1; ;)
        {
            var next = at >= limit ? -1 : data[at..limit].IndexOf((byte)'"');
            if (next < 0) return atEnd || limit < data.Length ? -1 : -2;
            at += next;
            if (at + 1 == data.Length) return atEnd ? at : -2;
            var after = data[at + 1];
            if (after == '"')
            {
                at += 2;
                continue;
            }
            if (after == Delimiter || after == NewLine) return at;
            if (after != '\r') return -1;
            if (at + 2 == data.Length) return atEnd ? at : -2;
            return data[at + 2] == NewLine ? at : -1;
        }
    }
}

/// <summary>
/// Finds the fields of one row after the other in a piece of the file, without making texts of them. A row with a quote
/// that is never closed ends at its first line break, so that it takes no other row with it.
/// </summary>
internal sealed class RowReader(CsvSigns signs)
{
    const int MostFields = 4096;
    static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    (int Start, int Length, bool Doubled)[] fields = new (int, int, bool)[64];
    byte[] scratch = new byte[256];
    SignPlaces places = new(signs);
    bool sound;
    bool zeros;

    public int Count { get; private set; }

    public RowFault Fault { get; private set; }

    /// <summary>First byte of the row.</summary>
    public int Start { get; private set; }

    /// <summary>First byte after it, without its line break.</summary>
    public int End { get; private set; }

    /// <summary>Some field was no UTF-8 and was read as Windows-1252.</summary>
    public bool SawWestern { get; private set; }

    /// <summary>To be called once for each piece, before its rows are read.</summary>
    public void Begin(ReadOnlySpan<byte> data)
    {
        sound = Utf8.IsValid(data);
        zeros = data.Contains((byte)0);
        places = new(signs);
    }

    /// <summary>The next row that is not a blank line; false when there is none.</summary>
    [MethodImpl(RowLoop.Fast)]
    public bool Read(ReadOnlySpan<byte> data, ref int at)
    {
        while (at < data.Length)
        {
            Take(data, ref at);
            if (End > Start || Count > 1) return true;
        }
        return false;
    }

    /// <summary>The bytes of a field as they are meant: quotes undone, blanks around them taken off.</summary>
    [MethodImpl(RowLoop.Fast)]
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> data, int index)
    {
        var (start, length, doubled) = fields[index];
        var field = data.Slice(start, length);
        if (length > 0 && (field[0] <= ' ' || field[^1] <= ' ')) field = field.Trim(" \t\r\n"u8);
        if (doubled) field = Undouble(field);
        if (!sound && !Utf8.IsValid(field))
        {
            SawWestern = true;
            field = Encoding.UTF8.GetBytes(Western.GetString(field));
        }
        return field;
    }

    [MethodImpl(RowLoop.Fast)]
    void Take(ReadOnlySpan<byte> data, ref int at)
    {
        (Start, Count, Fault) = (at, 0, RowFault.None);
        while (true)
        {
            var doubled = false;
            int from = at, to;
            if (at < data.Length && data[at] == '"')
            {
                var close = signs.Close(data, at, Start, atEnd: true);
                if (close < 0)
                {
                    Break(data, ref at);
                    return;
                }
                (from, to) = (at + 1, close);
                doubled = data[from..to].Contains((byte)'"');
                at = close + 1;
                if (at < data.Length && data[at] == '\r' && signs.NewLine != '\r') at++;
            }
            else
            {
                to = at = places.Next(data, at);
            }
            if (Count < MostFields) Add(from, to - from, doubled);
            else Fault = RowFault.TooManyFields;
            var more = at < data.Length && data[at] == signs.Delimiter;
            if (!more) break;
            at++;
        }
        Finish(data, at);
        if (at < data.Length) at++;
    }

    void Break(ReadOnlySpan<byte> data, ref int at)
    {
        var line = data[Start..].IndexOf(signs.NewLine);
        var end = line < 0 ? data.Length : Start + line;
        Finish(data, end);
        Fault = RowFault.Quote;
        at = line < 0 ? end : end + 1;
    }

    [MethodImpl(RowLoop.Fast)]
    void Finish(ReadOnlySpan<byte> data, int end)
    {
        End = end > Start && data[end - 1] == '\r' ? end - 1 : end;
        if (End - Start > CsvSigns.LongestRow) Fault = RowFault.TooLong;
        else if (zeros && data[Start..End].Contains((byte)0)) Fault = RowFault.Zero;
    }

    [MethodImpl(RowLoop.Fast)]
    void Add(int start, int length, bool doubled)
    {
        if (Count == fields.Length) Array.Resize(ref fields, fields.Length * 2);
        fields[Count++] = (start, length, doubled);
    }

    ReadOnlySpan<byte> Undouble(ReadOnlySpan<byte> field)
    {
        if (scratch.Length < field.Length) scratch = new byte[field.Length * 2];
        var count = 0;
        for (var i = 0; i < field.Length; i++)
        {
            scratch[count++] = field[i];
            if (field[i] == '"' && i + 1 < field.Length && field[i + 1] == '"') i++;
        }
        return scratch.AsSpan(0, count);
    }
}
