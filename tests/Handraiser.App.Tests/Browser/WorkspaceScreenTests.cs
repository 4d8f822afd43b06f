using Handraiser.App.Tests.Support;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Browser;

/// <summary>The screens on which a workspace is kept: people, forms, deliveries, settings.</summary>
public sealed class WorkspaceScreenTests(BrowserFixture browser)
{
    public static TheoryData<ColorScheme, int> Screens => InboxScreenTests.Screens;

    [Theory, MemberData(nameof(Screens))]
    public async Task Every_screen_fits_obeys_the_policy_and_can_be_used_by_everyone(ColorScheme theme, int width)
    {
        await using var app = await TestApp.StartAsync();
        await app.MorningAsync();
        var page = await browser.SignedInPageAsync(app, TestApp.AdminEmail, theme: theme, width: width);
        var (bo, lead) = (await app.IdOfAsync(SalesFloor.Bo), await app.AskAsync<string>("select min(id) from lead"));
        await page.AssertSoundAsync("/people", $"/people/{bo}", "/forms", "/forms/new", $"/forms/{app.Workspace.FormId}",
            $"/h/{app.Workspace.FormId}", "/deliveries", "/deliveries?tab=waiting", "/settings", "/settings/endpoints",
            "/settings/endpoints/new", "/profile", "/reports", $"/leads/{lead}/merge", $"/leads/{lead}/erasure");
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_ladder_is_shown_whole(ColorScheme theme, int width)
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var page = await browser.SignedInPageAsync(app, SalesFloor.Ann, "/leads/" + lead, theme, width);
        var clipped = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('.ladder-stop > :not(.sr-only)')].filter(part => {
              const [box, around] = [part.getBoundingClientRect(), document.querySelector('.ladder').getBoundingClientRect()];
              return box.left < around.left || box.right > Math.min(around.right, innerWidth) || part.scrollWidth > part.offsetWidth;
            }).map(part => part.textContent)
            """);
        Assert.Empty(clipped);
        Assert.Contains("on call", await page.InnerTextAsync(".ladder"), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_help_names_every_place_that_a_key_leads_to()
    {
        await using var app = await TestApp.StartAsync();
        var page = await browser.SignedInPageAsync(app, TestApp.AdminEmail, "/settings");
        await page.Keyboard.PressAsync("?");
        foreach (var place in (string[])["Inbox", "Pools", "People", "Forms", "Playbook", "Report", "Deliveries", "Settings"])
        {
            Assert.Contains("Go to " + place, await page.InnerTextAsync("#shortcuts"), StringComparison.Ordinal);
        }
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("d");
        await page.WaitForURLAsync("**/deliveries");
        await page.Context.CloseAsync();
    }
}
