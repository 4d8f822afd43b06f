using Handraiser.App.Tests.Support;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Browser;

public sealed class LeadPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_logged_touch_stops_the_clock_on_the_page()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var ann = await browser.SignedInPageAsync(app, SalesFloor.Ann, "/leads/" + lead);
        await Assertions.Expect(ann.Locator(".clocks .countdown[data-due]")).ToHaveCountAsync(1);

        await ann.GetByRole(AriaRole.Button, new() { Name = "No answer" }).ClickAsync();

        await Assertions.Expect(ann.Locator(".clocks .countdown.is-met")).ToBeVisibleAsync();
        await Assertions.Expect(ann.Locator("#story")).ToContainTextAsync("Tried to reach, phone (reported)");
        await Assertions.Expect(ann.Locator("#story")).ToContainTextAsync("Answered in time");
        await ann.Context.CloseAsync();
    }

    [Fact]
    public async Task A_lead_closed_by_mistake_comes_back_with_its_clock()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var ann = await browser.SignedInPageAsync(app, SalesFloor.Ann, "/leads/" + lead);

        await ann.Keyboard.PressAsync("e");
        await ann.Locator("#sheet button:has-text('Close it')").ClickAsync();
        await Assertions.Expect(ann.Locator("#sheet [data-field=Outcome] .field-error"))
            .ToHaveTextAsync("Choose what became of it.");
        await ann.Locator("#sheet select[name=Outcome]").SelectOptionAsync("not a fit");
        await ann.Locator("#sheet input[name=Why]").FillAsync("Students.");
        await ann.Locator("#sheet button:has-text('Close it')").ClickAsync();
        await Assertions.Expect(ann.GetByText("Closed: not a fit: Students.")).ToBeVisibleAsync();

        await ann.Keyboard.PressAsync("z");
        await Assertions.Expect(ann.Locator(".clocks .countdown[data-due]")).ToHaveCountAsync(1);
        await Assertions.Expect(ann.Locator("#story")).ToContainTextAsync("The clock runs on as it was");
        await ann.Context.CloseAsync();
    }

    [Fact]
    public async Task A_manager_hands_a_lead_to_somebody_and_they_are_told()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        var mia = await browser.SignedInPageAsync(app, SalesFloor.Mia, "/leads/" + lead);
        var cy = await browser.SignedInPageAsync(app, SalesFloor.Cy);

        await mia.Keyboard.PressAsync("h");
        await mia.Locator("#sheet select[name=Rep]").SelectOptionAsync(new SelectOptionValue { Label = "Cy Okafor" });
        await mia.Locator("#sheet input[name=Why]").FillAsync("knows them");
        await mia.Locator("#sheet button:has-text('Hand it over')").ClickAsync();

        await Assertions.Expect(mia.GetByText("Mia Manager gave it to Cy Okafor: knows them")).ToBeVisibleAsync();
        await Assertions.Expect(cy.Locator(".row-link")).ToHaveTextAsync("Bea Buyer");
        await Assertions.Expect(cy.Locator("#news-said")).ToContainTextAsync("For you: Bea Buyer");
        await mia.Context.CloseAsync();
        await cy.Context.CloseAsync();
    }

    [Fact]
    public async Task Everything_works_without_scripts()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        await app.BuyerAsync();
        var ann = await browser.SignedInPageAsync(app, SalesFloor.Ann, scripts: false);

        await ann.Locator(".row").HoverAsync();
        await ann.Locator(".row button:has-text('Claim')").ClickAsync();
        await Assertions.Expect(ann.GetByText("Ann Berg claimed it")).ToBeVisibleAsync();
        await ann.Locator("button:has-text('Give it back')").ClickAsync();
        await ann.Locator("a:has-text('Log a touch')").ClickAsync();
        await ann.Locator("select[name=Grade]").SelectOptionAsync("meeting");
        await ann.Locator("button:has-text('Log it')").ClickAsync();
        await Assertions.Expect(ann.GetByText("Met, phone (reported)")).ToBeVisibleAsync();
        await ann.Locator("a:has-text('Close')").ClickAsync();
        await ann.Locator("select[name=Outcome]").SelectOptionAsync("won");
        await ann.Locator("button:has-text('Close it')").ClickAsync();
        await ann.Locator("button:has-text('Open it again')").ClickAsync();
        await Assertions.Expect(ann.GetByText("Opened again")).ToBeVisibleAsync();
        await ann.Context.CloseAsync();
    }
}
