using System.Numerics;
using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>Sorts long columns digit by digit, which takes time in proportion to their length. Equal keys stay in their
/// order.</summary>
public static class RowSort
{
    const int Bits = 11;
    const int BitsOfFew = 8;
    const int Few = 4096;
    const ulong Second = 1_000_000;

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
        var (least, step) = Grid(keys);
        var (from, to, toWith) = (new ulong[keys.Length], new ulong[keys.Length], new T[with.Length]);
        ulong differ = 0;
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = (ulong)(keys[i] - least) / step;
            differ |= from[i];
        }
        var bits = keys.Length < Few ? BitsOfFew : Bits;
        var fromWith = with;
        var target = toWith.AsSpan();
        var next = new int[1 << bits];
        for (var shift = 0; shift < 64 && differ >> shift != 0; shift += bits)
        {
            if ((differ >> shift & (ulong)(next.Length - 1)) == 0) continue;
            Places(from, shift, next);
            for (var i = 0; i < from.Length; i++)
            {
                var place = next[(int)(from[i] >> shift) & (next.Length - 1)]++;
                to[place] = from[i];
                if (!fromWith.IsEmpty) target[place] = fromWith[i];
            }
            (from, to) = (to, from);
            var held = fromWith;
            fromWith = target;
            target = held;
        }
        for (var i = 0; i < from.Length; i++) keys[i] = least + (long)(from[i] * step);
        fromWith.CopyTo(with);
    }

    /// <summary>The least key, and a step that all are whole steps away from it: times are kept in microseconds and
    /// known in seconds, which spares digits.</summary>
    [MethodImpl(RowLoop.Fast)]
    static (long Least, ulong Step) Grid(ReadOnlySpan<long> keys)
    {
        var least = long.MaxValue;
        foreach (var key in keys) least = Math.Min(least, key);
        foreach (var key in keys)
        {
            if ((ulong)(key - least) % Second != 0) return (least, 1);
        }
        return (least, Second);
    }

    /// <summary>Where the keys of each digit begin.</summary>
    [MethodImpl(RowLoop.Fast)]
    static void Places(ulong[] keys, int shift, int[] next)
    {
        Array.Clear(next);
        foreach (var key in keys) next[(int)(key >> shift) & (next.Length - 1)]++;
        var before = 0;
        for (var digit = 0; digit < next.Length; digit++) (next[digit], before) = (before, before + next[digit]);
    }
}
