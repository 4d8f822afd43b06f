namespace Handraiser.Core.Touches;

/// <summary>
/// How much a touch proves, weakest first. An auto-reply proves nothing about a human, an unanswered call
/// proves that one
/// tried, a reply proves that the two have met. The order is the meaning: a target is met by its grade or any
/// stronger one.
/// </summary>
public enum Grade
{
    /// <summary>A machine's message. It never meets a target and is never first contact.</summary>
    Automated,

    /// <summary>A human tried: an unanswered call, a voicemail.</summary>
    Attempt,

    /// <summary>A human's own mail or message, delivered.</summary>
    Personal,

    /// <summary>Both sides spoke: a connected call, a reply, a chat exchange. The first one is first contact.</summary>
    TwoWay,

    /// <summary>A meeting that was held.</summary>
    Meeting,
}

/// <summary>Who says that a touch happened: a system that saw it, or the rep.</summary>
public enum Origin { Observed, Reported }

/// <summary>The written forms of grades and origins.</summary>
public static class TouchWords
{
    static readonly string[] Grades = ["automated", "attempt", "personal", "two-way", "meeting"];

    public static string Text(this Grade grade) => Grades[(int)grade];

    public static string Text(this Origin origin) => origin == Origin.Observed ? "observed" : "reported";

    public static Grade? ParseGrade(string? text) =>
        Array.IndexOf(Grades, text) is >= 0 and var index ? (Grade)index : null;

    public static Origin? ParseOrigin(string? text) =>
        text switch { "observed" => Origin.Observed, "reported" => Origin.Reported, _ => null };
}
