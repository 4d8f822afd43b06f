using System.Runtime.CompilerServices;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>How a date was written.</summary>
[Flags]
public enum DateForms : ushort
{
    None = 0, YearFirst = 1, DayFirst = 2, MonthFirst = 4, EitherFirst = 8, MonthName = 16, Compact = 32, EpochSeconds = 64,
    EpochMilliseconds = 128, Spreadsheet = 256, TwelveHours = 512, Offset = 1024,
}

/// <summary>
/// A date as it was written, before it is known whether day or month comes first and in which zone it was written. One
/// number, because there are millions of them: the form in the top bits, the rest below.
/// </summary>
internal readonly record struct ReadTime(long Packed)
{
    // An instant keeps its microseconds, which reach beyond the year 9000 in 59 bits.
    const int KindShift = 60;
    const long Bias = 1L << 58;
    const long Unit = 100;

    public enum Kinds { None, Instant, Local, EitherFirst }

    public static ReadTime None => default;

    public Kinds Kind => (Kinds)(Packed >> KindShift & 3);

    /// <summary>It carries a time of day.</summary>
    public bool HasTime => (Packed >> 62 & 1) == 1;

    public static ReadTime Instant(long micros) => Make(Kinds.Instant, true, micros + Bias);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadTime Local(int year, int month, int day, long micros, bool hasTime) => Make(Kinds.Local, hasTime,
        Days(year, month, day) * 86_400_000_000 + micros + Bias);

    /// <summary>Two numbers of which either may be the day.</summary>
    public static ReadTime EitherFirst(int year, int first, int second, long micros, bool hasTime) =>
        Make(Kinds.EitherFirst, hasTime, ((long)year << 44) | ((long)first << 38) | ((long)second << 32) | (micros / Unit));

    /// <summary>Microseconds since 1970: of the instant, or as if the local time were UTC. Null when there is no such day.</summary>
    public long? Micros(bool dayFirst)
    {
        var body = Packed & ((1L << KindShift) - 1);
        if (Kind is Kinds.Instant or Kinds.Local) return body - Bias;
        if (Kind != Kinds.EitherFirst) return null;
        var (first, second) = ((int)(body >> 38 & 63), (int)(body >> 32 & 63));
        var (day, month) = dayFirst ? (first, second) : (second, first);
        var year = (int)(body >> 44);
        if (!IsDay(year, month, day)) return null;
        return Days(year, month, day) * 86_400_000_000 + (body & 0xFFFF_FFFF) * Unit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDay(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    static ReadTime Make(Kinds kind, bool hasTime, long body) =>
        new(((long)kind << KindShift) | (hasTime ? 1L << 62 : 0) | body);

    // Days since 1970 of the Gregorian calendar, counted in years that begin in March.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long Days(int year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var era = shifted / 400;
        var ofEra = shifted - era * 400;
        var ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097L + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }
}
