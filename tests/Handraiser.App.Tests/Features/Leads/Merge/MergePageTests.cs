using System.Net;
using Handraiser.App.Tests.Browser;
using Handraiser.App.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Handraiser.App.Tests.Features.Leads.Merge;

public sealed class MergePageTests(BrowserFixture browser)
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Without_scripts_a_lead_is_merged_into_one_that_is_offered(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var into = await app.BuyerAsync();
        var from = await app.BuyerAsync(email: "bea@home.example", phone: "+4740000002");
        using var mia = await app.SignedInAsync(SalesFloor.Mia);
        Assert.Contains($"<option value=\"{into}\"", await mia.PageAsync($"/leads/{from}/merge"),
            StringComparison.Ordinal);

        using var done = await mia.PostFormAsync($"/leads/{from}/merge", new { Into = into }, $"/leads/{from}/merge");

        Assert.Equal((HttpStatusCode.SeeOther, $"/leads/{into}"), (done.StatusCode, done.Headers.Location?.ToString()));
        Assert.Contains("bea@home.example, &#x2B;4740000002", await mia.PageAsync($"/leads/{into}"),
            StringComparison.Ordinal);
        Assert.Contains("Took over another lead", await mia.PageAsync($"/leads/{into}"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/leads/{into}\"", await mia.PageAsync($"/leads/{from}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", 400)]
    [InlineData("", "nonsense", 400)]
    [InlineData("self", "", 409)]
    [InlineData("", "http://elsewhere.example/leads/01aaaaaaaaaaaaaaaaaaaaaaaa?x=1", 409)]
    public async Task What_cannot_be_merged_is_said(string into, string other, int status)
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);

        using var answer = await mia.PostFormAsync($"/leads/{lead}/merge",
            new { Into = into == "self" ? lead : into, Other = other },
            "/inbox", background: true);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_rep_cannot_merge_a_colleagues_lead_away()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var other = await app.BuyerAsync(email: "bea@home.example");
        using var cy = await app.SignedInAsync(SalesFloor.Cy);
        Assert.Contains("Only its owner or a manager", await cy.PageAsync($"/leads/{lead}/merge"),
            StringComparison.Ordinal);

        using var answer = await cy.PostFormAsync($"/leads/{lead}/merge", new { Into = other }, "/inbox",
            background: true);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task The_dialog_leads_to_the_lead_that_goes_on()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var into = await app.BuyerAsync();
        var from = await app.BuyerAsync(email: "bea@home.example");
        var page = await browser.SignedInPageAsync(app, SalesFloor.Mia, "/leads/" + from);

        await page.ClickAsync("a[href$='/merge']");
        await page.SelectOptionAsync("dialog select[name=Into]", into);
        await page.ClickAsync("dialog button:has-text('Merge them')");

        await page.WaitForURLAsync($"**/leads/{into}");
        await Expect(page.Locator("#story")).ToContainTextAsync("Took over another lead of the same buyer");
    }
}
