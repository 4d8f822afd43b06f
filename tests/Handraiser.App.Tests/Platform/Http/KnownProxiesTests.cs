using System.Net;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Platform.Http;

public sealed class KnownProxiesTests
{
    [Theory]
    [InlineData("", 429)]
    [InlineData("10.0.0.0/8", 429)]
    [InlineData("127.0.0.0/8", 401)]
    [InlineData("127.0.0.1", 401)]
    public async Task Whom_a_request_comes_from_is_believed_of_known_proxies_alone(string proxies, int status)
    {
        await using var app = await TestApp.StartAsync(settings: one => one with { KnownProxies = proxies });
        for (var guess = 0; guess < 5; guess++) await GuessAsync(app, "198.51.100.1");
        Assert.Equal(status, await GuessAsync(app, "203.0.113.9"));
    }

    [Fact]
    public async Task Links_lead_to_the_base_url_whatever_host_a_request_names()
    {
        await using var app = await TestApp.StartAsync(settings: one =>
            one with { BaseUrl = "http://leads.acme.example", Hosts = "*" });
        using var admin = await app.SignedInAsync();
        admin.DefaultRequestHeaders.Host = "evil.example";
        admin.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        using var made = await admin.PostFormAsync($"/people/{app.Workspace.AdminId}/password-link", new { }, page: "/profile");
        var page = await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Contains("http://leads.acme.example/set-password?token=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", page, StringComparison.Ordinal);
    }

    static async Task<int> GuessAsync(TestApp app, string claimed)
    {
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", claimed);
        using var answer = await client.PostFormAsync("/sign-in", new { Email = TestApp.AdminEmail, Password = "some guess or other" });
        return (int)answer.StatusCode;
    }
}
