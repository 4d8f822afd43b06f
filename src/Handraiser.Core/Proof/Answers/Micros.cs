using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>Lengths of time in the unit of the columns.</summary>
public static class Micros
{
    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    public static double ToMinutes(long micros) => micros / (double)Minute;

    public static double ToHours(long micros) => micros / (double)Hour;
}

/// <summary>Time that passed while the team worked, in the unit of the columns.</summary>
public sealed class WorkingClock(OpeningHours hours)
{
    /// <summary>Open microseconds between two instants; zero when the second is not after the first.</summary>
    public long Between(long from, long to) => to <= from ? 0
        : hours.Elapsed(At(from), At(to)).BclCompatibleTicks / 10;

    static Instant At(long moment) => Instant.FromUnixTimeTicks(moment * 10);
}
