namespace Handraiser.Core.Playbooks;

/// <summary>What a field of a lead holds, and so how it can be compared.</summary>
public enum FieldType { Text, Number, YesNo, Kind, Any }

/// <summary>
/// The fields that a condition may ask about. Fields of a form's own are <c>fields.</c> and their name, and hold
/// whatever the form sent.
/// </summary>
public static class FieldNames
{
    const string Own = "fields.";

    /// <summary>Every field that is always there to be asked, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "kind", "form", "message", "person.name", "email.domain", "email.free", "company.name", "company.domain",
        "company.country", "company.employees", "source.channel", "source.campaign", "source.page", "source.referrer",
    ];

    /// <summary>What the field holds, or null when there is no such field.</summary>
    public static FieldType? TypeOf(string field) => field switch
    {
        "kind" => FieldType.Kind,
        "email.free" => FieldType.YesNo,
        "company.employees" => FieldType.Number,
        _ when Known.Contains(field, StringComparer.Ordinal) => FieldType.Text,
        _ when field.StartsWith(Own, StringComparison.Ordinal) && field.Length > Own.Length => FieldType.Any,
        _ => null,
    };
}
