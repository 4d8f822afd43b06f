using System.Text;
using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>One field and the column that fills it.</summary>
/// <param name="Evidence">By what it was found, in words for the report.</param>
public sealed record ColumnUse(string Table, string File, string Field, string Column, string Evidence);

/// <summary>
/// Which column of a file fills which field: as the map says, else by its name, else by what stands in it.
/// </summary>
internal sealed class ColumnMapping
{
    const int SampleRows = 2000;
    static readonly string[] TimeFields =
        ["raised", "logged", "at", "ended", "created", "closed", "contacted", "qualified", "met", "handed-over", "accepted", "won", "from", "to"];

    readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> evidence = new(StringComparer.Ordinal);
    readonly ColumnSample[] samples;
    readonly TableMap told;

    ColumnMapping(TableKind table, string file, CsvLook look, IReadOnlyList<string[]> rows, TableMap told)
    {
        (Table, File, Header, this.told) = (table, file, look.Header, told);
        System = KnownExport.SystemOf(table, look.Header);
        samples = ColumnSample.Of(rows, look.Header.Count);
    }

    public TableKind Table { get; }
    public string File { get; }
    public IReadOnlyList<string> Header { get; }
    public string? System { get; }

    /// <summary>Columns that the map names and the file does not have.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The column of a field, or -1.</summary>
    public int this[string field] => columns.GetValueOrDefault(field, -1);

    public bool Has(string field) => columns.ContainsKey(field);

    public ColumnSample Sample(int column) => samples[column];

    public IEnumerable<ColumnUse> Uses => columns.Select(one =>
        new ColumnUse(Table.ToString().ToLowerInvariant(), File, one.Key, Header[one.Value], evidence[one.Key]));

    public static ColumnMapping Of(TableKind table, string file, CsvLook look, ReadOnlySpan<byte> head, ExportMap map, IReadOnlyList<KeyIndex> leads)
    {
        var rows = CsvLook.Rows(head, look.Signs, SampleRows + look.SkipRows).Skip(look.SkipRows).ToList();
        var told = table switch
        {
            TableKind.Leads => map.Leads, TableKind.Activities => map.Activities, TableKind.Deals => map.Deals, _ => map.Costs,
        };
        var mapping = new ColumnMapping(table, file, look, rows, told);
        mapping.TakeTold();
        mapping.TakeNamed();
        mapping.TakeByContent(leads);
        foreach (var field in told.Columns.Where(one => one.Value == "none").Select(one => one.Key)) mapping.columns.Remove(field);
        return mapping;
    }

    void TakeTold()
    {
        foreach (var (field, name) in told.Columns.Where(one => one.Value != "none"))
        {
            var column = Enumerable.Range(0, Header.Count).FirstOrDefault(i => Header[i] == name, -1);
            if (column < 0) column = Enumerable.Range(0, Header.Count).FirstOrDefault(i => HeaderName.Plain(Header[i]) == HeaderName.Plain(name), -1);
            if (column >= 0) Set(field, column, "the map says so");
            else Missing.Add(name);
        }
    }

    void TakeNamed()
    {
        var names = Header.Select(HeaderName.Of).ToArray();
        foreach (var (field, known) in ColumnNames.Of(Table))
        {
            if (Has(field)) continue;
            foreach (var name in known)
            {
                var column = Array.FindIndex(names, one => one == name);
                if (column < 0 || !Fits(field, samples[column])) continue;
                Set(field, column, System is null ? "by its name" : $"by its name, as {System} writes it");
                break;
            }
        }
    }

    /// <summary>A column that is called right but holds something else is not taken.</summary>
    static bool Fits(string field, ColumnSample sample)
    {
        if (sample.Values.Count == 0) return field is not ("raised" or "at" or "lead" or "email" or "phone" or "owner" or "type" or "outcome");
        // Numbers may be seconds since 1970, which the sample does not call dates.
        if (Array.IndexOf(TimeFields, field) >= 0)
        {
            return sample.Dates > 0.5 || sample.Values.Count(value => DateText.Read(Encoding.UTF8.GetBytes(value), out _)) > sample.Values.Count / 2
                || (field == "from" && sample.Longest <= 10);
        }
        return field switch
        {
            "email" => sample.Emails > 0.3,
            "value" or "amount" => sample.Numbers > 0.5,
            "source" or "owner" or "type" or "status" or "state" => sample.Dates < 0.5,
            "outcome" => sample.Dates < 0.5 && sample.Numbers < 0.9,
            _ => true,
        };
    }

    void TakeByContent(IReadOnlyList<KeyIndex> leads)
    {
        var main = Table switch { TableKind.Leads => "raised", TableKind.Activities => "at", TableKind.Deals => "created", _ => "from" };
        if (!Has(main) && !Has("closed")) Content(main, Free().Where(i => samples[i].Dates > 0.8), "the first column of dates");
        if (!Has(main) && !Has("closed")) TakeNamedAnyhow(main);
        if (Table == TableKind.Costs) return;
        if (!Has("email")) Content("email", Free().Where(i => samples[i].Emails > 0.6), "it holds e-mail addresses");
        if (!Has("phone")) Content("phone", Free().Where(i => samples[i].Phones > 0.8), "it holds telephone numbers");
        if (Table == TableKind.Leads && !Has("id")) FindId();
        if (Table == TableKind.Deals && !Has("value")) Content("value",
            Free().Where(i => samples[i].Numbers > 0.9 && samples[i].Values.Any(value => value.Contains('$') || value.Contains('€'))),
                "it holds money");
        if (Table != TableKind.Leads) FindLink(leads);
        if (Table == TableKind.Activities && !Has("outcome"))
        {
            Content("outcome", Free().Where(i => SaysOutcomes([.. samples[i].Values.Distinct().Take(50)])), "its words say what became of calls");
        }
    }

    /// <summary>Nothing better is there: its rows then say one by one what is wrong with them.</summary>
    void TakeNamedAnyhow(string field)
    {
        var known = ColumnNames.Of(Table)[field];
        Content(field, Enumerable.Range(0, Header.Count).Where(i => known.Contains(HeaderName.Of(Header[i]))),
            "by its name, though it holds hardly a date");
    }

    static bool SaysOutcomes(List<string> words)
    {
        var results = words.Select(word => ActivityWords.Of(word).Result).Where(result => result != Result.Unsaid).ToList();
        return results.Count * 2 >= words.Count && results.Any(result => result is Result.Reached or Result.NotReached);
    }

    void FindId() => Content("id", Free().Where(i => samples[i].Filled > 0.99 && samples[i].Distinct > 0.99 && samples[i].Longest <= 40
        && samples[i].Dates < 0.5 && samples[i].Emails < 0.5).OrderBy(i => Header[i].EndsWith("id", StringComparison.OrdinalIgnoreCase) ? 0 : 1),
        "no two rows are alike in it");

    /// <summary>The column whose values are ids of leads, when none is called so or the one that is joins nothing.</summary>
    void FindLink(IReadOnlyList<KeyIndex> leads)
    {
        if (told.Columns.ContainsKey("lead") || leads.FirstOrDefault(index => index.Kind == KeyKind.Id) is not { } ids) return;
        // Ids of other things are numbers too, and join by chance.
        if (Has("lead") && (Joins(this["lead"], ids) > 0 || Header[this["lead"]].Contains("lead", StringComparison.OrdinalIgnoreCase))) return;
        var best = Enumerable.Range(0, Header.Count).Where(i => i != this["id"]).Select(i => (Column: i, Share: Joins(i, ids))).MaxBy(one =>
            one.Share);
        if (best.Share > 0.3) Set("lead", best.Column, $"{best.Share:P0} of its first values are ids of leads");
    }

    double Joins(int column, KeyIndex index)
    {
        var values = samples[column].Values;
        var scratch = new byte[256];
        return values.Count == 0 ? 0 : values.Count(value => index.Find(Encoding.UTF8.GetBytes(value), scratch) >= 0) / (double)values.Count;
    }

    IEnumerable<int> Free() => Enumerable.Range(0, Header.Count).Where(i => !columns.ContainsValue(i) && samples[i].Values.Count > 0);

    void Content(string field, IEnumerable<int> fitting, string why)
    {
        if (told.Columns.ContainsKey(field)) return;
        var first = fitting.Take(1).ToList();
        if (first.Count > 0) Set(field, first[0], why);
    }

    void Set(string field, int column, string why) => (columns[field], evidence[field]) = (column, why);
}
