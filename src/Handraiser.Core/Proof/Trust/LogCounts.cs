using System.Numerics;
using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// About how many touches of a key were logged in a minute, never too few: minutes that share a place are counted
/// together. Small enough to stay near the processor while millions of touches pass in no order.
/// </summary>
sealed class LogCounts
{
    readonly byte[] counts;
    readonly int shift;

    public LogCounts(int touches)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)Math.Max(1, touches)), 10, 22);
        counts = new byte[1 << bits];
        shift = 64 - bits;
    }

    [MethodImpl(RowLoop.Fast)]
    public void Add(int key, long minute)
    {
        ref var count = ref counts[Place(key, minute)];
        if (count < byte.MaxValue) count++;
    }

    /// <summary>In the minute and the fuller one of its neighbours.</summary>
    [MethodImpl(RowLoop.Fast)]
    public int Around(int key, long minute) => counts[Place(key, minute)]
        + Math.Max(counts[Place(key, minute - 1)], counts[Place(key, minute + 1)]);

    // Neighbouring minutes of a key lie beside each other, so that asking for three costs one trip to memory.
    ulong Place(int key, long minute)
    {
        var spread = (((ulong)key << 32) ^ ((ulong)minute >> 4)) * 0x9E3779B97F4A7C15UL;
        return ((spread >> shift) & ~15UL) | ((ulong)minute & 15);
    }
}
