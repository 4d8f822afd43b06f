using System.Globalization;
using NodaTime;

namespace Handraiser.Core.Playbooks;

/// <summary>
/// Lengths as people write them: <c>30 s</c>, <c>5 min</c>, <c>2 h</c>, <c>next working day</c>, <c>50%</c>.
/// </summary>
internal static class LengthText
{
    const string Lengths = "a length such as 30 s, 5 min or 2 h";
    const string Targets = Lengths + ", next working day or 2 working days";
    const int LongestHours = 24 * 366;
    const int MostWorkingDays = 60;
    const decimal HighestShare = 10_000;

    /// <summary>A target's length: counted time, or working days.</summary>
    public static (Duration? Within, int WorkingDays)? Target(Spot spot)
    {
        if (spot.Text(Targets) is not { } text) return null;
        if (text == "next working day") return (null, 1);
        if (Number(text, "working days", "working day") is { } days)
        {
            if (days is > 0 and <= MostWorkingDays) return (null, (int)days);
            spot.Refuse($"{Spot.Quote(text)} is out of bounds.", $"Write 1 to {MostWorkingDays} working days.");
            return null;
        }
        return Read(spot, text, Targets) is { } within ? (within, 0) : null;
    }

    /// <summary>Counted time, longer than nothing and at most a year.</summary>
    public static Duration? Offset(Spot spot) =>
        spot.Text(Lengths) is { } text ? Read(spot, text, Lengths) : null;

    /// <summary>A share of a target, such as 50%; 100% is the target itself.</summary>
    public static double? Share(Spot spot)
    {
        if (spot.Text("a share such as 50%") is not { } text) return null;
        var number = text.EndsWith('%') ? text[..^1].TrimEnd() : "";
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var percent))
        {
            spot.Refuse($"{Spot.Quote(text)} is not a share.", "Write a share of the target, such as 50%.");
        }
        else if (percent is <= 0 or > HighestShare)
        {
            spot.Refuse($"The share {Spot.Quote(text)} is not above 0% and at most {HighestShare}%.",
                "Write a share such as 50%, or 'before: 1 min'.");
        }
        else return (double)(percent / 100);
        return null;
    }

    static Duration? Read(Spot spot, string text, string wanted)
    {
        var length = Number(text, "seconds", "second", "sec", "s") is { } seconds ? Duration.FromSeconds(seconds)
            : Number(text, "minutes", "minute", "min", "m") is { } minutes ? Duration.FromMinutes(minutes)
            : Number(text, "hours", "hour", "h") is { } hours ? Duration.FromHours(hours)
            : (Duration?)null;
        if (length is { } read && read > Duration.Zero && read <= Duration.FromHours(LongestHours)) return read;
        var mend = text.Contains("day", StringComparison.Ordinal)
            ? "Write 24 h for a day of counted time, or 'next working day' in a target."
            : $"Write {wanted}.";
        spot.Refuse($"{Spot.Quote(text)} is {(length is null ? "not a length" : "out of bounds")}.", mend);
        return null;
    }

    static long? Number(string text, params ReadOnlySpan<string> units)
    {
        foreach (var unit in units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            // An int keeps every unit inside a Duration.
            return int.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        return null;
    }
}
