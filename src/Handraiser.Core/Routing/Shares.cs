using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Routing;

/// <summary>
/// Exact proportional shares: Tijdeman's solution of the chairman assignment problem (R. Tijdeman, "The chairman
/// assignment problem", Discrete Mathematics 32, 1980). With n members, each stays within 1 - 1/(2n-2) turns of the
/// exact share after every single turn, which is the best that any rule can promise. Whole numbers only: 100, 200 and
/// 300 of 600 are exact.
/// </summary>
/// <remarks>
/// Shares are taken among those who can be chosen now, by their own weights and levels, and not among everybody. When a
/// member is away for long, the others divide those turns by weight; measured against everybody, all of them would be
/// ahead of their share and the turns would be divided evenly, whatever the weights say.
/// </remarks>
static class Shares
{
    /// <summary>
    /// Who of those whose verdict is at least <paramref name="floor"/> is next; -1 when there is nobody.
    /// </summary>
    public static int Next(Rota rota, ReadOnlySpan<Verdict> verdicts, Verdict floor, TiePolicy ties, ulong seed)
    {
        var among = Among.Those(rota, verdicts, floor);
        if (among.Count == 0) return -1;
        return among.FitsLong
            ? Next<long>(rota, verdicts, floor, ties, seed, among)
            : Next<Int128>(rota, verdicts, floor, ties, seed, among);
    }

    // Of those who are owed at least 1/(2n-2) of a turn, the one whose next turn falls due first. The sum of what is
    // owed is exactly one turn, so there always is somebody. Everything is multiplied out by (2n-2) and by the weights.
    static int Next<T>(
        Rota rota, ReadOnlySpan<Verdict> verdicts, Verdict floor, TiePolicy ties, ulong seed, Among among)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        var weights = rota.Weights;
        var levels = rota.Levels;
        var scale = T.CreateChecked(among.Scale);
        var turn = T.CreateChecked(among.Turn);
        var total = T.CreateChecked(among.Weight);
        // A whole number reaches total / scale exactly when it reaches that, rounded up. One alone is owed the whole
        // turn.
        var owed = (total + scale - T.One) / scale;
        var best = -1;
        T bestDue = T.Zero, bestWeight = T.Zero;
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] < floor) continue;
            T weight = T.CreateTruncating(weights[i]), level = T.CreateTruncating(levels[i]);
            if ((weight * turn) - (level * total) < owed) continue;
            var due = (level * scale) + scale - T.One;
            if (best >= 0)
            {
                T mine = due * bestWeight, theirs = bestDue * weight;
                if (mine > theirs || (mine == theirs && !WinsTie(rota, i, best, ties, seed))) continue;
            }
            (best, bestDue, bestWeight) = (i, due, weight);
        }
        return best;
    }

    /// <summary>How many turns pass at most before this member's, while the same members stay free.</summary>
    public static long TurnsAway(Rota rota, int place, Among among)
    {
        if (among.Count < 2) return 0;
        Int128 weight = rota.Weights[place];
        var due = (((Int128)rota.Levels[place] * among.Scale) + among.Scale - 1) * among.Weight;
        var (turns, rest) = Int128.DivRem(due, weight * among.Scale);
        if (rest < 0) turns--;
        return (long)Int128.Max(0, turns + 1 - among.Turn);
    }

    /// <summary>
    /// Who of the free was given nothing, neither a turn nor a cover, for the longest time; -1 when nobody is free.
    /// </summary>
    public static int LongestIdle(Rota rota, ReadOnlySpan<Verdict> verdicts, string? except)
    {
        var best = -1;
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] < Verdict.Free || rota[i].Rep == except) continue;
            if (best < 0 || rota[i].LastGivenAt < rota[best].LastGivenAt) best = i;
        }
        return best;
    }

    // Members are visited in the order of the list, so under List the one who was seen first stays.
    static bool WinsTie(Rota rota, int place, int other, TiePolicy ties, ulong seed) => ties switch
    {
        TiePolicy.LeastRecent => rota[place].LastTurnAt < rota[other].LastTurnAt,
        TiePolicy.Seeded => Draw(seed, rota[place].Rep) < Draw(seed, rota[other].Rep),
        _ => false,
    };

    // FNV-1a over the rep, finished as in SplitMix64: string.GetHashCode differs from process to process.
    static ulong Draw(ulong seed, string rep)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var letter in rep) hash = (hash ^ letter) * 1099511628211UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}

/// <summary>
/// Those among whom a turn is shared: how many, their weights, and the number of the turn to be given.
/// </summary>
readonly record struct Among(int Count, long Weight, long Turn, bool FitsLong)
{
    /// <summary>2n-2: the unit in which Tijdeman's bounds are whole numbers. One member alone needs no bound.</summary>
    public long Scale => Count > 1 ? (2L * Count) - 2 : 1;

    public static Among Those(Rota rota, ReadOnlySpan<Verdict> verdicts, Verdict floor)
    {
        var weights = rota.Weights;
        var levels = rota.Levels;
        var count = 0;
        long weight = 0, turn = 1, furthest = 0;
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] < floor) continue;
            count++;
            weight += weights[i];
            turn += levels[i];
            furthest = Math.Max(furthest, Math.Abs(levels[i]));
        }
        // The largest product is (weight * turn + level * total) * scale; a quarter of the range leaves room for the
        // sum.
        var largest = (Int128)Math.Max(Math.Abs(turn), furthest + 1) * weight * Math.Max(1, 2L * count);
        return new Among(count, weight, turn, largest < long.MaxValue / 4);
    }
}
