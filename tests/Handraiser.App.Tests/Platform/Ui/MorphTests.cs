using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Platform.Ui;

public sealed class MorphTests(UiHost host, BrowserFixture browser) : ScriptPage(host, browser)
{
    [Fact]
    public async Task A_live_region_changes_around_the_one_who_types()
    {
        await ShowAsync("""
            <ul><li id="a">A</li></ul><input id="note" value="">
            <details id="d"><summary>More</summary>x</details>
            """);
        await Page.Locator("#d summary").ClickAsync();
        await Page.Locator("#note").PressSequentiallyAsync("half a sen");
        await Page.EvaluateAsync("document.getElementById('note').setSelectionRange(2, 5)");

        await ChangeAsync("""
            <ul><li id="b">B</li><li id="a">A2</li></ul><input id="note" value="server">
            <details id="d"><summary>More</summary>y</details>
            """);

        await Assertions.Expect(Page.Locator("#a")).ToHaveTextAsync("A2");
        Assert.Equal("note", await Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Equal("half a sen", await Page.Locator("#note").InputValueAsync());
        Assert.Equal("2-5", await Page.EvaluateAsync<string>("`${note.selectionStart}-${note.selectionEnd}`"));
        Assert.True(await Page.EvaluateAsync<bool>("document.getElementById('d').open"));
    }

    [Fact]
    public async Task A_field_that_nobody_touched_takes_the_servers_value()
    {
        await ShowAsync("""
            <input id="name" value="old"><input id="on" type="checkbox"><textarea id="t">old</textarea>
            <select id="s"><option>1<option>2</select>
            """);

        await ChangeAsync("""
            <input id="name" value="new"><input id="on" type="checkbox" checked><textarea id="t">new</textarea>
            <select id="s"><option>1<option selected>2</select>
            """);

        await Assertions.Expect(Page.Locator("#name")).ToHaveValueAsync("new");
        await Assertions.Expect(Page.Locator("#on")).ToBeCheckedAsync();
        await Assertions.Expect(Page.Locator("#t")).ToHaveValueAsync("new");
        await Assertions.Expect(Page.Locator("#s")).ToHaveValueAsync("2");
    }

    [Fact]
    public async Task What_was_chosen_but_not_sent_outlives_a_change()
    {
        const string fields = """<textarea id="t"></textarea><select id="s"><option>1<option>2</select>""";
        await ShowAsync(fields);
        await Page.Locator("#t").FillAsync("mine");
        await Page.Locator("#s").SelectOptionAsync("2");
        await Page.EvaluateAsync("document.activeElement.blur()");

        await ChangeAsync(fields + "<p>and more</p>");

        await Assertions.Expect(Page.Locator("#t")).ToHaveValueAsync("mine");
        await Assertions.Expect(Page.Locator("#s")).ToHaveValueAsync("2");
    }

    [Fact]
    public async Task Rows_keep_their_identity_and_the_focus_when_their_order_changes()
    {
        await ShowAsync(Rows("a", "b", "c"));
        await Page.Locator("[data-key=c] a").FocusAsync();
        await Page.EvaluateAsync("window.row = document.querySelector('[data-key=c]')");

        await ChangeAsync(Rows("c", "d", "a"));

        var keys = "[...document.querySelectorAll('[data-key]')].map(row => row.dataset.key).join(' ')";
        Assert.Equal("c d a", await Page.EvaluateAsync<string>(keys));
        Assert.True(await Page.EvaluateAsync<bool>("window.row === document.querySelector('[data-key=c]')"));
        Assert.True(await Page.EvaluateAsync<bool>("window.row.contains(document.activeElement)"));
    }

    [Fact]
    public async Task An_event_about_something_else_refreshes_nothing()
    {
        await ShowAsync("<p id='p'>old</p>");

        var before = Host.Reads;

        Host.Announce("weather");

        await Assertions.Expect(Page.Locator("#other")).ToHaveTextAsync("rain");
        Assert.Equal(before, Host.Reads);
    }

    [Fact]
    public async Task A_lost_stream_is_taken_up_where_it_ended_and_the_page_catches_up()
    {
        await ShowAsync("<p id='p'>old</p>");
        await ChangeAsync("<p id='p'>heard</p>");
        Host.Region = "<p id='p'>missed</p>";

        Host.Drop();

        await Assertions.Expect(Page.Locator("#p")).ToHaveTextAsync("missed");
        Assert.Equal("?lastEventId=41", Host.Streams.Last());
    }
}
