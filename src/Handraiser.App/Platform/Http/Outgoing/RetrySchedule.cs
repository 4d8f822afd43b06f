using NodaTime;

namespace Handraiser.App.Platform.Http.Outgoing;

/// <summary>
/// When a failed delivery is tried again: a fixed list of waits, one before each attempt. Chance only ever lengthens a
/// wait, by at most a tenth, so that receivers are not hit by everybody at once and the time promised stays a minimum.
/// </summary>
internal sealed class RetrySchedule
{
    const double JitterMax = 0.1;

    readonly Duration[] waits;

    RetrySchedule(params Duration[] waits) => this.waits = waits;

    /// <summary>As Standard Webhooks 1.0.0 proposes: ten attempts over 75 h 35 min 5 s.</summary>
    public static RetrySchedule Webhook { get; } = new(
        Duration.Zero, Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30),
        Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(14),
        Duration.FromHours(20), Duration.FromHours(24));

    /// <summary>Eight attempts over 37 h 21 min: a mail server's bad day, while the mail still matters.</summary>
    public static RetrySchedule Mail { get; } = new(
        Duration.Zero, Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(15),
        Duration.FromHours(1), Duration.FromHours(4), Duration.FromHours(8), Duration.FromHours(24));

    public int Attempts => waits.Length;

    /// <summary>From the first attempt to the last when nothing lengthens a wait.</summary>
    public Duration Total => waits.Aggregate(Duration.Zero, (total, wait) => total + wait);

    /// <summary>
    /// When to try again after the attempt numbered <paramref name="attempt"/> (from 1) failed; 0 asks for the first.
    /// Null when the attempts are used up. What the receiver asked for is a minimum; <paramref name="fraction"/> is the
    /// chance, from 0 to 1.
    /// </summary>
    public Instant? NextAttemptAt(int attempt, Instant failedAt, Duration? retryAfter = null, double fraction = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        if (fraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Chance is from 0 to 1.");
        }
        if (attempt >= waits.Length)
        {
            return null;
        }
        var wait = Duration.Max(waits[attempt], Duration.Min(retryAfter ?? Duration.Zero, RetryAfter.Max));
        return failedAt + wait + Duration.FromTicks((long)(wait.TotalTicks * JitterMax * fraction));
    }
}
