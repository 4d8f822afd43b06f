using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.Core.Time;

/// <summary>
/// Weekly shifts as people write them: "Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-14:00; Sun closed". Groups add up,
/// so "Mon-Fri 09:00-17:00; Fri 22:00-02:00" gives Friday two shifts, the second into Saturday. A day that no group
/// names is closed. "24:00" may stand for midnight at the end of a shift.
/// </summary>
public static class ShiftText
{
    const string Example = "\"Mon-Fri 09:00-17:00\"";
    const StringSplitOptions BlanksAside = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
    static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("H:mm:ss");

    /// <summary>
    /// Reads shifts in order of weekday and opening; when it fails, the error says what is wrong and how to mend it.
    /// </summary>
    public static bool TryParse(string text, out IReadOnlyList<Shift> shifts, out string error)
    {
        var found = new List<Shift>();
        var closed = new HashSet<IsoDayOfWeek>();
        shifts = [];
        foreach (var group in Tidy(text).Split(';', BlanksAside))
        {
            if (!TryParseGroup(group, found, closed, out error)) return false;
        }
        shifts = [.. found.OrderBy(s => s.Day).ThenBy(s => s.Opens).ThenBy(s => s.Closes)];
        error = (found.Count, closed.Count) is (0, 0)
            ? $"There are no hours. Write days and times, like {Example}, or \"Mon-Sun closed\"."
            : Contradiction(shifts, closed);
        if (error.Length == 0) return true;
        shifts = [];
        return false;
    }

    /// <summary>
    /// The text of the shifts, which reads back as the same shifts to the second; days alike in a row share a group.
    /// </summary>
    public static string Format(IEnumerable<Shift> shifts)
    {
        var times = shifts.OrderBy(s => s.Opens).ThenBy(s => s.Closes).ToLookup(s => (int)s.Day, Text);
        string[] byDay = [.. Enumerable.Range(1, 7).Select(day => string.Join(' ', times[day]))];
        var groups = new List<string>();
        for (var first = 0; first < 7;)
        {
            var next = first + 1;
            while (next < 7 && byDay[next] == byDay[first]) next++;
            var days = next == first + 1 ? Days[first] : $"{Days[first]}-{Days[next - 1]}";
            if (byDay[first].Length > 0) groups.Add($"{days} {byDay[first]}");
            first = next;
        }
        return groups.Count == 0 ? "Mon-Sun closed" : string.Join("; ", groups);
    }

    // A dash that a word processor made long, and blanks around dashes and commas, say nothing.
    static string Tidy(string text)
    {
        var words = text.Replace('\u2013', '-').Replace('\u2014', '-').Split((char[]?)null, BlanksAside);
        var tidy = new StringBuilder(text.Length);
        foreach (var word in words)
        {
            var joins = tidy.Length == 0 || tidy[^1] is '-' or ',' || word[0] is '-' or ',';
            if (!joins) tidy.Append(' ');
            tidy.Append(word);
        }
        return tidy.ToString();
    }

    static bool TryParseGroup(string group, List<Shift> shifts, HashSet<IsoDayOfWeek> closed, out string error)
    {
        var words = group.Split(' ');
        if (!TryParseDays(words[0], out var days, out error)) return false;
        if (words.Length == 1)
        {
            error = $"\"{group}\" has no hours. Write them after the days, like {Example}, or \"{words[0]} closed\".";
            return false;
        }
        if (words.Length == 2 && words[1].Equals("closed", StringComparison.OrdinalIgnoreCase))
        {
            closed.UnionWith(days);
            return true;
        }
        foreach (var word in words.Skip(1))
        {
            if (!TryParseHours(word, out var opens, out var closes, out error)) return false;
            shifts.AddRange(days.Select(day => new Shift(day, opens, closes)));
        }
        return true;
    }

    static bool TryParseDays(string text, out List<IsoDayOfWeek> days, out string error)
    {
        days = [];
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            var (first, last) = (Day(ends[0]), Day(ends[^1]));
            if (ends.Length > 2 || first is not { } from || last is not { } to)
            {
                error = $"\"{part}\" is not a day. Use Mon, Tue, Wed, Thu, Fri, Sat or Sun, a range like Mon-Fri, "
                    + "or a list like Mon,Wed, then a blank and the hours.";
                return false;
            }
            for (var day = from; ; day = day % 7 + 1)
            {
                if (!days.Contains((IsoDayOfWeek)day)) days.Add((IsoDayOfWeek)day);
                if (day == to) break;
            }
        }
        error = "";
        return true;
    }

    static bool TryParseHours(string text, out LocalTime opens, out LocalTime closes, out string error)
    {
        (opens, closes, error) = (default, default, "");
        var ends = text.Split('-');
        LocalTime? closing = ends[^1] is "24:00" ? LocalTime.Midnight : Time(ends[^1]);
        if (ends.Length == 2 && Time(ends[0]) is { } from && closing is { } to)
        {
            (opens, closes) = (from, to);
            return true;
        }
        error = $"\"{text}\" is not a stretch of hours. Write opening and closing as HH:mm-HH:mm on the 24-hour clock, "
            + "like 09:00-17:00; for a day off write \"closed\" alone.";
        return false;
    }

    static string Contradiction(IReadOnlyList<Shift> shifts, HashSet<IsoDayOfWeek> closed)
    {
        for (var i = 0; i < shifts.Count; i++)
        {
            var shift = shifts[i];
            var day = Days[(int)shift.Day - 1];
            if (closed.Contains(shift.Day)) return $"{day} is both open and closed. Take it out of one group.";
            if (i == 0 || shifts[i - 1].Day != shift.Day) continue;
            var before = shifts[i - 1];
            if (before.Closes > shift.Opens || before.Closes <= before.Opens)
            {
                return $"On {day}, {Text(before)} and {Text(shift)} overlap. Write them as one, or move one of them.";
            }
        }
        return "";
    }

    static int? Day(string text)
    {
        for (var day = 1; day <= 7; day++)
        {
            var name = CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));
            if (text.Equals(Days[day - 1], StringComparison.OrdinalIgnoreCase)
                || text.Equals(name, StringComparison.OrdinalIgnoreCase)) return day;
        }
        return null;
    }

    static LocalTime? Time(string text) =>
        Minutes.Parse(text) is { Success: true } minutes ? minutes.Value
        : Seconds.Parse(text) is { Success: true } seconds ? seconds.Value
        : null;

    static string Text(Shift shift) =>
        $"{Text(shift.Opens)}-{(shift.Closes == LocalTime.Midnight ? "24:00" : Text(shift.Closes))}";

    static string Text(LocalTime time) =>
        time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
