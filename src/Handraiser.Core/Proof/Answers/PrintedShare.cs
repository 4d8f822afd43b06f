using Handraiser.Core.Statistics;

namespace Handraiser.Core.Proof;

/// <summary>
/// A share as a report prints it: so many of so many, the rate, and Wilson's limits at 95 %. Of fewer than
/// <see cref="Least"/> only the counts are told: a rate of so few would be read for more than it is.
/// </summary>
public readonly record struct PrintedShare(long Count, long Of, double? Rate, double? Low, double? High)
{
    /// <summary>The fewest of which a rate is printed.</summary>
    public const int Least = 20;

    public static PrintedShare From(long count, long of)
    {
        if (of < Least) return new(count, of, null, null, null);
        var share = new Share(count, of);
        var limits = share.Wilson;
        return new(count, of, share.Rate, limits.Low, limits.High);
    }
}

/// <summary>The part of one group in a whole, such as the leads of one source in a band.</summary>
/// <param name="Name">Null for those of whom it is not recorded, and for the row of all further groups.</param>
/// <param name="Rest">How many further groups this row holds together; 0 for a group of its own.</param>
public readonly record struct MixPart(string? Name, int Rest, PrintedShare Share);
