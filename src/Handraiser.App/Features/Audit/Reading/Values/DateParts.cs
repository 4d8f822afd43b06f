using System.Text;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>The parts of a date that is written in words or with its numbers in another order.</summary>
internal ref struct DateParts
{
    const long Second = 1_000_000;
    static readonly string[] Fillers = ["t", "kl", "at", "um", "a", "à", "le", "den", "der", "el", "st", "nd", "rd", "th", "er", "de", "of", "uhr",
        "o"];

    int first, second, third, numbers;
    int month, hour, minute, secondOfMinute;
    long fraction, offset;
    bool hasTime, hasOffset, dots, yearFirst;
    int firstDigits, thirdDigits;
    bool? afternoon;

    public bool Read(ReadOnlySpan<byte> text, out ReadTime time, out DateForms forms)
    {
        (time, forms) = (default, DateForms.None);
        for (var at = 0; at < text.Length;)
        {
            var one = text[at];
            if (char.IsAsciiDigit((char)one))
            {
                if (!Number(text, ref at)) return false;
            }
            else if (char.IsAsciiLetter((char)one) || one >= 0x80)
            {
                if (!Word(text, ref at)) return false;
            }
            else if (one is (byte)'+' or (byte)'-' && hasTime)
            {
                if (!DateText.Offset(text[at..], out offset)) return false;
                hasOffset = true;
                break;
            }
            else if (" ,./-()'"u8.Contains(one)) at++;
            else return false;
        }
        return Put(out time, out forms);
    }

    bool Number(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        var value = 0;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
        {
            if (at - start == 4) return false;
            value = value * 10 + text[at] - '0';
        }
        var dated = month > 0 ? numbers == 2 : numbers == 3;
        var timed = at < text.Length && (text[at] == ':' || (dated && text[at] is (byte)'.' or (byte)'h' or (byte)'H'));
        if ((timed || dated) && !hasTime) return Clock(text, ref at, value);
        if (hasTime && numbers == (month > 0 ? 2 : 3)) return false;
        switch (numbers++)
        {
            case 0: (first, firstDigits) = (value, at - start); break;
            case 1: second = value; break;
            case 2: (third, thirdDigits) = (value, at - start); break;
            default: return false;
        }
        if (numbers == 1) dots = at < text.Length && text[at] == '.';
        if (numbers == 2 && month > 0) (third, thirdDigits) = (value, at - start);
        return true;
    }

    bool Clock(ReadOnlySpan<byte> text, ref int at, int hours)
    {
        (hour, hasTime) = (hours, true);
        if (at >= text.Length || text[at] == ' ') return true;
        at++;
        if (at + 2 > text.Length) return true;
        minute = DateText.Two(text, at);
        if (minute < 0) return false;
        at += 2;
        if (at + 3 <= text.Length && text[at] is (byte)':' or (byte)'.' && char.IsAsciiDigit((char)text[at + 1]))
        {
            secondOfMinute = DateText.Two(text, at + 1);
            at += 3;
            fraction = DateText.Fraction(text, ref at);
        }
        return minute < 60 && secondOfMinute is >= 0 and <= 60;
    }

    bool Word(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetter((char)text[at]) || text[at] >= 0x80)) at++;
        var word = Encoding.UTF8.GetString(text[start..at]).ToLowerInvariant();
        if (hasTime && word is "am" or "pm")
        {
            afternoon = word == "pm";
            return true;
        }
        if (hasTime && word is "a" or "p" && text[at..].StartsWith(".m"u8))
        {
            afternoon = word == "p";
            at = Math.Min(text.Length, at + 3);
            return true;
        }
        if (hasTime && word is "z" or "utc" or "gmt")
        {
            hasOffset = DateText.Offset(text[start..].TrimEnd((byte)')'), out offset);
            at = text.Length;
            return hasOffset;
        }
        if (MonthNames.Find(word) is { } named)
        {
            if (month != 0) return false;
            month = named;
            return true;
        }
        return MonthNames.IsWeekday(word) || Array.IndexOf(Fillers, word) >= 0;
    }

    bool Put(out ReadTime time, out DateForms forms)
    {
        (time, forms) = (default, DateForms.None);
        if (afternoon is { } pm)
        {
            if (hour is < 1 or > 12) return false;
            hour = hour % 12 + (pm ? 12 : 0);
            forms |= DateForms.TwelveHours;
        }
        if (hour > 23) return false;
        if (!hasTime && firstDigits == 4 && (month > 0 ? numbers == 1 : numbers == 2))
        {
            return Local(first, month > 0 ? month : second, 1, 0, DateForms.YearFirst, ref time, ref forms);
        }
        if (numbers != (month > 0 ? 2 : 3)) return false;
        var micros = (hour * 3600L + minute * 60 + secondOfMinute) * Second + fraction;
        yearFirst = firstDigits == 4;
        if (month > 0) return Named(micros, ref time, ref forms);
        if (yearFirst) return Local(first, second, third, micros, DateForms.YearFirst, ref time, ref forms);
        var year = Year(third, thirdDigits);
        if (first is < 1 or > 31 || second is < 1 or > 31 || (first > 12 && second > 12) || year < 0) return false;
        if (dots || first > 12) return Local(year, second, first, micros, DateForms.DayFirst, ref time, ref forms);
        if (second > 12) return Local(year, first, second, micros, DateForms.MonthFirst, ref time, ref forms);
        if (first == second) return Local(year, first, second, micros, DateForms.None, ref time, ref forms);
        forms |= DateForms.EitherFirst;
        time = ReadTime.EitherFirst(year, first, second, micros, hasTime);
        // An offset cannot be kept beside an open order; such a text does not occur in any export that we know.
        return !hasOffset;
    }

    bool Named(long micros, ref ReadTime time, ref DateForms forms)
    {
        var (day, year) = yearFirst ? (third, first) : (first, Year(third, thirdDigits));
        return year >= 0 && Local(year, month, day, micros, DateForms.MonthName, ref time, ref forms);
    }

    readonly bool Local(int year, int ofYear, int day, long micros, DateForms form, ref ReadTime time, ref DateForms forms)
    {
        if (!ReadTime.IsDay(year, ofYear, day)) return false;
        forms |= form | (hasOffset ? DateForms.Offset : DateForms.None);
        time = ReadTime.Local(year, ofYear, day, micros, hasTime);
        if (hasOffset) time = ReadTime.Instant(time.Micros(true)!.Value - offset);
        return true;
    }

    static int Year(int value, int digits) => digits == 4 ? value : digits == 2 ? value < 70 ? 2000 + value : 1900 + value : -1;
}

/// <summary>Names of months and weekdays in English, French, Norwegian, German and Spanish.</summary>
internal static class MonthNames
{
    static readonly string[] Names =
    [
        "jan january janvier janv januar jänner enero ene janeiro", "feb february février fevrier févr fevr fév februar febrero",
        "mar march mars märz maerz mär mrz marzo", "apr april avril avr abril abr", "may mai mayo maj",
        "jun june juin juni junio", "jul july juillet juil juli julio", "aug august août aout agosto ago",
        "sep sept september septembre septiembre", "oct october octobre oktober okt octubre",
        "nov november novembre noviembre", "dec december décembre decembre déc desember des dezember dez diciembre dic",
    ];

    static readonly Dictionary<string, int> Months = Names
        .SelectMany((names, i) => names.Split(' ').Select(name => (name, i + 1))).ToDictionary(one => one.name, one => one.Item2);

    static readonly HashSet<string> Weekdays =
    [
        .. ("mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi "
            + "jeudi vendredi samedi dimanche lun mer jeu ven sam dim mandag tirsdag onsdag torsdag fredag lørdag søndag man tir ons tor "
            + "fre lør søn montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lunes martes miércoles jueves "
            + "viernes sábado domingo mié jue vie sáb").Split(' '),
    ];

    public static int? Find(string word) => Months.TryGetValue(word, out var month) ? month : null;

    public static bool IsWeekday(string word) => Weekdays.Contains(word);
}
