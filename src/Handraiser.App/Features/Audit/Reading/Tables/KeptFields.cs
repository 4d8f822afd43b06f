namespace Handraiser.App.Features.Audit.Reading;

/// <summary>Which fields are kept. All are, unless only the answers are asked for.</summary>
internal sealed class KeptFields(ReadingAsk ask)
{
    // Nothing of these is in an answer, or in the band of its lead.
    static readonly string[] OfLeads = ["owner", "team", "campaign", "country", "employees", "accepted"];
    static readonly string[] OfTouches = ["id", "owner", "origin"];

    // By what rows find their leads that do not name the lead's id.
    static readonly string[] Addresses = ["email", "phone", "name"];

    readonly Lazy<bool> byAddress = new(() => FindByAddress(ask));

    public bool Has(TableKind table, string field) => !ask.AnswersOnly || table switch
    {
        TableKind.Leads => !OfLeads.Contains(field) && !field.StartsWith("trait ", StringComparison.Ordinal)
            && (!Addresses.Contains(field) || byAddress.Value),
        TableKind.Activities => !OfTouches.Contains(field),
        _ => true,
    };

    static bool FindByAddress(ReadingAsk ask) =>
        ask.Activities.Any(path => MayName(ask, TableKind.Activities, path)) || ask.Deals.Any(path => MayName(ask, TableKind.Deals, path));

    static bool MayName(ReadingAsk ask, TableKind table, string path)
    {
        if (path == SourceFile.Stdin) return true;
        using var source = SourceFile.Open(path, ask.Stdin);
        var look = CsvLook.Of(source.Head);
        return look.Header.Count == 0 || Array.Exists(Addresses, ColumnMapping.Of(table, source.Name, look, source.Head, ask.Map, []).Has);
    }
}
