using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// So many of so many as a section tells it: the rate with Wilson's limits at 95 %, and only the counts when
/// they are of
/// fewer than <see cref="Least"/>.
/// </summary>
public readonly record struct CountedShare(long Count, long Of, double? Rate, double? Low, double? High)
{
    /// <summary>The fewest of which a rate is told.</summary>
    public const int Least = 20;

    public static CountedShare From(long count, long of)
    {
        if (of < Least) return new(count, of, null, null, null);
        var share = new Share(count, of);
        return new(count, of, share.Rate, share.Wilson.Low, share.Wilson.High);
    }
}
