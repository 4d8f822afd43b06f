using Handraiser.App.Tests.Browser;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Platform.Ui;

public sealed class ActTests(UiHost host, BrowserFixture browser) : ScriptPage(host, browser)
{
    const string Form = """
        <form id="f" method="post" action="/act" data-act data-toast="Saved." data-undo="/act">
        <input type="hidden" name="__RequestVerificationToken" value="t">
        <div data-field="Note"><input id="note" name="Note"><p class="field-error" hidden></p></div>
        <button id="send" name="how" value="now">Send</button></form>
        """;

    [Fact]
    public async Task An_act_is_sent_once_says_so_and_can_be_undone()
    {
        await ShowAsync(Form);
        await Page.Locator("#note").FillAsync("rang twice");

        await Page.EvaluateAsync("send.click(), send.click()");

        await Assertions.Expect(Page.Locator(".toast")).ToContainTextAsync("Saved.");
        Assert.Equal("__RequestVerificationToken=t&Note=rang+twice&how=now", Assert.Single(Host.Acts));
        await Page.Locator(".toast-undo").ClickAsync();
        await Assertions.Expect(Page.Locator(".toast")).ToHaveTextAsync("Undone.");
        Assert.Equal("__RequestVerificationToken=t", Host.Acts[1]);
    }

    [Fact]
    public async Task A_refused_act_shows_why_at_the_field_and_keeps_what_was_typed()
    {
        Host.Answer = () =>
            TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["note"] = ["Too short."] });
        await ShowAsync(Form);
        await Page.Locator("#note").FillAsync("x");

        await Page.Locator("#send").ClickAsync();

        await Assertions.Expect(Page.Locator(".field-error")).ToHaveTextAsync("Too short.");
        await ChangeAsync(Form + "<p id='done'>x</p>");
        await Assertions.Expect(Page.Locator("#done")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".field-error")).ToBeVisibleAsync();
        Assert.Equal("x", await Page.Locator("#note").InputValueAsync());
        Assert.Equal("note", await Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_lost_race_is_told_and_the_page_catches_up()
    {
        Host.Answer = () => TypedResults.Problem("Sofia has it.", statusCode: 409);
        await ShowAsync(Form);
        Host.Region = "<p id='theirs'>Sofia</p>";

        await Page.Locator("#send").ClickAsync();

        await Assertions.Expect(Page.Locator(".toast")).ToHaveTextAsync("Sofia has it.");
        await Assertions.Expect(Page.Locator("#theirs")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_switch_that_is_refused_goes_back()
    {
        Host.Answer = () => TypedResults.Problem("You are on leave.", statusCode: 422);
        await ShowAsync("""
            <form method="post" action="/act" data-act><input id="on" type="checkbox" name="on" data-submits></form>
            """);

        await Page.Locator("#on").ClickAsync();

        await Assertions.Expect(Page.Locator(".toast")).ToHaveTextAsync("You are on leave.");
        await Assertions.Expect(Page.Locator("#on")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task An_answer_that_redirects_to_this_page_is_shown_in_place()
    {
        Host.Answer = () => TypedResults.LocalRedirect("/page");
        await ShowAsync(Form);
        await Page.EvaluateAsync("window.same = true");
        Host.Region = "<p id='after'>after</p>";

        await Page.Locator("#send").ClickAsync();

        await Assertions.Expect(Page.Locator("#after")).ToBeVisibleAsync();
        Assert.True(await Page.EvaluateAsync<bool>("window.same"));
    }
}
