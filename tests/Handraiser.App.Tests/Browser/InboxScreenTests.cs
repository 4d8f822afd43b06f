using Handraiser.App.Tests.Support;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Browser;

public sealed class InboxScreenTests(BrowserFixture browser)
{
    public static TheoryData<ColorScheme, int> Screens => new()
    {
        { ColorScheme.Light, 1440 }, { ColorScheme.Dark, 1440 }, { ColorScheme.Light, 390 }, { ColorScheme.Dark, 390 },
    };

    [Theory, MemberData(nameof(Screens))]
    public async Task Every_screen_fits_obeys_the_policy_and_can_be_used_by_everyone(ColorScheme theme, int width)
    {
        await using var app = await TestApp.StartAsync();
        await app.MorningAsync();
        var (late, alarm, spam) = (await LeadOfAsync(app, "Priya Raghunathan"),
            await LeadOfAsync(app, "Marta Kowalczyk"), await LeadOfAsync(app, "Cheap SEO"));
        var page = await browser.SignedInPageAsync(app, SalesFloor.Mia, theme: theme, width: width);
        await page.AssertSoundAsync("/inbox", "/inbox?view=all", "/inbox?view=closed", $"/leads/{late}", $"/leads/{alarm}",
            $"/leads/{spam}", $"/leads/{late}/close", $"/leads/{late}/touches", $"/leads/{late}/assignment", "/playbook",
            "/playbook/versions/1", "/pools");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_mistake_in_the_playbook_leads_to_its_line()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var page = await browser.SignedInPageAsync(app, SalesFloor.Mia, "/playbook");
        await page.FillAsync("#playbook-text",
            SalesFloor.Playbook.Replace("at: 80%", "at: often", StringComparison.Ordinal));

        await page.ClickAsync("button:has-text('Check')");
        await page.ClickAsync("[data-jump-line]");

        Assert.Contains("often", await page.EvaluateAsync<string>("getSelection().toString()"),
            StringComparison.Ordinal);
        Assert.Equal("28", await page.Locator("[data-jump-line]").GetAttributeAsync("data-jump-line"));
        await page.Context.CloseAsync();
    }

    static Task<string?> LeadOfAsync(TestApp app, string name) => app.AskAsync<string>(
        """
        select l.id from lead l join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
        where p.name = @Name
        """,
        new { Name = name });
}
