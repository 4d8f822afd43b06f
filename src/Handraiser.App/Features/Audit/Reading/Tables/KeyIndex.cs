using System.Runtime.CompilerServices;
using System.Text;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>By what a row may name its lead.</summary>
internal enum KeyKind : byte { Id, Email, Phone, Name }

/// <summary>
/// Finds a lead's row by its id, address, number or name. Leads that share a key are chained in the order of their rows.
/// </summary>
internal sealed class KeyIndex(KeyKind kind, int leads)
{
    readonly TextColumnBuilder keys = new(leads);
    int[] slots = new int[Size(leads)];
    int[] next = [];
    readonly int[] last = new int[Math.Max(1, leads)];

    public KeyKind Kind => kind;

    /// <summary>Rows that share their key with an earlier one.</summary>
    public int Shared { get; private set; }

    public string? SharedExample { get; private set; }

    public static KeyIndex Of(KeyKind kind, TextPart[] parts, int leads)
    {
        var index = new KeyIndex(kind, leads);
        var scratch = new byte[256];
        foreach (var part in parts)
        {
            for (var row = 0; row < part.Ends.Count; row++) index.Add(part[row], scratch);
        }
        return index;
    }

    /// <summary>The row that has the key already, or -1 after adding it.</summary>
    [MethodImpl(RowLoop.Fast)]
    public int Add(ReadOnlySpan<byte> text, byte[] scratch)
    {
        var key = Normal(text, scratch);
        var row = keys.Count;
        if (next.Length <= row) Array.Resize(ref next, Math.Max(16, row * 2));
        next[row] = -1;
        var first = -1;
        if (!key.IsEmpty)
        {
            var at = (int)(KeyHash.Of(key) & (uint)(slots.Length - 1));
            while (slots[at] != 0 && !keys[slots[at] - 1].SequenceEqual(key)) at = (at + 1) & (slots.Length - 1);
            if (slots[at] == 0) slots[at] = row + 1;
            else
            {
                first = slots[at] - 1;
                Shared++;
                SharedExample ??= Encoding.UTF8.GetString(text);
                next[last[first] > 0 ? last[first] : first] = row;
                last[first] = row;
            }
        }
        keys.Add(key);
        return first;
    }

    /// <summary>The first lead of that key, or -1. Safe to be asked by several at once.</summary>
    [MethodImpl(RowLoop.Fast)]
    public int Find(ReadOnlySpan<byte> text, byte[] scratch)
    {
        var row = FindOne(text, scratch);
        if (row >= 0 || kind != KeyKind.Id || text.IndexOfAny((byte)';', (byte)',') is var mark && mark <= 0) return row;
        // Some exports name every record that an activity belongs to.
        return FindOne(text[..mark].Trim((byte)' '), scratch);
    }

    [MethodImpl(RowLoop.Fast)]
    int FindOne(ReadOnlySpan<byte> text, byte[] scratch)
    {
        var key = Normal(text, scratch);
        if (key.IsEmpty) return -1;
        var at = (int)(KeyHash.Of(key) & (uint)(slots.Length - 1));
        for (; slots[at] != 0; at = (at + 1) & (slots.Length - 1))
        {
            if (keys[slots[at] - 1].SequenceEqual(key)) return slots[at] - 1;
        }
        return -1;
    }

    /// <summary>The next lead of the same key, or -1.</summary>
    public int After(int row) => next[row];

    /// <summary>A key as it is compared.</summary>
    [MethodImpl(RowLoop.Fast)]
    ReadOnlySpan<byte> Normal(ReadOnlySpan<byte> text, byte[] scratch)
    {
        if (text.Length > scratch.Length) return [];
        return kind switch
        {
            // Salesforce writes ids with 15 characters and with 18, of which the last three only check the others.
            KeyKind.Id => text.StartsWith("zcrm_"u8) ? text[5..] : text.Length == 18 && text.StartsWith("00"u8) ? text[..15] : text,
            KeyKind.Email => Email(text, scratch),
            KeyKind.Phone => Phone(text, scratch),
            _ => Lower(text, scratch),
        };
    }

    [MethodImpl(RowLoop.Fast)]
    static ReadOnlySpan<byte> Email(ReadOnlySpan<byte> text, byte[] scratch)
    {
        var sign = text.IndexOf((byte)'@');
        if (sign <= 0) return [];
        int from = sign, to = sign;
        while (from > 0 && !" <>(),;\""u8.Contains(text[from - 1])) from--;
        while (to < text.Length && !" <>(),;\""u8.Contains(text[to])) to++;
        return Lower(text[from..to], scratch);
    }

    static ReadOnlySpan<byte> Phone(ReadOnlySpan<byte> text, byte[] scratch)
    {
        var count = 0;
        foreach (var one in text)
        {
            if (char.IsAsciiDigit((char)one)) scratch[count++] = one;
        }
        // What comes before the last eight digits is how one dials from where one is.
        return count < 7 ? [] : scratch.AsSpan(Math.Max(0, count - 8), Math.Min(8, count));
    }

    [MethodImpl(RowLoop.Fast)]
    static ReadOnlySpan<byte> Lower(ReadOnlySpan<byte> text, byte[] scratch)
    {
        for (var i = 0; i < text.Length; i++) scratch[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 32) : text[i];
        return scratch.AsSpan(0, text.Length);
    }

    static int Size(int leads)
    {
        var size = 64;
        while (size < leads * 2) size *= 2;
        return size;
    }
}

/// <summary>Grows a column of texts.</summary>
internal sealed class TextColumnBuilder(int rows)
{
    byte[] bytes = new byte[Math.Max(64, rows * 12)];
    int[] ends = new int[Math.Max(16, rows)];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : ends[row - 1];
            return bytes.AsSpan(start, ends[row] - start);
        }
    }

    [MethodImpl(RowLoop.Fast)]
    public void Add(ReadOnlySpan<byte> text)
    {
        var start = Count == 0 ? 0 : ends[Count - 1];
        if (bytes.Length < start + text.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + text.Length));
        if (ends.Length == Count) Array.Resize(ref ends, Count * 2);
        text.CopyTo(bytes.AsSpan(start));
        ends[Count++] = start + text.Length;
    }

    public TextColumn Build() => new(bytes, ends.AsSpan(0, Count).ToArray());
}
