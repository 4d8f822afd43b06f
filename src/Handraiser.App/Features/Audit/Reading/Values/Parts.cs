using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>The values of one column in one piece of a file, in the order of the rows.</summary>
internal abstract class Part
{
    /// <summary>Takes the next value; false when it cannot be read and the part holds none in its place.</summary>
    public abstract bool Add(ReadOnlySpan<byte> text);
}

/// <summary>Texts as bytes.</summary>
internal sealed class TextPart(int rows) : Part
{
    byte[] bytes = new byte[rows * 12];
    public List<int> Ends { get; } = new(rows);
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Ends.Count == 0 ? 0 : Ends[^1]);

    [MethodImpl(RowLoop.Fast)]
    public override bool Add(ReadOnlySpan<byte> text)
    {
        var start = Ends.Count == 0 ? 0 : Ends[^1];
        if (bytes.Length < start + text.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + text.Length));
        text.CopyTo(bytes.AsSpan(start));
        Ends.Add(start + text.Length);
        return true;
    }

    /// <summary>Gives back the memory of texts that were taken from here.</summary>
    public void Forget()
    {
        bytes = [];
        Ends.Clear();
        Ends.TrimExcess();
    }

    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : Ends[row - 1];
            return bytes.AsSpan(start, Ends[row] - start);
        }
    }
}

/// <summary>Words; blank ones have no code. A column with too many different ones is given up.</summary>
internal sealed class WordPart(int rows, int most) : Part
{
    public ByteVocabulary Vocabulary { get; private set; } = new();
    public List<int> Codes { get; } = new(rows);
    public bool TooMany { get; private set; }

    /// <summary>Gives back the memory of words that were taken from here.</summary>
    public void Forget()
    {
        Codes.Clear();
        Codes.TrimExcess();
    }

    [MethodImpl(RowLoop.Fast)]
    public override bool Add(ReadOnlySpan<byte> text)
    {
        if (TooMany) return true;
        Codes.Add(text.IsEmpty ? -1 : Vocabulary.CodeOf(text));
        if (Vocabulary.Count > most)
        {
            (TooMany, Vocabulary) = (true, new ByteVocabulary());
            Codes.Clear();
            Codes.TrimExcess();
        }
        return true;
    }
}

/// <summary>Dates as they were written, and what they say about themselves.</summary>
/// <param name="needed">A row without a date that can be read is refused.</param>
internal sealed class TimePart(int rows, bool needed) : Part
{
    public List<long> Times { get; } = new(rows);
    public TimeEvidence Evidence { get; } = new();

    [MethodImpl(RowLoop.Fast)]
    public override bool Add(ReadOnlySpan<byte> text)
    {
        if (DateText.Read(text, out var time, out var forms)) Evidence.Add(time, forms, text);
        else
        {
            if (needed) return false;
            if (!text.IsEmpty) Evidence.Unreadable++;
        }
        Times.Add(time.Packed);
        return true;
    }
}

/// <summary>Numbers; NaN where there is none. Those with two meanings are kept apart until the column tells which.</summary>
internal sealed class NumberPart(int rows) : Part
{
    public List<double> Numbers { get; } = new(rows);
    public List<(int Row, double Other, bool Comma)> Doubtful { get; } = [];
    public long CommaIsDecimal { get; private set; }
    public long PointIsDecimal { get; private set; }
    public long Unreadable { get; private set; }
    public HashSet<string> Currencies { get; } = [];

    [MethodImpl(RowLoop.Fast)]
    public override bool Add(ReadOnlySpan<byte> text)
    {
        if (!AmountText.Read(text, out var value, out var other, out var separators))
        {
            if (!text.IsEmpty) Unreadable++;
            Numbers.Add(double.NaN);
            return true;
        }
        if (separators is Separators.PointOrThousands or Separators.CommaOrThousands)
        {
            Doubtful.Add((Numbers.Count, other, separators == Separators.CommaOrThousands));
        }
        if (separators == Separators.CommaIsDecimal) CommaIsDecimal++;
        if (separators == Separators.PointIsDecimal) PointIsDecimal++;
        if (Currencies.Count < 8) Currency(text);
        Numbers.Add(value);
        return true;
    }

    void Currency(ReadOnlySpan<byte> text)
    {
        if (text[0] == '$') Currencies.Add("$");
        else if (text.IndexOf("€"u8) >= 0 || text.IndexOf("EUR"u8) >= 0) Currencies.Add("EUR");
        else if (text.IndexOf("£"u8) >= 0 || text.IndexOf("GBP"u8) >= 0) Currencies.Add("GBP");
        else if (text.IndexOf("kr"u8) >= 0 || text.IndexOf("NOK"u8) >= 0) Currencies.Add("NOK");
        else if (text.IndexOf("USD"u8) >= 0) Currencies.Add("$");
    }
}

/// <summary>How long something lasted, in whole seconds.</summary>
internal sealed class LengthPart(int rows, LengthUnit unit) : Part
{
    public List<int> Seconds { get; } = new(rows);
    public long Unreadable { get; private set; }

    [MethodImpl(RowLoop.Fast)]
    public override bool Add(ReadOnlySpan<byte> text)
    {
        var known = SpanText.Read(text, unit, out var seconds) && Math.Abs(seconds) < int.MaxValue;
        if (!known && !text.IsEmpty) Unreadable++;
        // -1 stands for unknown; a call of minus one second is no less absurd than one of minus two.
        var whole = known ? (int)Math.Round(seconds) : -1;
        Seconds.Add(known && whole == -1 ? -2 : whole);
        return true;
    }
}

/// <summary>What a lead says to find it by, resolved to its row as it is read; -1 when none is found.</summary>
internal sealed class KeyPart(int rows, KeyIndex index) : Part
{
    readonly byte[] scratch = new byte[256];
    public List<int> Leads { get; } = new(rows);
    public long Named { get; private set; }

    [MethodImpl(RowLoop.Fast)]
    public override bool Add(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty) Named++;
        Leads.Add(text.IsEmpty ? -1 : index.Find(text, scratch));
        return true;
    }
}

/// <summary>Puts the pieces of a column together.</summary>
internal static class Pieces
{
    public static T[] Join<T>(IEnumerable<List<T>> pieces)
    {
        var all = pieces.ToList();
        var joined = GC.AllocateUninitializedArray<T>(all.Sum(piece => piece.Count));
        var at = 0;
        foreach (var piece in all)
        {
            CollectionsMarshal.AsSpan(piece).CopyTo(joined.AsSpan(at));
            at += piece.Count;
        }
        return joined;
    }
}
