using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Proof;

/// <summary>
/// What somebody said about an export that it does not say itself: which column is what, in which order its dates are
/// written, and what its words mean. Whatever is left out is found out by reading.
/// </summary>
public sealed record ExportMap
{
    /// <summary>The zone of times that carry none.</summary>
    public string? Zone { get; init; }

    /// <summary>Dates such as 03/04/2026: true when the day comes first, false when the month does.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Amounts such as 1,250: true when the comma parts off decimals, false when it groups
    /// thousands.</summary>
    public bool? DecimalComma { get; init; }

    public TableMap Leads { get; init; } = TableMap.Nothing;

    public TableMap Activities { get; init; } = TableMap.Nothing;

    public TableMap Deals { get; init; } = TableMap.Nothing;

    public TableMap Costs { get; init; } = TableMap.Nothing;

    /// <summary>Nothing was said.</summary>
    public static ExportMap Nothing { get; } = new();

    /// <summary>Reads the map's text (YAML); never throws.</summary>
    public static ExportMapReading Read(string yaml) => ExportMapReader.Read(yaml);
}

/// <summary>What was said about one table.</summary>
/// <param name="Columns">By the name of a field (<see cref="ExportFields"/>) its column; <c>none</c> when it has
/// none.</param>
/// <param name="Words">By field, what words of the export mean (<see cref="ExportFields.Meanings"/>).</param>
/// <param name="DayFirst">As <see cref="ExportMap.DayFirst"/>, for this table.</param>
public sealed record TableMap(IReadOnlyDictionary<string, string> Columns,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words, bool? DayFirst)
{
    public static TableMap Nothing { get; } =
        new(new Dictionary<string, string>(), new Dictionary<string, IReadOnlyDictionary<string, string>>(), null);
}

/// <summary>The map, or everything that is wrong with its text.</summary>
public sealed record ExportMapReading(ExportMap? Map, IReadOnlyList<PlaybookError> Errors);

/// <summary>The fields that columns of an export are mapped to, and the meanings that its words can have.</summary>
public static class ExportFields
{
    public static IReadOnlyList<string> Leads { get; } =
    [
        "id", "raised", "logged", "owner", "team", "source", "kind", "campaign", "country", "email", "phone", "name",
            "first-name",
        "last-name", "employees", "status", "converted", "contacted", "qualified", "met", "handed-over", "accepted",
            "won", "ended",
    ];

    public static IReadOnlyList<string> Activities { get; } =
    [
        "id", "lead", "email", "phone", "name", "at", "logged", "ended", "lasted", "owner", "type", "direction",
            "outcome", "done", "subject",
        "grade", "origin",
    ];

    public static IReadOnlyList<string> Deals { get; } =
    [
        "id", "lead", "email", "phone", "name", "company", "owner", "created", "closed", "state", "value",
            "loss-reason", "product",
    ];

    public static IReadOnlyList<string> Costs { get; } = ["from", "to", "source", "campaign", "amount"];

    /// <summary>What a word of a field can be said to mean.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Meanings { get; } = new Dictionary<string,
        IReadOnlyList<string>>
    {
        ["status"] =
        [
            "open", "won", "lost", "disqualified", "merged", "no-answer", "erased", "contacted", "qualified", "met",
                "handed-over",
        ],
        ["type"] = ["call", "mail", "message", "meeting", "chat", "open", "click", "note", "other"],
        ["direction"] = ["in", "out"],
        ["outcome"] = ["reached", "not-reached", "held", "not-held", "not-done", "automated"],
        ["state"] = ["open", "won", "lost"],
    };
}
