using System.Text.Json;
using System.Text.Json.Nodes;
using Handraiser.App.Features.Audit.Report;
using Handraiser.Core.Proof;

namespace Handraiser.App.Tests.Features.Audit.Report;

public sealed class ReportJsonTests
{
    static readonly string[] Sections =
    [
        "rows", "response", "bands", "survival", "effect", "money", "touches", "dropped", "attribution", "gauges", "trust", "customers", "process",
    ];

    [Fact]
    public void Its_first_level_is_the_sections()
    {
        var json = JsonNode.Parse(ReportJson.Text(AuditedSample.Of.Report))!.AsObject();
        Assert.Equal(Sections.Order(), json.Select(one => one.Key).Order());
        var logged = json["response"]!["asLogged"]!["attempt"]!;
        Assert.Equal(600, logged["leads"]!.GetValue<int>());
        Assert.Equal(600, Sum(logged, "within1h", "from1hTo24h", "over24h", "never", "dateOnly"));
    }

    [Fact]
    public void A_history_without_anything_is_json_too() =>
        Assert.Equal(Sections.Length, JsonNode.Parse(ReportJson.Text(AuditReport.Of(AuditedSample.Empty)))!.AsObject().Count);

    /// <summary>After a change that is meant, HANDRAISER_TEST_WRITE_DOCS=1 writes it down.</summary>
    [Fact]
    public void The_schema_in_the_docs_is_the_one_of_the_report()
    {
        var file = Path.Combine(Root(), "docs/report.schema.json");
        var schema = ReportJson.Schema();
        if (Environment.GetEnvironmentVariable("HANDRAISER_TEST_WRITE_DOCS") is "1") File.WriteAllText(file, schema);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), JsonNode.Parse(schema)),
            "The report is not what docs/report.schema.json says. If that is meant, run this with HANDRAISER_TEST_WRITE_DOCS=1.");
    }

    [Fact]
    public void The_schema_requires_the_sections_and_allows_a_comparison()
    {
        using var schema = JsonDocument.Parse(ReportJson.Schema());
        Assert.Equal([.. Sections.Append("compare").Order()],
            schema.RootElement.GetProperty("properties").EnumerateObject().Select(one => one.Name).Order());
        Assert.Equal(Sections.Order(), schema.RootElement.GetProperty("required").EnumerateArray().Select(one => one.GetString()).Order());
    }

    static int Sum(JsonNode table, params string[] rows) => rows.Sum(row => table[row]!.GetValue<int>());

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Handraiser.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
