using System.Net;
using System.Text.RegularExpressions;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Workspaces.Preferences;

public sealed partial class SettingsPagesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_key_is_shown_once_works_and_is_dead_when_revoked(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var admin = await app.SignedInAsync();
        using var made = await admin.PostFormAsync("/settings/keys", new { KeyName = "CRM sync", Scope = "import" },
            page: "/settings");
        var key = Key().Match(
            await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        Assert.DoesNotContain(key, await admin.PageAsync("/settings"), StringComparison.Ordinal);
        using var program = app.NewClient(key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program));
        var id = await app.AskAsync<string>("select id from api_key where name = 'CRM sync' and scope = 'import'");
        using var revoked = await admin.PostFormAsync($"/settings/keys/{id}/revoke", new { }, page: "/settings");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(program));
    }

    [Theory]
    [InlineData("rep")]
    [InlineData("manager")]
    public async Task Only_admins_get_in(string role)
    {
        await using var app = await TestApp.StartAsync();
        await app.AddRepsAsync("bo@acme.example");
        await app.ChangeAsync("update rep set role = @Role where email = 'bo@acme.example'", new { Role = role });
        using var bo = await app.SignedInAsync("bo@acme.example");
        using var page = await bo.GetAsync(new Uri("/settings", UriKind.Relative),
            TestContext.Current.CancellationToken);
        using var key = await bo.PostFormAsync("/settings/keys", new { KeyName = "x", Scope = "api" },
            page: "/profile");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (page.StatusCode, key.StatusCode));
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from api_key"));
    }

    [Fact]
    public async Task The_workspace_is_renamed_everywhere_at_once()
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();
        using var done = await admin.PostFormAsync("/settings", new { Name = "Acme & Sons", Zone = "Asia/Tokyo" });
        Assert.Contains("Acme &amp; Sons", await admin.PageAsync("/people"), StringComparison.Ordinal);
        using var bad = await admin.PostFormAsync("/settings", new { Name = "", Zone = "Tokyo" }, background: true);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_new_password_ends_every_other_session(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var here = await app.SignedInAsync();
        using var there = await app.SignedInAsync();
        using var wrong = await here.PostFormAsync("/profile/password",
            new { Old = "not it at all", New = "a whole new phrase" }, page: "/profile", background: true);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var changed = await here.PostFormAsync("/profile/password",
            new { Old = TestApp.Password, New = "a whole new phrase" }, page: "/profile");
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        await here.PageAsync("/profile");
        using var refused = await there.GetAsync(new Uri("/profile", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        using var again = await app.SignedInAsync(password: "a whole new phrase");
    }

    static async Task<HttpStatusCode> StatusAsync(HttpClient program)
    {
        using var answer = await program.GetAsync(new Uri("/api/v1/leads", UriKind.Relative),
            TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [GeneratedRegex(">(hra_[0-9a-z]{32})<")]
    private static partial Regex Key();
}
