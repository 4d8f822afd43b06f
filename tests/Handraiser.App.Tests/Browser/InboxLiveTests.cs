using System.Diagnostics;
using Handraiser.App.Tests.Support;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Browser;

/// <summary>Two reps at two screens, in real time.</summary>
public sealed class InboxLiveTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_raised_hand_appears_within_a_second(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, loops: true);
        await app.StaffAsync();
        var page = await browser.SignedInPageAsync(app, SalesFloor.Mia, "/inbox?view=all");
        var waits = new List<TimeSpan>();

        // This machine may be busy with something else: the quickest of three counts.
        for (var i = 0; i < 3; i++)
        {
            await app.BuyerAsync($"Buyer {i}", $"b{i}@buyer.example", phone: null);
            var watch = Stopwatch.StartNew();
            await Row(page, $"Buyer {i}").WaitForAsync();
            waits.Add(watch.Elapsed);
        }

        Assert.True(waits.Min() < TimeSpan.FromSeconds(1), $"It took {waits.Min()}.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_new_lead_takes_neither_the_place_nor_what_is_being_typed()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        for (var i = 0; i < 30; i++) await app.BuyerAsync($"Early {i:00}", $"e{i}@buyer.example", phone: null);
        var page = await browser.SignedInPageAsync(app, SalesFloor.Mia, "/inbox?view=all");
        var field = page.Locator("#inbox input[name=q]");
        await field.PressSequentiallyAsync("kow");
        await page.EvaluateAsync("scrollTo(0, 500)");

        await app.BuyerAsync("Marta", "marta@buyer.example", phone: null);
        await Row(page, "Marta").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        Assert.Equal("kow", await field.InputValueAsync());
        Assert.True(await field.EvaluateAsync<bool>("field => field === document.activeElement"));
        Assert.Equal(500, await page.EvaluateAsync<int>("scrollY"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_one_claims_the_other_sees_as_taken()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        await app.EverybodyLeavesAsync();
        var lead = await app.BuyerAsync();
        var bo = await browser.SignedInPageAsync(app, SalesFloor.Bo);
        var cy = await browser.SignedInPageAsync(app, SalesFloor.Cy, "/leads/" + lead);
        await Assertions.Expect(cy.GetByText("waiting in nordics", new() { Exact = true })).ToBeVisibleAsync();

        await Row(bo, "Bea Buyer").FocusAsync();
        await bo.Keyboard.PressAsync("c");

        await Assertions.Expect(bo.Locator(".toast-text")).ToContainTextAsync("Yours.");
        await Assertions.Expect(bo.Locator(".row-owner")).ToContainTextAsync("You");
        await Assertions.Expect(cy.Locator(".case-owner")).ToContainTextAsync("Bo Lindqvist");
        await Assertions.Expect(cy.GetByRole(AriaRole.Button, new() { Name = "Claim" })).ToHaveCountAsync(0);
        await bo.Context.CloseAsync();
        await cy.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_presses_second_is_told_who_was_first_and_sees_it()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        await app.EverybodyLeavesAsync();
        var lead = await app.BuyerAsync();
        var cy = await browser.SignedInPageAsync(app, SalesFloor.Cy, "/leads/" + lead);
        // As if the stream were slow: the page still shows the lead as free.
        await cy.RouteAsync("**/leads/*", route => route.Request.Headers.ContainsKey("x-fragment") ? route.AbortAsync()
            : route.ContinueAsync());
        using (await app.PostAsync($"/api/v1/leads/{lead}/claim", new { rep = SalesFloor.Bo })) { }

        await cy.GetByRole(AriaRole.Button, new() { Name = "Claim" }).ClickAsync();
        await Assertions.Expect(cy.Locator(".toast-text")).ToHaveTextAsync("Bo Lindqvist has taken this lead.");
        await cy.Context.CloseAsync();
    }

    [Fact]
    public async Task A_lead_for_me_is_counted_in_the_title_until_I_look()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        var ann = await browser.SignedInPageAsync(app, SalesFloor.Ann);
        await ann.EvaluateAsync("document.hasFocus = () => false");

        await app.BuyerAsync("Ola Nordmann", "ola@buyer.example", phone: null);

        await Assertions.Expect(ann).ToHaveTitleAsync("(1) Inbox · Acme");
        await Assertions.Expect(ann.Locator("#news-said")).ToHaveTextAsync("For you: Ola Nordmann, Buyer Ltd: Demo");
        await ann.EvaluateAsync("window.dispatchEvent(new Event('focus'))");
        await Assertions.Expect(ann).ToHaveTitleAsync("Inbox · Acme");
        await ann.Context.CloseAsync();
    }

    [Fact]
    public async Task The_inbox_is_worked_by_keys_alone()
    {
        await using var app = await TestApp.StartAsync(loops: true);
        await app.StaffAsync();
        await app.BuyerAsync("First Buyer", "one@buyer.example", phone: null);
        await app.BuyerAsync("Second Buyer", "two@buyer.example", phone: null);
        var mia = await browser.SignedInPageAsync(app, SalesFloor.Mia, "/inbox?view=all");

        await mia.Keyboard.PressAsync("j");
        await mia.Keyboard.PressAsync("j");
        await mia.Keyboard.PressAsync("t");
        await Assertions.Expect(mia.Locator("#sheet .dialog-title")).ToHaveTextAsync("Log a touch: Second Buyer");
        await mia.Locator("#sheet select[name=Grade]").SelectOptionAsync("two-way");
        await mia.Locator("#sheet textarea").FillAsync("Call back on Friday.");
        await mia.Locator("#sheet button:has-text('Log it')").ClickAsync();
        await Assertions.Expect(mia.Locator(".toast-text")).ToContainTextAsync("Talked, written down.");
        await Assertions.Expect(mia.Locator(".rows-head", new() { HasText = "Answered" })).ToBeVisibleAsync();

        await Row(mia, "First Buyer").FocusAsync();
        await mia.Keyboard.PressAsync("c");
        await Assertions.Expect(mia.Locator(".toast", new() { HasText = "Yours." })).ToBeVisibleAsync();
        await mia.Keyboard.PressAsync("z");
        await Assertions.Expect(mia.Locator(".toast", new() { HasText = "Given back." })).ToBeVisibleAsync();

        // In one go: the list is alive, and a row that moves takes no key that was meant for it.
        await Row(mia, "Second Buyer").PressAsync("Enter");
        await mia.WaitForURLAsync("**/leads/*");
        await Assertions.Expect(mia.GetByText("Call back on Friday.")).ToBeVisibleAsync();
        await mia.Context.CloseAsync();
    }

    static ILocator Row(IPage page, string name) => page.Locator(".row-link", new() { HasTextString = name });
}
