using System.Globalization;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// Weekly shifts as people write them: <c>Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-14:00; Fri 22:00-02:00</c>, or
/// <c>always</c>. A shift that closes before it opens ends on the next day; a day ends at 24:00.
/// </summary>
internal static class HoursText
{
    public const string Example = "Mon-Fri 09:00-17:00; Sat 10:00-14:00";

    const int MinutesInADay = 24 * 60;
    const string Days = "Mon, Tue, Wed, Thu, Fri, Sat or Sun";

    static readonly string[] DayNames =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The shifts, or the problem and its mend; the problem is empty when there is none.</summary>
    public static (IReadOnlyList<Shift> Shifts, string Problem, string Mend) Read(string text)
    {
        // Copied text carries en dashes.
        var groups = text.Replace('–', '-').Split(';', StringSplitOptions.RemoveEmptyEntries
            | StringSplitOptions.TrimEntries);
        if (text.Trim() == "always") return (EveryHour, "", "");
        if (groups.Length == 0) return ([], "No opening hours are given.", $"Write {Example}, or always.");
        var shifts = new List<Shift>();
        foreach (var group in groups)
        {
            var (problem, mend) = AddGroup(group, shifts);
            if (problem.Length > 0) return ([], problem, mend);
        }
        return Overlap(shifts) is { } overlap
            ? ([], overlap, "Let one shift end before the next begins.")
            : (shifts, "", "");
    }

    static IReadOnlyList<Shift> EveryHour { get; } =
        [.. Enumerable.Range(1, 7).Select(day => new Shift((IsoDayOfWeek)day, LocalTime.Midnight, LocalTime.Midnight))];

    static (string Problem, string Mend) AddGroup(string group, List<Shift> shifts)
    {
        var words = group.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var days = new List<IsoDayOfWeek>();
        foreach (var part in words[0].Split(','))
        {
            if (!AddDays(part, days)) return ($"{Spot.Quote(part)} is not a day or a range of days.", $"Write {Days}.");
        }
        if (words.Length == 1)
        {
            return ($"{Spot.Quote(group)} has no times.", "Write when it opens and closes, such as 09:00-17:00.");
        }
        foreach (var word in words.Skip(1))
        {
            var ends = word.TrimEnd(',').Split('-');
            if (ends.Length != 2 || Minute(ends[0]) is not (>= 0 and < MinutesInADay and var opens)
                || Minute(ends[1]) is not { } closes || (opens == closes && opens != 0))
            {
                return ($"{Spot.Quote(word)} is not a stretch of time.", "Write 24-hour times, such as 09:00-17:00.");
            }
            shifts.AddRange(days.Select(day => new Shift(day, At(opens), At(closes))));
        }
        return ("", "");
    }

    static bool AddDays(string part, List<IsoDayOfWeek> days)
    {
        var ends = part.Split('-');
        if (ends.Length > 2 || Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last) return false;
        for (var day = first; ; day = day % 7 + 1)
        {
            days.Add((IsoDayOfWeek)day);
            if (day == last) return true;
        }
    }

    static int? Day(string word)
    {
        if (word.Length < 3) return null;
        var index = Array.FindIndex(DayNames, name => word.Length is 3
            ? name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
            : name.Equals(word, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index + 1;
    }

    static int? Minute(string text)
    {
        if (text.Split(':') is not [{ Length: 1 or 2 } hour, { Length: 2 } minute]) return null;
        if (!int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) return null;
        if (!int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) return null;
        var total = hours * 60 + minutes;
        return minutes < 60 && total <= MinutesInADay ? total : null;
    }

    static LocalTime At(int minute) => LocalTime.Midnight.PlusMinutes(minute % MinutesInADay);

    static string? Overlap(List<Shift> shifts)
    {
        var ordered = shifts.OrderBy(Start).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var (shift, next) = (ordered[i], ordered[(i + 1) % ordered.Count]);
            // The last shift of the week may run into the first.
            var begins = Start(next) + (i + 1 == ordered.Count ? 7 * MinutesInADay : 0);
            if (Start(shift) + Length(shift) > begins) return $"{Text(shift)} and {Text(next)} overlap.";
        }
        return null;
    }

    static int Start(Shift shift) => ((int)shift.Day - 1) * MinutesInADay + MinuteOf(shift.Opens);

    static int Length(Shift shift)
    {
        var length = MinuteOf(shift.Closes) - MinuteOf(shift.Opens);
        return length > 0 ? length : length + MinutesInADay;
    }

    static int MinuteOf(LocalTime time) => time.Hour * 60 + time.Minute;

    static string Text(Shift shift) => string.Create(CultureInfo.InvariantCulture,
        $"{shift.Day.ToString()[..3]} {shift.Opens:HH\\:mm}-{shift.Closes:HH\\:mm}");
}
