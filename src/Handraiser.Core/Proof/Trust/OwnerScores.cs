using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>Owners by the share of their touches that is marked, each drawn towards the share of all.</summary>
static class OwnerScores
{
    // A prior as strong as this many touches leaves no owner a share of its own.
    const double Strongest = 1e6;

    [MethodImpl(RowLoop.Fast)]
    public static List<TrustOwner> Of(TrustSheet sheet)
    {
        const TrustKinds Counted = TrustWords.LeaveOut | TrustKinds.OverlappingCalls;
        var words = sheet.Touches.Owner.Words;
        var (all, marked) = (new long[words.Count], new long[words.Count]);
        for (var touch = 0; touch < sheet.Touches.Count; touch++)
        {
            var owner = sheet.Touches.Owner.Codes[touch];
            if (owner < 0 || !sheet.IsHuman(touch)) continue;
            all[owner]++;
            if ((sheet.OfTouch[touch] & Counted) != 0) marked[owner]++;
        }
        var mean = (double)marked.Sum() / Math.Max(1, all.Sum());
        var strength = Strength(all, marked, mean);
        return [.. Enumerable.Range(0, words.Count).Where(owner => all[owner] > 0)
            .Select(owner => Score(words[owner], all[owner], marked[owner], mean, strength))
            .OrderByDescending(owner => owner.Score).ThenBy(owner => owner.Owner, StringComparer.Ordinal)];
    }

    static TrustOwner Score(string owner, long all, long marked, double mean, double strength)
    {
        if (mean is 0 or 1) return new(owner, all, marked, mean, mean, mean, false);
        double hits = marked + (mean * strength), misses = all - marked + ((1 - mean) * strength);
        var low = Tails.BetaQuantile(hits, misses, 0.025);
        var high = Tails.BetaQuantile(hits, misses, 0.975);
        return new(owner, all, marked, hits / (hits + misses), low, high, low > mean);
    }

    /// <summary>
    /// How many touches the prior is worth, by moments: as far as owners differ no more than chance has them differ,
    /// it is as strong as can be.
    /// </summary>
    static double Strength(long[] all, long[] marked, double mean)
    {
        double total = 0, squares = 0, spread = 0;
        var owners = 0;
        for (var owner = 0; owner < all.Length; owner++)
        {
            if (all[owner] == 0) continue;
            owners++;
            total += all[owner];
            squares += (double)all[owner] * all[owner];
            var away = ((double)marked[owner] / all[owner]) - mean;
            spread += all[owner] * away * away;
        }
        if (owners < 2 || mean is 0 or 1) return Strongest;
        var alike = ((spread / (mean * (1 - mean))) - (owners - 1)) / (total - (squares / total) - (owners - 1));
        return alike <= 1 / Strongest || double.IsNaN(alike) ? Strongest : Math.Max(1, (1 / Math.Min(1, alike)) - 1);
    }
}
