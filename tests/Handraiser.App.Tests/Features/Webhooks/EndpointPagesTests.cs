using System.Net;
using System.Text.RegularExpressions;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Webhooks;

public sealed partial class EndpointPagesTests
{
    const string Place = "/settings/endpoints";

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_admin_adds_a_webhook_and_sees_its_secret_once(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        using var admin = await app.SignedInAsync();

        using var made =
            await admin.PostFormAsync(Place, new { Kind = "webhook", Name = "CRM", Url = receiver.Url,
            Events = "lead.*" }, page: $"{Place}/new");

        var page = await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var secret = WebUtility.HtmlDecode(Secret().Match(page).Value);
        Assert.True(StandardWebhook.IsSecret(secret), page);
        Assert.Equal("no-store", made.Headers.CacheControl?.ToString());
        var list = await admin.PageAsync(Place);
        Assert.Contains("CRM", list);
        Assert.Contains("lead.*", list);
        Assert.DoesNotMatch(Secret(), list);
        Assert.DoesNotMatch(Secret(), await admin.PageAsync(
            $"{Place}/{await app.AskAsync<string>("select id from endpoint")}"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_form_and_what_was_typed_stays()
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();

        using var refused =
            await admin.PostFormAsync(Place, new { Kind = "webhook", Name = "Our <CRM>",
            Url = "https://10.0.0.1/hook" }, page: $"{Place}/new");

        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("leads to a private network", page);
        Assert.Contains("Our &lt;CRM&gt;", page);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_test_from_the_page_shows_what_came_of_it(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Status(500, "<i>broken</i>"));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, _) = await app.AddAsync(receiver);
        using var admin = await app.SignedInAsync();

        using var tested = await admin.PostFormAsync($"{Place}/{id}/test", new { }, page: $"{Place}/{id}");

        var page = await tested.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("The test did not get through", page);
        Assert.Contains("500: &lt;i&gt;broken&lt;/i&gt;", page);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task It_is_switched_off_and_on_given_a_new_secret_and_deleted(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, _) = await app.AddAsync(receiver);
        using var admin = await app.SignedInAsync();

        using var off = await admin.PostFormAsync($"{Place}/{id}/disable", new { }, page: $"{Place}/{id}");
        Assert.Contains("Switched off", await admin.PageAsync($"{Place}/{id}"));
        using var on = await admin.PostFormAsync($"{Place}/{id}/enable", new { }, page: $"{Place}/{id}");
        Assert.Contains("Not used yet", await admin.PageAsync($"{Place}/{id}"));
        using var rotated = await admin.PostFormAsync($"{Place}/{id}/rotate", new { }, page: $"{Place}/{id}");
        Assert.Matches(Secret(), await rotated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var deleted = await admin.PostFormAsync($"{Place}/{id}/delete", new { }, page: $"{Place}/{id}");

        Assert.Equal(Place, deleted.Headers.Location?.ToString());
        Assert.Contains("Nobody outside is told yet", await admin.PageAsync(Place));
    }

    [Fact]
    public async Task A_chats_address_is_never_shown_whole()
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync("sqlite", receiver);
        await app.AddAsync("chat", $"http://127.0.0.1:{receiver.Port}/services/T000/B000/sesame-open");
        using var admin = await app.SignedInAsync();

        Assert.DoesNotContain("sesame", await admin.PageAsync(Place));
        Assert.DoesNotContain("sesame", (await app.GetAsync("/api/v1/endpoints")).GetRawText());
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/=&#;x]{20,}")]
    private static partial Regex Secret();
}
