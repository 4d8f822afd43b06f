using System.Net;
using System.Net.Http.Json;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Abuse;

/// <summary>Abuses of accounts that belong to no one part of them.</summary>
public sealed class AccountCasesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Fact]
    public async Task Whoever_is_deactivated_hears_no_more_on_a_page_that_is_open()
    {
        await using var app = await TestApp.StartAsync();
        var rep = (await app.AddRepsAsync("bo@acme.example"))[0];
        using var bo = await app.SignedInAsync("bo@acme.example");
        using var admin = await app.SignedInAsync();
        await using var ear = await LiveReader.OpenAsync(bo);
        using var done = await admin.PostFormAsync($"/people/{rep}/deactivate", new { }, "/profile");
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Null(await ear.NextAsync());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_key_that_is_revoked_on_one_node_is_dead_on_the_other_within_five_seconds(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await using var other = await TestApp.StartAsync(engine, beside: app);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other.Client));
        await app.ChangeAsync("update api_key set revoked_at = 1");
        app.Clock.Advance(Duration.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other.Client));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_page_of_one_node_may_be_sent_to_another(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await using var other = await TestApp.StartAsync(engine, beside: app);
        using var admin = await app.SignedInAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(other.Address, "/presence"))
        { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", await admin.TokenAsync("/profile"))]) };
        using var answer = await admin.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(0, await app.AskAsync<long>("select present from rep"));
    }

    [Fact]
    public async Task A_stranger_learns_nothing_of_what_the_api_takes()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var key in (string?[])[null, app.Workspace.FormKey, "hra_" + new string('0', 32)])
        {
            using var client = app.NewClient(key);
            foreach (var row in AccessTable.Rows.Where(row =>
                row.Endpoint.StartsWith("POST /api/v1/leads", StringComparison.Ordinal)
                || row.Endpoint.StartsWith("POST /api/v1/endpoints", StringComparison.Ordinal)))
            {
                foreach (var body in (HttpContent?[])[null, JsonContent.Create(new { nonsense = 1 }),
                    new StringContent("{", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"))])
                {
                    using var message = new HttpRequestMessage(HttpMethod.Post,
                        row.Endpoint.Split(' ')[1].Replace("{id}", "x", StringComparison.Ordinal)) { Content = body };
                    using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
                    Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized,
                        $"{row.Endpoint}: {(int)answer.StatusCode} {await answer.TextAsync()}");
                }
            }
        }
    }

    static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/leads", UriKind.Relative),
            TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
