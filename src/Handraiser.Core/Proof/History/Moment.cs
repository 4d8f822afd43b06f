using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>How an instant is written in a column: microseconds since 1970 in UTC, or <see
/// cref="Unknown.Time"/>.</summary>
public static class Moment
{
    public static long Of(Instant? at) => at is { } known ? known.ToUnixTimeTicks() / 10 : Unknown.Time;

    public static Instant? At(long moment) =>
        moment == Unknown.Time ? null : Instant.FromUnixTimeTicks(checked(moment * 10));

    /// <summary>The earlier of two, of which either may be unknown.</summary>
    public static long Earlier(long one, long other) =>
        one == Unknown.Time ? other : other == Unknown.Time ? one : Math.Min(one, other);
}
