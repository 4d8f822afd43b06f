using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Platform.Ui;

public sealed class KeyTests(UiHost host, BrowserFixture browser) : ScriptPage(host, browser)
{
    [Fact]
    public async Task Keys_walk_the_list_and_act_on_the_row_that_has_the_focus()
    {
        await ShowAsync(Rows("a", "b"));
        await PressAsync("j", "j", "c");
        Assert.Equal("b", await Page.EvaluateAsync<string>("window.pressed"));
        await PressAsync("k", "c");
        Assert.Equal("a", await Page.EvaluateAsync<string>("window.pressed"));

        await PressAsync("Enter");

        Assert.EndsWith("#a", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_letters_again_for_one_who_types()
    {
        await Page.GotoAsync(Host.Url + "/ui/inbox");
        await PressAsync("/");

        await Page.Keyboard.TypeAsync("jack");

        await Assertions.Expect(Page.Locator(".search-input")).ToHaveValueAsync("jack");
        await Assertions.Expect(Page.Locator(".search-hit").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys_and_two_letters_go_somewhere()
    {
        await Page.GotoAsync(Host.Url + "/ui/inbox");
        await PressAsync("?");
        await Assertions.Expect(Page.Locator("#shortcuts")).ToBeVisibleAsync();

        await PressAsync("Escape");
        await Assertions.Expect(Page.Locator("#shortcuts")).ToBeHiddenAsync();
        await PressAsync("g", "l");

        await Page.WaitForURLAsync("**/ui/lead");
    }

    async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await Page.Keyboard.PressAsync(key);
        }
    }
}
