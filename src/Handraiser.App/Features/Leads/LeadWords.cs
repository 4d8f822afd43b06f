using Handraiser.App.Platform.Ui;
using Handraiser.Core.Identity;

namespace Handraiser.App.Features.Leads;

/// <summary>How screens say what the tables say.</summary>
internal static class LeadWords
{
    public static string Kind(string kind) => kind switch
    {
        "call-me" => "Call me",
        _ => Capital(kind),
    };

    public static string Held(string held) => held == "quarantine" ? "Looks like spam" : "Second look";

    public static (string Word, Tone Tone) Stage(string stage, bool isClaimed) => stage switch
    {
        "attempted" => ("Attempted", Tone.Neutral),
        "contacted" => ("Contacted", Tone.Good),
        "meeting" => ("Met", Tone.Good),
        "closed" => ("Closed", Tone.Neutral),
        _ => isClaimed ? ("Claimed", Tone.Info) : ("New", Tone.Neutral),
    };

    public const string Erased = "Erased person";

    /// <summary>The person as one would call them.</summary>
    public static string Person(string? name, string? email, string? phone) =>
        Shown(name) ?? Shown(email) ?? Shown(phone) ?? "Somebody";

    /// <summary>
    /// What a stranger calls themselves or their company, on one line that disturbs nothing around it; null when nothing
    /// of it can be seen.
    /// </summary>
    public static string? Shown(string? text) => PersonName.Read(text).Display is { Length: > 0 } display ? display : null;

    public static string Grade(string grade) => grade switch
    {
        "attempt" => "Tried to reach",
        "personal" => "Personal message",
        "two-way" => "Talked",
        "meeting" => "Met",
        _ => "Automated message",
    };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The beginning of a text on one line.</summary>
    public static string Excerpt(string? text, int most = 180)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most) return line;
        // Not in the middle of a character that takes two units.
        return line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)] + "…";
    }
}
