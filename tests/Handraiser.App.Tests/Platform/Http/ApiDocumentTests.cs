using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handraiser.App.Features.Intake;
using Handraiser.App.Platform.Http;
using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace Handraiser.App.Tests.Platform.Http;

public sealed class ApiDocumentTests
{
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    /// <summary>After a change that is meant, HANDRAISER_TEST_WRITE_DOCS=1 writes it down.</summary>
    [Fact]
    public async Task The_document_in_the_docs_is_the_one_that_is_served()
    {
        var served = await ServedAsync();
        var file = Path.Combine(Root(), "docs/openapi.json");
        if (Environment.GetEnvironmentVariable("HANDRAISER_TEST_WRITE_DOCS") is "1")
        {
            await File.WriteAllTextAsync(file, served.ToJsonString(Readable) + "\n",
                TestContext.Current.CancellationToken);
        }
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.True(JsonNode.DeepEquals(kept, served),
            "The API is not what docs/openapi.json says. If that is meant, run this with HANDRAISER_TEST_WRITE_DOCS=1.");
    }

    [Fact]
    public async Task Every_endpoint_of_the_api_is_in_it_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync();
        var mapped = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
                && one.RoutePattern.RawText != ApiDocument.Path)
            .SelectMany(one => one.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method =>
                $"{method.ToLowerInvariant()} {one.RoutePattern.RawText!.TrimEnd('/')}"));
        Assert.Equal(mapped.Order(), Operations(await ServedAsync()).Select(one =>
            $"{one.Verb} {one.Path.TrimEnd('/')}").Order());
    }

    [Fact]
    public async Task Each_says_what_it_does_what_it_takes_what_it_answers_and_how_it_refuses()
    {
        var operations = Operations(await ServedAsync()).ToList();
        Assert.NotEmpty(operations);
        foreach (var (verb, path, operation) in operations)
        {
            var where = $"{verb} {path}";
            Assert.False(string.IsNullOrEmpty(operation["summary"]?.GetValue<string>()), where);
            Assert.Contains(operation["tags"]![0]!.GetValue<string>(), (string[])["Requests", "Leads", "Endpoints"]);
            Assert.False(string.IsNullOrEmpty(operation["operationId"]?.GetValue<string>()), where);
            var answers = operation["responses"]!.AsObject();
            Assert.True(answers.Any(one => one.Key.StartsWith('2')
                && (one.Key == "204" || one.Value!["content"]?["application/json"]?["schema"] is not null)), where);
            foreach (var status in (string[])["401", "429", "503"]) Assert.NotNull(
                answers[status]?["content"]?["application/problem+json"]);
            Assert.All(answers.Where(one => one.Key[0] is '4' or '5'), one =>
                Assert.NotNull(one.Value!["content"]!["application/problem+json"]));
            if (path.EndsWith("/claim", StringComparison.Ordinal)
                || path is "/api/v1/requests") Assert.NotNull(
                operation["requestBody"]?["content"]?["application/json"]?["schema"]);
        }
    }

    [Fact]
    public async Task A_request_as_the_document_describes_it_is_taken()
    {
        var whole = new RequestJson
        {
            Kind = "demo", Person = new("bea@buyer.example", "+4740555014", "Bea"),
                Company = new("Buyer", "buyer.example", "NO", 40), Message = "Hello",
            Fields = new Dictionary<string, JsonNode?> { ["seats"] = 12, ["beta"] = true, ["team"] = "sales" },
            Source = new("ad", "spring", "https://acme.example", "https://search.example"),
                OccurredAt = "2026-03-01T09:30:00Z",
        };
        var (body, problems) = JsonBody.Read(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(whole,
            JsonSerializerOptions.Web)));
        Assert.Empty(problems);
        Assert.Equal(("demo", "40", "12"), (whole.Kind, body!.Employees, body.Fields["seats"]));

        var described = Schema(await ServedAsync(), "RequestJson")["properties"]!.AsObject().Select(one => one.Key);
        var (_, unknown) = JsonBody.Read("{\"unknown\":1}"u8.ToArray());
        Assert.NotEmpty(unknown);
        Assert.All(described, name => Assert.DoesNotContain(
            JsonBody.Read(Encoding.UTF8.GetBytes($"{{\"{name}\":1}}")).Problems,
            problem => problem.Problem.StartsWith("Unknown member", StringComparison.Ordinal)));
    }

    static IEnumerable<(string Verb, string Path, JsonNode Operation)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(one => Verbs.Contains(one.Key))
            .Select(one => (one.Key, path.Key, one.Value!)));

    static JsonNode Schema(JsonNode document, string name) => document["components"]!["schemas"]![name]!;

    static async Task<JsonNode> ServedAsync()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        return (await client.GetFromJsonAsync<JsonNode>(new Uri(ApiDocument.Path, UriKind.Relative),
            TestContext.Current.CancellationToken))!;
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Handraiser.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
