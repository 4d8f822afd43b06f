using System.Net;
using System.Text;
using System.Text.Json;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Leads;

/// <summary>What a program is told when it asks wrongly: which member, which parameter.</summary>
public sealed class LeadsApiTests
{
    [Theory]
    [InlineData("claim", """{"rep":"ada@acme.example","repp":1}""", "repp")]
    [InlineData("touches", """{"rep":"ada@acme.example","grade":5,"channel":"phone"}""", "grade")]
    [InlineData("touches", """{"rep":7,"grade":5,"chanel":"phone","note":"Hello"}""", "chanel, grade, rep")]
    [InlineData("close", """{"rep":{"id":"x"},"outcome":"won"}""", "rep")]
    [InlineData("assignment", """[1]""", "body")]
    [InlineData("assignment", """{"rep":""", "rep")]
    public async Task A_body_that_cannot_be_read_is_refused_by_the_names_of_its_members(string act, string body, string members)
    {
        await using var app = await TestApp.StartAsync();
        var lead = (await app.RaiseAsync("bea@buyer.example")).GetProperty("leadId").GetString();
        using var answer = await app.Client.PostAsync(new Uri($"/api/v1/leads/{lead}/{act}", UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(members, string.Join(", ", await ErrorsAsync(answer)));
    }

    [Theory, InlineData("900"), InlineData("many")]
    public async Task A_list_that_cannot_be_made_is_told_of_everything_at_once(string limit)
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.Client.GetAsync(new Uri($"/api/v1/leads?state=ajar&limit={limit}&cursor=next", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["cursor", "limit", "state"], await ErrorsAsync(answer));
    }

    [Fact]
    public async Task A_list_goes_on_where_the_page_before_ended()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var name in (string[])["bea", "cem", "dia"]) await app.RaiseAsync(name + "@buyer.example");
        var first = await app.GetAsync("/api/v1/leads?limit=2");
        var rest = await app.GetAsync("/api/v1/leads?limit=2&cursor=" + first.GetProperty("next").GetString());
        Assert.Equal((2, 1), (first.GetProperty("leads").GetArrayLength(), rest.GetProperty("leads").GetArrayLength()));
    }

    static async Task<string[]> ErrorsAsync(HttpResponseMessage answer) =>
        [.. JsonDocument.Parse(await answer.TextAsync()).RootElement.GetProperty("errors").EnumerateObject()
            .Select(one => one.Name).Order(StringComparer.Ordinal)];
}
