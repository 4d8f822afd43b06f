using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Clocks;

/// <summary>
/// What the buyer sees: wall time from the request's arrival. Nothing pauses or resets it, least of all closing time.
/// </summary>
public static class BuyerClock
{
    /// <summary>Time waited until the answer, or until now when there is none yet; never negative.</summary>
    public static Duration Waited(Instant arrived, Instant? answered, Instant now) =>
        Duration.Max(Duration.Zero, (answered ?? now) - arrived);
}

/// <summary>
/// What an owner answers for: their open hours from the moment the lead reached them. Each owner begins at zero.
/// </summary>
public static class OwnerClock
{
    /// <summary>
    /// Open time spent until the answer or the lead's leaving, or until now while neither has happened.
    /// </summary>
    public static Duration Spent(Instant ownedSince, Instant? answeredOrLeft, Instant now, OpeningHours hours) =>
        hours.Elapsed(ownedSince, answeredOrLeft ?? now);
}
