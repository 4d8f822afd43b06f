using System.Net;
using System.Text.Json;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handraiser.App.Tests.Platform.Http;

public sealed class FailuresTests
{
    [Theory]
    [InlineData("/bug", "application/json", 500, "application/problem+json")]
    [InlineData("/bug", "text/html", 500, "text/html")]
    [InlineData("/api/bug", "text/html", 500, "application/problem+json")]
    [InlineData("/away", "application/json", 503, "application/problem+json")]
    [InlineData("/away", "text/html", 503, "text/html")]
    [InlineData("/nowhere", "text/html", 404, "text/html")]
    [InlineData("/api/nowhere", "*/*", 404, "application/problem+json")]
    public async Task A_person_gets_a_page_and_a_program_gets_problem_details(string path, string accept, int status,
        string type)
    {
        await using var app = await FailingAsync();
        using var answer = await SendAsync(app, HttpMethod.Get, path, accept);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("the secret inside", text, StringComparison.Ordinal);
        if (type.EndsWith("json", StringComparison.Ordinal)) Assert.NotEmpty(
            JsonDocument.Parse(text).RootElement.GetProperty("traceId").GetString()!);
        Assert.Equal(status == 503 ? "5" : null, answer.Headers.RetryAfter?.ToString());
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("CONNECTED")]
    [InlineData("PROPFIND")]
    public async Task A_method_that_nothing_takes_is_refused_everywhere(string method)
    {
        await using var app = await FailingAsync();
        foreach (var path in (string[])["/healthz", "/nowhere"])
        {
            using var answer = await SendAsync(app, new HttpMethod(method), path, "*/*");
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_method_is_what_the_request_line_says_and_no_header_changes_it()
    {
        await using var app = await TestApp.StartAsync();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/sign-out");
        message.Headers.Add("X-HTTP-Method-Override", "POST");
        using var answer = await app.NewClient().SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    static async Task<WebApplication> FailingAsync()
    {
        var app = Server.Build(new Settings { Database = await TestDatabases.NewAsync("sqlite"), Spool = "", Urls =
            "http://127.0.0.1:0" },
            TimeProvider.System, Chance.Seeded(1), builder => builder.Logging.ClearProviders());
        string Bug() => throw new InvalidOperationException("the secret inside");
        app.MapGet("/bug", Bug);
        app.MapGet("/api/bug", Bug);
        app.MapGet("/away", string () => throw new DatabaseUnavailableException(new IOException("the secret inside")));
        await app.Services.GetRequiredService<App.Platform.Database.Database>().MigrateAsync();
        await app.Services.GetRequiredService<App.Features.Workspaces.SetUp>().RunAsync("Acme", "Ada",
            "ada@acme.example", TestApp.Password, "Etc/UTC");
        await app.StartAsync();
        return app;
    }

    static async Task<HttpResponseMessage> SendAsync(WebApplication app, HttpMethod method, string path, string accept)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var message = new HttpRequestMessage(method, path);
        message.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
