using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// Reads dates as CRMs and spreadsheets write them: <c>2021-04-15T23:03:00Z</c>, <c>15 Apr, 2021 00:03:00</c>,
/// <c>4/15/2021 11:03 PM</c>, <c>15.04.2021 kl. 14.05</c>, seconds or milliseconds since 1970. One with two numbers that
/// may both be the month is left open: only the whole column can tell.
/// </summary>
internal static class DateText
{
    const long Second = 1_000_000;

    /// <summary>False when it is no date.</summary>
    [MethodImpl(RowLoop.Fast)]
    public static bool Read(ReadOnlySpan<byte> text, out ReadTime time) => Read(text, out time, out _);

    [MethodImpl(RowLoop.Fast)]
    public static bool Read(ReadOnlySpan<byte> text, out ReadTime time, out DateForms forms)
    {
        (time, forms) = (default, DateForms.None);
        if (text.Length is < 5 or > 60) return false;
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-' && Iso(text, out time, out forms)) return true;
        return text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is -1 or > 0 && Plain(text, out time, out forms)
            || new DateParts().Read(text, out time, out forms);
    }

    [MethodImpl(RowLoop.Fast)]
    static bool Iso(ReadOnlySpan<byte> text, out ReadTime time, out DateForms forms)
    {
        (time, forms) = (default, DateForms.YearFirst);
        var (year, month, day) = (Two(text, 0) * 100 + Two(text, 2), Two(text, 5), Two(text, 8));
        if (Two(text, 0) < 0 || Two(text, 2) < 0 || !ReadTime.IsDay(year, month, day)) return false;
        if (text.Length == 10)
        {
            time = ReadTime.Local(year, month, day, 0, false);
            return true;
        }
        if (text.Length < 16 || text[10] is not ((byte)' ' or (byte)'T') || text[13] != ':') return false;
        var (hour, minute, second, at) = (Two(text, 11), Two(text, 14), 0, 16);
        if (text.Length >= 19 && text[16] == ':') (second, at) = (Two(text, 17), 19);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return false;
        var micros = (hour * 3600L + minute * 60 + second) * Second + Fraction(text, ref at);
        var rest = text[at..].TrimStart((byte)' ');
        if (rest.Length == 0)
        {
            time = ReadTime.Local(year, month, day, micros, true);
            return true;
        }
        if (!Offset(rest, out var offset)) return false;
        forms |= DateForms.Offset;
        time = ReadTime.Instant(ReadTime.Local(year, month, day, micros, true).Micros(true)!.Value - offset);
        return true;
    }

    /// <summary>Numbers alone: seconds, milliseconds or microseconds since 1970, a day of a spreadsheet, or yyyymmdd.</summary>
    static bool Plain(ReadOnlySpan<byte> text, out ReadTime time, out DateForms forms)
    {
        (time, forms) = (default, DateForms.None);
        if (text.Length == 5 || (text.Length > 6 && text[5] == '.'))
        {
            if (!Utf8Parser.TryParse(text, out double days, out var used) || used != text.Length || days is < 20_000 or > 80_000) return false;
            var micros = (long)Math.Round((days - 25_569) * 86_400) * Second;
            (time, forms) = (ReadTime.Instant(micros), DateForms.Spreadsheet);
            var local = DateTime.UnixEpoch.AddTicks(micros * 10);
            time = ReadTime.Local(local.Year, local.Month, local.Day, local.TimeOfDay.Ticks / 10, days != Math.Floor(days));
            return true;
        }
        if (!Utf8Parser.TryParse(text, out long number, out var all) || all != text.Length) return false;
        (time, forms) = text.Length switch
        {
            10 when number is > 315_000_000 and < 7_000_000_000 => (ReadTime.Instant(number * Second), DateForms.EpochSeconds),
            12 or 13 when number is > 315_000_000_000 => (ReadTime.Instant(number * 1000), DateForms.EpochMilliseconds),
            16 => (ReadTime.Instant(number), DateForms.EpochMilliseconds),
            8 or 14 => Compact(text),
            _ => (default, DateForms.None),
        };
        return forms != DateForms.None;
    }

    static (ReadTime, DateForms) Compact(ReadOnlySpan<byte> text)
    {
        var (year, month, day) = (Two(text, 0) * 100 + Two(text, 2), Two(text, 4), Two(text, 6));
        if (!ReadTime.IsDay(year, month, day)) return default;
        if (text.Length == 8) return (ReadTime.Local(year, month, day, 0, false), DateForms.Compact);
        var (hour, minute, second) = (Two(text, 8), Two(text, 10), Two(text, 12));
        return hour > 23 || minute > 59 || second > 60 ? default
            : (ReadTime.Local(year, month, day, (hour * 3600L + minute * 60 + second) * Second, true), DateForms.Compact);
    }

    /// <summary>Two digits; less than zero when they are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9 ? tens * 10 + ones : -10_000;
    }

    /// <summary>What follows the seconds after a dot or comma, in microseconds.</summary>
    internal static long Fraction(ReadOnlySpan<byte> text, ref int at)
    {
        if (at + 1 >= text.Length || text[at] is not ((byte)'.' or (byte)',') || !char.IsAsciiDigit((char)text[at + 1])) return 0;
        long micros = 0, unit = 100_000;
        for (at++; at < text.Length && char.IsAsciiDigit((char)text[at]); at++, unit /= 10) micros += (text[at] - '0') * unit;
        return micros;
    }

    /// <summary>Z, UTC, GMT+2, +02:00, -0500 or +02, in microseconds east of Greenwich.</summary>
    [MethodImpl(RowLoop.Fast)]
    internal static bool Offset(ReadOnlySpan<byte> text, out long offset)
    {
        if (text.Length == 6 && text[3] == ':' && text[0] is (byte)'+' or (byte)'-'
            && Two(text, 1) is >= 0 and < 18 and var hours && Two(text, 4) is >= 0 and < 60 and var minutes)
        {
            offset = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * 60 * Second;
            return true;
        }
        return AnyOffset(text, out offset);
    }

    static bool AnyOffset(ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        if (text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8)) return true;
        if (text.StartsWith("UTC"u8) || text.StartsWith("GMT"u8)) text = text[3..].TrimStart((byte)' ');
        if (text.Length == 0) return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length == 1) return false;
        Span<byte> digits = stackalloc byte[4];
        var count = 0;
        foreach (var one in text[1..])
        {
            if (one == ':' && count is 1 or 2) continue;
            if (!char.IsAsciiDigit((char)one) || count == 4) return false;
            digits[count++] = (byte)(one - '0');
        }
        var minutes = count switch
        {
            1 => digits[0] * 60,
            2 => (digits[0] * 10 + digits[1]) * 60,
            3 => digits[0] * 60 + digits[1] * 10 + digits[2],
            _ => (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3],
        };
        if (minutes > 18 * 60) return false;
        offset = (text[0] == '-' ? -minutes : minutes) * 60 * Second;
        return true;
    }
}
