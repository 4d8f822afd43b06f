using System.Numerics;
using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>Sorts long columns digit by digit, which takes time in proportion to their length. Equal keys stay in their
/// order.</summary>
internal static class RowSort
{
    const int Bits = 11;
    const int BitsOfFew = 8;
    const int Few = 4096;

    /// <summary>Whether there is nothing to sort. There must be no NaN among the values.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static bool IsAscending<T>(ReadOnlySpan<T> values) where T : IComparisonOperators<T, T, bool>
    {
        for (var i = 1; i < values.Length; i++) if (values[i] < values[i - 1]) return false;
        return true;
    }

    /// <summary>Sorts the keys alone.</summary>
    public static void Ascending(Span<long> keys)
    {
        if (!IsAscending<long>(keys)) Sort(keys, default(Span<byte>));
    }

    /// <summary>Sorts the keys, and what belongs to each with it.</summary>
    public static void Ascending<T>(Span<long> keys, Span<T> with) where T : unmanaged
    {
        Lengths.Same(keys.Length, with.Length);
        if (!IsAscending<long>(keys)) Sort(keys, with);
    }

    /// <summary>The same by numbers, of which none is NaN.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static void Ascending<T>(Span<double> keys, Span<T> with) where T : unmanaged
    {
        Lengths.Same(keys.Length, with.Length);
        if (IsAscending<double>(keys)) return;
        var whole = new long[keys.Length];
        for (var i = 0; i < whole.Length; i++) whole[i] = Turned(BitConverter.DoubleToInt64Bits(keys[i]));
        Sort(whole, with);
        for (var i = 0; i < whole.Length; i++) keys[i] = BitConverter.Int64BitsToDouble(Turned(whole[i]));
    }

    // The bits of a negative number grow as it falls.
    static long Turned(long bits) => bits ^ ((bits >> 63) & long.MaxValue);

    [MethodImpl(RowLoop.Fast)]
    static void Sort<T>(Span<long> keys, Span<T> with) where T : unmanaged
    {
        var bits = keys.Length < Few ? BitsOfFew : Bits;
        long differ = 0;
        foreach (var key in keys) differ |= key ^ keys[0];
        var (spareKeys, spareWith) = (new long[keys.Length], new T[with.Length]);
        Span<long> fromKeys = keys, toKeys = spareKeys;
        Span<T> fromWith = with, toWith = spareWith;
        var next = new int[1 << bits];
        for (var shift = 0; shift < 64; shift += bits)
        {
            if (((ulong)differ >> shift & (ulong)(next.Length - 1)) == 0) continue;
            Places(fromKeys, shift, next);
            for (var i = 0; i < fromKeys.Length; i++)
            {
                var place = next[Digit(fromKeys[i], shift, next.Length)]++;
                toKeys[place] = fromKeys[i];
                if (!fromWith.IsEmpty) toWith[place] = fromWith[i];
            }
            Swap(ref fromKeys, ref toKeys);
            Swap(ref fromWith, ref toWith);
        }
        if (fromKeys == keys) return;
        fromKeys.CopyTo(keys);
        fromWith.CopyTo(with);
    }

    /// <summary>Where the keys of each digit begin.</summary>
    [MethodImpl(RowLoop.Fast)]
    static void Places(ReadOnlySpan<long> keys, int shift, int[] next)
    {
        Array.Clear(next);
        foreach (var key in keys) next[Digit(key, shift, next.Length)]++;
        for (int digit = 0, before = 0; digit < next.Length; digit++) (next[digit], before) = (before, before + next[digit]);
    }

    static int Digit(long key, int shift, int digits) => (int)((ulong)(key ^ long.MinValue) >> shift) & (digits - 1);

    static void Swap<T>(ref Span<T> one, ref Span<T> other)
    {
        var held = one;
        one = other;
        other = held;
    }
}
