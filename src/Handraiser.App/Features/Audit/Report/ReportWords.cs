using System.Globalization;

namespace Handraiser.App.Features.Audit.Report;

/// <summary>The texts of a report in one language, and how it writes numbers. A text that is missing is a bug of ours and throws.</summary>
public sealed class ReportWords
{
    readonly int language;

    ReportWords(string code, int language, string group, string point)
    {
        (Code, this.language) = (code, language);
        Culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        Culture.NumberFormat.NumberGroupSeparator = Culture.NumberFormat.PercentGroupSeparator = group;
        Culture.NumberFormat.NumberDecimalSeparator = Culture.NumberFormat.PercentDecimalSeparator = point;
        Culture.NumberFormat.PercentPositivePattern = 0;
    }

    public static ReportWords English { get; } = new("en", 0, ",", ".");

    public static ReportWords Norwegian { get; } = new("no", 1, "\u00A0", ",");

    public static ReportWords Of(string? code) => code == "no" ? Norwegian : English;

    public string Code { get; }

    public CultureInfo Culture { get; }

    /// <summary>The text of a key.</summary>
    public string this[string key] => ReportTexts.All.TryGetValue(key, out var texts) ? texts[language]
        : throw new KeyNotFoundException($"The report has no text '{key}'.");

    /// <summary>The text of a key with its figures in place.</summary>
    public string Say(string key, params object?[] figures) => string.Format(Culture, this[key], figures);

    /// <summary>A name from the export, or our words for none and for the rest of many.</summary>
    public string Name(string? name, int rest) => name ?? (rest > 1 ? Say("rest", rest) : this[rest == 1 ? "rest-one" : "unknown"]);

    public string Count(double value) => value.ToString("N0", Culture);

    public string Percent(double? share, int decimals = 0) =>
        share is { } known ? (known + 0.0).ToString(decimals == 0 ? "P0" : "P1", Culture) : this["few"];

    /// <summary>Percentage points with their sign.</summary>
    public string Points(double share) => (share * 100).ToString("+0.0;\u22120.0;0.0", Culture);

    /// <summary>A difference with its limits in percentage points; a dash when it cannot be told.</summary>
    public string Points(double? share, double? low, double? high) => share is { } by && low is { } from && high is { } to
        ? $"{Points(by)} ({Points(from)} \u2013 {Points(to)})" : "\u2013";

    /// <summary>A ratio with its limits.</summary>
    public string Ratio(double? ratio, double? low, double? high) => ratio is { } known && double.IsFinite(known)
        ? $"{Number(known)} ({Number(low)}\u2013{Number(high)})" : "\u2013";

    public string Number(double? value, int decimals = 2) => value is { } known && double.IsFinite(known)
        ? known.ToString(decimals == 2 ? "0.00" : "0.0", Culture) : "\u2013";

    /// <summary>A probability as tests tell it.</summary>
    /// <param name="name">What stands before it, such as p; empty under a heading that says it.</param>
    public string Chance(string name, double? p) => p is not { } known || !double.IsFinite(known) ? "\u2013"
        : known < 0.001 ? $"{name} < {0.001.ToString("0.000", Culture)}".TrimStart()
        : name.Length == 0 ? known.ToString("0.000", Culture) : $"{name} = {known.ToString("0.000", Culture)}";

    /// <summary>A sentence that came with the figures.</summary>
    public string Said(string? sentence) => language == 0 || sentence is null ? sentence ?? "" : ReportSentences.Translate(sentence);

    /// <summary>Our own word for a thing, or the export's.</summary>
    public string Known(string kind, string name) => ReportTexts.All.TryGetValue($"{kind}-{name}", out var texts) ? texts[language] : name;

    /// <summary>A covariate such as "source: referral", with our word for what it is.</summary>
    public string Covariate(string name)
    {
        var parts = name.Split(": ", 2);
        return parts.Length == 2 ? $"{Known("name", parts[0])}: {Level(parts[1])}" : Known("name", name);
    }

    /// <summary>A level of something that is known of leads.</summary>
    public string Level(string level) => level.Contains(" to ", StringComparison.Ordinal) && char.IsAsciiDigit(level[0])
        ? level.Replace(" to ", this["to"], StringComparison.Ordinal) : Known("level", level);

    /// <summary>A share and what it is of.</summary>
    public string Counted(Core.Proof.PrintedShare share) =>
        share.Rate is null ? Share(share) : $"{Share(share)}, n = {Count(share.Of)}";

    public string Share(Core.Proof.PrintedShare share) => share.Rate is null ? Say("count-of", Count(share.Count), Count(share.Of))
        : $"{Percent(share.Rate)} ({Limits(share.Low, share.High)})";

    /// <summary>A rate to one decimal with its limits, where there are some.</summary>
    public string Ranged(double? rate, double? low, double? high) => low is { } from && high is { } to && double.IsFinite(from) && double.IsFinite(to)
        ? $"{Percent(rate, 1)} ({Limits(from, to, 1)})" : Percent(rate, 1);

    /// <summary>A share on an axis: with a decimal where whole hundredths would say the same twice.</summary>
    public string Tick(double share) => Percent(share, Math.Abs((share * 100) - Math.Round(share * 100)) > 1e-6 ? 1 : 0);

    /// <summary>The limits of a share, with one sign for both.</summary>
    public string Limits(double? low, double? high, int decimals = 0) =>
        $"{((low ?? 0) * 100).ToString(decimals == 0 ? "0" : "0.0", Culture)}\u2013{Percent(high, decimals)}";

    /// <summary>A band of waits as people say it.</summary>
    public string Band(string band) => this["band-" + band];

    /// <summary>A length of time in the two largest units that say enough.</summary>
    public string Length(double? minutes)
    {
        if (minutes is not { } known || !double.IsFinite(known)) return "\u2013";
        var total = (long)Math.Round(known);
        if (known < 1) return Say("seconds", Count(Math.Round(known * 60)));
        if (total < 60) return Say("minutes", total);
        if (total < 48 * 60) return total % 60 == 0 ? Say("hours", total / 60) : Say("hours-minutes", total / 60, total % 60);
        return Say("days-hours", Count(total / 1440), total % 1440 / 60);
    }
}
