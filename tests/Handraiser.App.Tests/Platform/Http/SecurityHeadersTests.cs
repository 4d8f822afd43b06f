using Handraiser.App.Platform.Http;
using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handraiser.App.Tests.Platform.Http;

public sealed class SecurityHeadersTests
{
    const string Strict = """
        Cache-Control: no-store
        Content-Security-Policy: default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'
        Cross-Origin-Opener-Policy: same-origin
        Cross-Origin-Resource-Policy: same-origin
        Permissions-Policy: accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()
        Referrer-Policy: same-origin
        X-Content-Type-Options: nosniff
        X-Frame-Options: DENY
        """;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/profile")]
    [InlineData("/healthz")]
    [InlineData("/api/v1/leads")]
    [InlineData("/no/such/page")]
    public async Task Every_answer_carries_the_same_rules(string path)
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(Strict, Written(answer));
    }

    [Fact]
    public async Task A_page_made_for_other_sites_may_be_framed_and_called_from_them_and_is_strict_otherwise()
    {
        await using var app = await EmbeddingAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var message = new HttpRequestMessage(HttpMethod.Get, "/form");
        message.Headers.Add("Origin", "https://buyer.example");
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal("default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
    }

    [Theory]
    [InlineData("/form", true)]
    [InlineData("/own", false)]
    public async Task A_browser_that_asks_before_it_posts_is_let_through_only_where_embedding_is_allowed(string path, bool allowed)
    {
        await using var app = await EmbeddingAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var message = new HttpRequestMessage(HttpMethod.Options, path);
        message.Headers.Add("Origin", "https://buyer.example");
        message.Headers.Add("Access-Control-Request-Method", "POST");
        message.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    static async Task<WebApplication> EmbeddingAsync()
    {
        var app = Server.Build(new Settings { Database = await TestDatabases.NewAsync("sqlite"), Spool = "", Urls = "http://127.0.0.1:0" },
            TimeProvider.System, App.Platform.Chance.Seeded(1), builder => builder.Logging.ClearProviders());
        app.MapMethods("/form", ["GET", "POST"], () => "form").AllowEmbedding();
        app.MapMethods("/own", ["GET", "POST"], () => "own");
        await app.Services.GetRequiredService<App.Platform.Database.Database>().MigrateAsync();
        await app.Services.GetRequiredService<App.Features.Workspaces.SetUp>().RunAsync("Acme", "Ada", "ada@acme.example", TestApp.Password, "Etc/UTC");
        await app.StartAsync();
        return app;
    }

    static string Written(HttpResponseMessage answer) => string.Join('\n', answer.Headers
        .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Set-Cookie" or "Location" or "WWW-Authenticate" or "Pragma"))
        .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
}
