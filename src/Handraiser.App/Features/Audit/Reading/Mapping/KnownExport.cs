namespace Handraiser.App.Features.Audit.Reading;

/// <summary>A system whose exports are recognised by columns that only it has.</summary>
internal static class KnownExport
{
    static readonly (string System, TableKind? Table, string[] Columns)[] Signs =
    [
        ("Handraiser", null, ["raisedat", "leadid", "kind"]),
        ("Handraiser", TableKind.Activities, ["leadid", "grade", "origin"]),
        ("HubSpot", null, ["hstimestamp"]), ("HubSpot", null, ["hsobjectid"]), ("HubSpot", null, ["hsleadstatus"]),
        ("HubSpot", TableKind.Leads, ["recordid", "createdate"]),
        ("HubSpot", TableKind.Activities, ["activityassignedto"]), ("HubSpot", TableKind.Activities, ["associatedcontactids"]),
        ("HubSpot", TableKind.Deals, ["recordid", "dealstage"]),
        ("Salesforce", TableKind.Leads, ["leadsource", "isconverted"]), ("Salesforce", TableKind.Leads, ["leadid", "leadowner", "createdate"]),
        ("Salesforce", TableKind.Activities, ["whoid"]), ("Salesforce", TableKind.Activities, ["activitydate", "subject"]),
        ("Salesforce", TableKind.Deals, ["stagename", "closedate"]), ("Salesforce", TableKind.Deals, ["opportunityid", "opportunityowner"]),
        ("Zoho", TableKind.Leads, ["leadowner", "createdtime"]), ("Zoho", TableKind.Activities, ["callowner", "callstarttime"]),
        ("Zoho", TableKind.Activities, ["eventowner", "startdatetime"]), ("Zoho", TableKind.Activities, ["taskowner", "duedate"]),
        ("Zoho", TableKind.Deals, ["potentialowner"]), ("Zoho", TableKind.Deals, ["dealowner", "closingdate"]),
    ];

    /// <summary>Whose export it is; null when nobody's that we know.</summary>
    public static string? SystemOf(TableKind table, IReadOnlyList<string> header)
    {
        if (header.Any(name => name.StartsWith("Lead - ", StringComparison.Ordinal) || name.StartsWith("Activity - ", StringComparison.Ordinal)
            || name.StartsWith("Deal - ", StringComparison.Ordinal))) return "Pipedrive";
        var names = header.Select(HeaderName.Of).ToHashSet();
        foreach (var (system, of, columns) in Signs)
        {
            if ((of is null || of == table) && columns.All(names.Contains)) return system;
        }
        return null;
    }

    /// <summary>What a bare number in its column of lengths means, when the name does not say.</summary>
    public static LengthUnit UnitOf(string? system, string column)
    {
        var name = HeaderName.Of(column);
        if (name.Contains("minute", StringComparison.Ordinal)) return LengthUnit.Minutes;
        if (name.Contains("sec", StringComparison.Ordinal) || name.Contains("sekund", StringComparison.Ordinal)) return LengthUnit.Seconds;
        if (name.Contains("hour", StringComparison.Ordinal)) return LengthUnit.Hours;
        return (system, name) switch
        {
            ("HubSpot", "hscallduration") or ("HubSpot", "callduration") => LengthUnit.Milliseconds,
            ("Pipedrive", _) => LengthUnit.HoursAndMinutes,
            _ => LengthUnit.Seconds,
        };
    }
}
