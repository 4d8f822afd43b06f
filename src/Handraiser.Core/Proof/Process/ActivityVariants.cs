using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>A way that leads take, with the same activity several times in a row told once.</summary>
/// <param name="Path">Places of the activities in <see cref="ProcessMap.Activities"/>.</param>
/// <param name="Share">Of all leads in the log.</param>
public sealed record ProcessVariant(int[] Path, PrintedShare Share);

/// <summary>The ways that cases take.</summary>
internal sealed class ActivityVariants
{
    const int Most = 50;
    const double Enough = 0.8;

    ActivityVariants(ProcessVariant[] kept, bool[] keptCases, int count) =>
        (Kept, KeptCases, Count) = (kept, keptCases, count);

    /// <summary>The most frequent ways, until they hold four fifths of the cases or are fifty.</summary>
    public ProcessVariant[] Kept { get; }

    /// <summary>The cases that take them.</summary>
    public bool[] KeptCases { get; }

    /// <summary>How many ways there are.</summary>
    public int Count { get; }

    [MethodImpl(RowLoop.Fast)]
    public static ActivityVariants Of(ActivityLog log)
    {
        var hashes = new ulong[log.FirstOfCase.Length - 1];
        var ways = new Dictionary<ulong, (int Count, int Example)>();
        for (var one = 0; one < hashes.Length; one++)
        {
            if (log.FirstOfCase[one] == log.FirstOfCase[one + 1]) continue;
            hashes[one] = Hash(log, one);
            ref var way = ref CollectionsMarshal.GetValueRefOrAddDefault(ways, hashes[one], out var known);
            way = known ? (way.Count + 1, way.Example) : (1, one);
        }
        var keptWays = new HashSet<ulong>();
        var variants = new List<ProcessVariant>();
        var covered = 0;
        // The hash follows from the way alone, so that equals have one order.
        foreach (var (hash, way) in ways.OrderByDescending(way => way.Value.Count).ThenBy(way => way.Key).Take(Most))
        {
            if (covered >= Enough * log.Cases) break;
            covered += way.Count;
            keptWays.Add(hash);
            variants.Add(new(Path(log, way.Example), PrintedShare.From(way.Count, log.Cases)));
        }
        return new([.. variants], [.. hashes.Select((hash, one) => keptWays.Contains(hash)
            && log.FirstOfCase[one] < log.FirstOfCase[one + 1])], ways.Count);
    }

    [MethodImpl(RowLoop.Fast)]
    static ulong Hash(ActivityLog log, int one)
    {
        var (hash, last) = (14695981039346656037UL, -1);
        for (var i = log.FirstOfCase[one]; i < log.FirstOfCase[one + 1]; i++)
        {
            if (log.Activities[i] == last) continue;
            last = log.Activities[i];
            hash = (hash ^ (ulong)(last + 1)) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
        }
        return hash;
    }

    static int[] Path(ActivityLog log, int one)
    {
        var path = new List<int>();
        for (var i = log.FirstOfCase[one]; i < log.FirstOfCase[one + 1]; i++)
            if (path.Count == 0 || path[^1] != log.Activities[i]) path.Add(log.Activities[i]);
        return [.. path];
    }
}
