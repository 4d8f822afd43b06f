using Handraiser.App.Tests.Browser;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Platform.Ui;

/// <summary>A page with our modules in a real browser, and a live region that the test writes.</summary>
public abstract class ScriptPage(UiHost host, BrowserFixture browser) : IClassFixture<UiHost>, IAsyncLifetime
{
    IPage? opened;

    protected UiHost Host => host;

    protected IPage Page => opened!;

    public async ValueTask InitializeAsync()
    {
        opened = await browser.NewPageAsync();
        host.Acts.Clear();
        host.Answer = () => TypedResults.NoContent();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (opened is not null)
        {
            await opened.Context.CloseAsync();
        }
    }

    protected static string Rows(params string[] keys) => "<ul>" + string.Concat(keys.Select(key => $"""
        <li data-row data-key="{key}"><a data-open href="#{key}">{key}</a>
        <button type="button" data-hotkey="c">c</button></li>
        """)) + "</ul>";

    /// <summary>Opens the page with this in its live region, and waits until the page listens.</summary>
    protected async Task ShowAsync(string region)
    {
        host.Region = region;
        await Page.GotoAsync(host.Url + "/page");
        await Page.EvaluateAsync("""
            window.morphs = 0;
            document.addEventListener('ui:morphed', () => window.morphs++);
            document.addEventListener('click', event => {
              if (event.target.dataset.hotkey) window.pressed = event.target.closest('[data-key]').dataset.key;
            });
            """);
        await Assertions.Expect(Page.Locator("html[data-ui-live=on]")).ToHaveCountAsync(1);
    }

    /// <summary>Changes the live region on the server, announces it, and waits until the page has heard.</summary>
    protected async Task ChangeAsync(string region)
    {
        var before = await Page.EvaluateAsync<int>("window.morphs");
        host.Region = region;
        host.Announce("things");
        await Page.WaitForFunctionAsync("before => window.morphs > before", before);
    }
}
