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
    public string Name(string? name, int rest) => name ?? (rest > 0 ? Say("rest", rest) : this["unknown"]);

    public string Count(double value) => value.ToString("N0", Culture);

    public string Percent(double? share, int decimals = 0) =>
        share is { } known ? (known + 0.0).ToString(decimals == 0 ? "P0" : "P1", Culture) : this["few"];

    /// <summary>Percentage points with their sign.</summary>
    public string Points(double share) => (share * 100).ToString("+0.0;\u22120.0;0.0", Culture);

    public string Share(Core.Proof.PrintedShare share) => share.Rate is null ? Say("count-of", Count(share.Count), Count(share.Of))
        : $"{Percent(share.Rate)} ({Limits(share.Low, share.High)})";

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
