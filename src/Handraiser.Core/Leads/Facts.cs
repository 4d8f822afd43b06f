using System.Globalization;

namespace Handraiser.Core.Leads;

/// <summary>
/// What is known of a lead when it is decided who answers: field name to text. Names are those of the intake body
/// (<c>company.country</c>, <c>source.campaign</c>, <c>fields.budget</c>) plus what we derive (<c>kind</c>,
/// <c>email.domain</c>, <c>email.free</c>). Blank counts as missing.
/// </summary>
public sealed class Facts(IReadOnlyDictionary<string, string> values)
{
    public IReadOnlyDictionary<string, string> Values => values;

    public bool Has(string field) => Text(field) is not null;

    public string? Text(string field) =>
        values.TryGetValue(field, out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The field as a number, or null when it is missing or not one.</summary>
    public decimal? Number(string field) =>
        decimal.TryParse(Text(field), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
