using System.Runtime.CompilerServices;
using System.Text;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Gives every distinct word a code without making a text of it each time it is seen.</summary>
internal sealed class ByteVocabulary
{
    readonly List<string> words = [];
    byte[] bytes = new byte[1024];
    int[] ends = new int[16];
    int[] slots = new int[64];
    int last = -1;

    public IReadOnlyList<string> Words => words;

    public int Count => words.Count;

    [MethodImpl(RowLoop.Fast)]
    public int CodeOf(ReadOnlySpan<byte> word)
    {
        if (last >= 0 && word.SequenceEqual(Bytes(last))) return last;
        var at = (int)(KeyHash.Of(word) & (uint)(slots.Length - 1));
        for (; slots[at] != 0; at = (at + 1) & (slots.Length - 1))
        {
            if (word.SequenceEqual(Bytes(slots[at] - 1))) return last = slots[at] - 1;
        }
        return last = Add(word, at);
    }

    [MethodImpl(RowLoop.Fast)]
    int Add(ReadOnlySpan<byte> word, int at)
    {
        var code = words.Count;
        var start = code == 0 ? 0 : ends[code - 1];
        if (bytes.Length < start + word.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + word.Length));
        if (ends.Length == code) Array.Resize(ref ends, code * 2);
        word.CopyTo(bytes.AsSpan(start));
        ends[code] = start + word.Length;
        words.Add(Encoding.UTF8.GetString(word));
        slots[at] = code + 1;
        if (words.Count * 2 > slots.Length) Grow();
        return code;
    }

    [MethodImpl(RowLoop.Fast)]
    void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var code = 0; code < words.Count; code++)
        {
            var at = (int)(KeyHash.Of(Bytes(code)) & (uint)(slots.Length - 1));
            while (slots[at] != 0) at = (at + 1) & (slots.Length - 1);
            slots[at] = code + 1;
        }
    }

    ReadOnlySpan<byte> Bytes(int code)
    {
        var start = code == 0 ? 0 : ends[code - 1];
        return bytes.AsSpan(start, ends[code] - start);
    }
}

/// <summary>A hash of bytes that is the same in every run.</summary>
internal static class KeyHash
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<byte> key)
    {
        var hash = 0x9E37_79B9_7F4A_7C15 ^ (ulong)key.Length;
        for (; key.Length >= 8; key = key[8..])
        {
            hash = (hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(key)) * 0xD6E8_FEB8_6659_FD93;
            hash ^= hash >> 32;
        }
        ulong rest = 0;
        for (var i = 0; i < key.Length; i++) rest |= (ulong)key[i] << (8 * i);
        hash = (hash ^ rest) * 0xD6E8_FEB8_6659_FD93;
        return (uint)(hash ^ (hash >> 32) ^ (hash >> 17));
    }
}
