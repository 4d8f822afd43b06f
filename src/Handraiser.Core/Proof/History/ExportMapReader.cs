using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>Reads an <see cref="ExportMap"/> with the playbook's grammar, so that its mistakes are told as
/// well.</summary>
internal static class ExportMapReader
{
    const string Example = "leads: { columns: { id: Lead number } }";

    public static ExportMapReading Read(string yaml)
    {
        var errors = new ErrorList();
        var map = YamlTree.Read(yaml, errors) is { } root ? Map(new Spot(root, "", errors)) : null;
        // The grammar is the playbook's, and so are its words.
        return errors.Any ? new(null, [.. errors.InOrder().Select(error => error with
        {
            Problem = Renamed(error.Problem), Mend = Renamed(error.Mend),
        })]) : new(map, []);
    }

    static string Renamed(string text) => text.Replace("starting playbook", "example in the documentation",
        StringComparison.Ordinal)
        .Replace("playbook", "map", StringComparison.Ordinal);

    static ExportMap? Map(Spot spot) =>
        spot.Keys(Example, "zone", "dates", "decimal", "leads", "activities", "deals", "costs") is not { } block
            ? null : new()
        {
            Zone = block.Find("zone") is { } zone ? Zone(zone) : null,
            DayFirst = Dates(block),
            DecimalComma = block.Find("decimal")?.Choice(("comma", true), ("point", false)),
            Leads = Table(block.Find("leads"), ExportFields.Leads),
            Activities = Table(block.Find("activities"), ExportFields.Activities),
            Deals = Table(block.Find("deals"), ExportFields.Deals),
            Costs = Table(block.Find("costs"), ExportFields.Costs),
        };

    static bool? Dates(Block block) => block.Find("dates")?.Choice(("dmy", true), ("mdy", false));

    static string? Zone(Spot spot)
    {
        if (spot.Text("a time zone, such as Europe/Oslo") is not { } id) return null;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null) return id;
        spot.Unknown(id, "a time zone", [.. DateTimeZoneProviders.Tzdb.Ids.Where(known => known.Contains('/')
            && near(known, id)), "Europe/Oslo"]);
        return null;

        static bool near(string known, string id) => known.Contains(id, StringComparison.OrdinalIgnoreCase);
    }

    static TableMap Table(Spot? spot, IReadOnlyList<string> fields)
    {
        if (spot?.Keys("columns: { id: Lead number }", "columns", "words",
            "dates") is not { } block) return TableMap.Nothing;
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, at, value) in block.Find("columns")?.Entries("id: Lead number") ?? [])
        {
            if (!fields.Contains(field)) at.Unknown(field, "a field of this table", [.. fields]);
            else if (value.Text("the name of a column") is { } column) columns[field] = column;
        }
        var words = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        string[] worded = [.. fields.Where(ExportFields.Meanings.ContainsKey)];
        foreach (var (field, at, value) in block.Find("words")?.Entries("status: { Vunnet: won }") ?? [])
        {
            if (worded.Contains(field)) words[field] = Words(value, ExportFields.Meanings[field]);
            else if (worded.Length == 0) at.Refuse("This table has no words.", "Take it out.");
            else at.Unknown(field, "a field with words", worded);
        }
        return new TableMap(columns, words, Dates(block));
    }

    static Dictionary<string, string> Words(Spot spot, IReadOnlyList<string> meanings)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, _, value) in spot.Entries("Vunnet: won") ?? [])
        {
            if (value.Text("what the word means") is not { } meaning) continue;
            if (meanings.Contains(meaning)) words[word] = meaning;
            else value.Unknown(meaning, "a meaning here", [.. meanings]);
        }
        return words;
    }
}
