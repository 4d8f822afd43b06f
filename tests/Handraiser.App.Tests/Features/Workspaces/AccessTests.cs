using System.Net;
using System.Net.Http.Headers;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Workspaces;

public sealed class AccessTests
{
    [Fact]
    public async Task A_page_asks_a_stranger_to_sign_in_and_remembers_where_they_were_going()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await SendAsync(client, HttpMethod.Get, "/profile?tab=1", ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/sign-in?return=%2Fprofile%3Ftab%3D1", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Every_page_has_the_search()
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();
        foreach (var page in (string[])["/inbox", "/pools", "/people", "/forms", "/playbook", "/deliveries", "/settings", "/profile"])
        {
            Assert.Contains("action=\"/inbox/find\"", await admin.PageAsync(page), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("X-Requested-With", "handraiser")]
    [InlineData("X-Fragment", "1")]
    [InlineData("Accept", "application/json")]
    [InlineData("Sec-Fetch-Mode", "cors")]
    public async Task A_script_is_told_401_in_place_of_a_page_it_cannot_use(string header, string value)
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await SendAsync(client, HttpMethod.Get, "/profile", (header, value));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/profile?a=1", "/profile?a=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/x\r\nSet-Cookie: a=b", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_nowhere_but_home(string wanted, string place)
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await client.PostFormAsync("/sign-in",
            new { Email = TestApp.AdminEmail, TestApp.Password, Return = wanted });
        Assert.Equal(place, answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://sub.localhost:5080", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Origin", "http://localhost:5080", 400)]
    [InlineData("Sec-Fetch-Site", "same-origin", 400)]
    public async Task A_change_that_another_site_asks_for_is_refused(string header, string value, int status)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        using var answer = await SendAsync(client, HttpMethod.Post, "/presence", (header, value));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "Present=false", 400)]
    [InlineData("application/json", "{\"present\":false}", 415)]
    [InlineData("text/plain", "{\"present\":false}", 415)]
    public async Task A_change_without_the_token_of_our_pages_is_refused(string type, string body, int status)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse(type));
        using var answer = await client.PostAsync(new Uri("/presence", UriKind.Relative), content,
            TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(1, await app.AskAsync<long>("select present from rep"));
    }

    [Fact]
    public async Task The_token_may_come_in_a_header()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, "/presence") { Content =
            new StringContent("Present=true", MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded")) };
        message.Headers.Add("X-CSRF", await client.TokenAsync("/profile"));
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_from_before_signing_in_is_worth_nothing_after()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        var early = await client.TokenAsync("/sign-in");
        using var signedIn =
            await client.PostFormAsync("/sign-in", new { Email = TestApp.AdminEmail, TestApp.Password });
        using var answer = await SendAsync(client, HttpMethod.Post, "/presence", ("X-CSRF", early));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_somebody_in_from_another_site_is_refused()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var form = new FormUrlEncodedContent([new("Email", TestApp.AdminEmail),
            new("Password", TestApp.Password)]);
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form,
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path,
        (string Name, string Value) header)
    {
        using var message = new HttpRequestMessage(method, path);
        message.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await client.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
