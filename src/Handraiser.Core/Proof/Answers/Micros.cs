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
