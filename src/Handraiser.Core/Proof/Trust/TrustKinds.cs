namespace Handraiser.Core.Proof;

/// <summary>
/// What a record's times and lengths say of how it came about. A mark is a question to ask and never a verdict on a
/// rep: most have innocent causes.
/// </summary>
[Flags]
public enum TrustKinds : ushort
{
    None = 0,

    /// <summary>It claims a time before the request, on a lead that the CRM did not have yet.</summary>
    BeforeRequest = 1,

    /// <summary>It claims a time after the record of it was made. Meetings are written down beforehand and excepted.
    /// </summary>
    AfterLogged = 2,

    /// <summary>It was written down more than a day after it is said to have happened.</summary>
    LoggedLate = 4,

    /// <summary>Eight or more of one owner and type were written down within a minute, which a hand cannot do and
    /// a machine does faster.</summary>
    BulkLogged = 8,

    /// <summary>Its owner was on another connected call at the time.</summary>
    OverlappingCalls = 16,

    /// <summary>A connected call of less than five seconds.</summary>
    ConnectedTooShort = 32,

    /// <summary>A length below nothing, of nothing although both spoke, or of more than eight hours.</summary>
    ImpossibleDuration = 64,

    /// <summary>Another record tells of the same touch.</summary>
    Duplicate = 128,

    /// <summary>On the full or half hour, by an owner whose times fall there far too often.</summary>
    MinuteHeaping = 256,

    /// <summary>A first response just inside a target that far fewer just miss.</summary>
    Bunching = 512,

    /// <summary>Hours away from when the team works, by an owner who seldom works then.</summary>
    OutsideHours = 1024,

    /// <summary>The first answer to a lead was a machine's.</summary>
    AutomatedFirst = 2048,

    /// <summary>A loaded image or followed link: mail programs and scanners do both.</summary>
    Opens = 4096,
}

/// <summary>The kinds in writing, and what follows from them.</summary>
public static class TrustWords
{
    /// <summary>A touch with one of these is left out of the figures that are called trusted.</summary>
    public const TrustKinds LeaveOut = TrustKinds.BeforeRequest | TrustKinds.AfterLogged | TrustKinds.LoggedLate
        | TrustKinds.BulkLogged | TrustKinds.ConnectedTooShort | TrustKinds.ImpossibleDuration | TrustKinds.Duplicate;

    /// <summary>Marks on the lead itself; all others are on touches.</summary>
    public const TrustKinds OnLeads = TrustKinds.Bunching | TrustKinds.AutomatedFirst;

    static readonly (string Name, string Sentence)[] Words =
    [
        ("before-request", "These activities carry a time before the lead's own request."),
        ("after-logged", "These activities carry a later time than the record of them does."),
        ("logged-late", "These were written down more than a day after they are said to have happened."),
        ("bulk-logged", "These were written down eight or more within a minute, by one person and of one type."),
        ("overlapping-calls", "These connected calls of one person ran at the same time."),
        ("connected-too-short", "These calls count as connected but lasted less than five seconds."),
        ("impossible-duration", "These have a length that a conversation cannot have."),
        ("duplicate", "These repeat another record of the same activity."),
        ("minute-heaping", "These fall on the full or half hour, where their owner's times lie far more often than "
            + "chance allows; they look rounded."),
        ("bunching", "These leads were first answered just inside a target that far fewer just missed. Reminders "
            + "shortly before the target do the same."),
        ("outside-hours", "These were done hours away from opening time, by people who seldom work then."),
        ("automated-first", "A machine answered these leads first. That is not counted as a response."),
        ("opens", "These are loaded images and followed links, which mail programs also do by themselves. They are "
            + "never counted as contact."),
    ];

    /// <summary>Every kind, in the order of the report.</summary>
    public static IReadOnlyList<TrustKinds> All { get; } =
        [.. Enumerable.Range(0, Words.Length).Select(bit => (TrustKinds)(1 << bit))];

    /// <summary>The name of one kind in files and figures.</summary>
    public static string Text(this TrustKinds kind) => Words[Bit(kind)].Name;

    /// <summary>One neutral sentence about the records of one kind.</summary>
    public static string Sentence(this TrustKinds kind) => Words[Bit(kind)].Sentence;

    internal static int Bit(TrustKinds kind) => int.TrailingZeroCount((int)kind);
}
