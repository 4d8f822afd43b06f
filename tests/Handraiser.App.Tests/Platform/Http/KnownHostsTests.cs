using System.Net;
using Handraiser.App.Platform.Http;
using Handraiser.App.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Handraiser.App.Tests.Platform.Http;

public sealed class KnownHostsTests
{
    const string Base = "https://leads.acme.example";

    [Theory]
    [InlineData(Base, "", "leads.acme.example", true)]
    [InlineData(Base, "", "LEADS.acme.example.:8443", true)]
    [InlineData(Base, "", "localhost:5080", true)]
    [InlineData(Base, "", "127.0.0.1:5080", true)]
    [InlineData(Base, "", "[::1]:5080", true)]
    [InlineData(Base, "", "evil.com", false)]
    [InlineData(Base, "", "leads.acme.example.evil.com", false)]
    [InlineData(Base, "", "localhost.evil.com", false)]
    [InlineData(Base, "", "10.0.0.7", false)]
    [InlineData(Base, "", "", false)]
    [InlineData(Base, "*", "evil.com", true)]
    [InlineData(Base, "handraiser.internal, 10.0.0.7, [fd00::7]", "handraiser.internal", true)]
    [InlineData(Base, "handraiser.internal, 10.0.0.7, [fd00::7]", "10.0.0.7:80", true)]
    [InlineData(Base, "handraiser.internal, 10.0.0.7, [fd00::7]", "[fd00::7]:80", true)]
    [InlineData(Base, "handraiser.internal, 10.0.0.7, [fd00::7]", "leads.acme.example", true)]
    [InlineData("http://localhost:5080", "", "192.168.1.5:5080", true)]
    [InlineData("http://localhost:5080", "handraiser.internal", "192.168.1.5:5080", false)]
    [InlineData("http://192.168.1.5:5080", "", "192.168.1.5:5080", true)]
    public void It_answers_to_its_own_names_and_to_any_while_nobody_said_which(string baseUrl, string hosts,
        string host, bool isKnown) =>
        Assert.Equal(isKnown, KnownHosts.Of(new Uri(baseUrl), SettingsTable.Parts(hosts)).Knows(new HostString(host)));

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/leads")]
    [InlineData("/embed.js")]
    public async Task A_request_for_somebody_elses_name_is_refused(string path)
    {
        await using var app = await TestApp.StartAsync(settings: one => one with { BaseUrl = Base });
        using var own = await AskAsync(app, path, "leads.acme.example");
        using var foreign = await AskAsync(app, path, "evil.com");
        // What a proxy says that it was asked for decides nothing.
        using var forwarded = await AskAsync(app, path, "evil.com", "leads.acme.example");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, foreign.StatusCode);
        Assert.Equal("nosniff", foreign.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.MisdirectedRequest, forwarded.StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_posted_to_another_name_is_not_taken()
    {
        await using var app = await TestApp.StartAsync(settings: one => one with { BaseUrl = Base });
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Host = "evil.com";
        using var form = new FormUrlEncodedContent([new("email", "bea@buyer.example")]);
        using var answer = await client.PostAsync(new Uri($"/f/{app.Workspace.FormId}", UriKind.Relative), form,
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Equal(0, await app.CountAsync("submission"));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_balancer_may_ask_for_its_health_by_address(string path)
    {
        await using var app = await TestApp.StartAsync(settings: one => one with { BaseUrl = Base });
        using var answer = await AskAsync(app, path, "10.0.0.7");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    static async Task<HttpResponseMessage> AskAsync(TestApp app, string path, string host, string? forwarded = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        if (forwarded is not null) message.Headers.Add("X-Forwarded-Host", forwarded);
        return await app.Client.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
