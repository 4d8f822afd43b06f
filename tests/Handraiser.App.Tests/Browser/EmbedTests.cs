using Handraiser.App.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Handraiser.App.Tests.Browser;

public sealed class EmbedTests(BrowserFixture browser)
{
    const string Api = "**/api/v1/requests";

    [Fact]
    public async Task A_form_on_a_strict_foreign_page_shows_the_promise_in_place()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site, "/?utm_source=ad&token=secret#x");
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within 5 minutes");
        await Expect(page.Locator("form")).ToBeHiddenAsync();
        Assert.Equal("embed", await app.AskAsync<string>("select channel from submission"));
        var source = await app.AskAsync<string>("select source from request");
        Assert.Contains($"\"page\":\"{site.Address}?utm_source=ad\"", source, StringComparison.Ordinal);
        Assert.Contains("\"channel\":\"ad\"", source, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await app.AskAsync<string>("select body from submission"), StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    }

    [Fact]
    public async Task A_double_click_is_one_request()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        await FillAsync(page, "bea@buyer.example");
        await page.DblClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within");
        Assert.Equal(1, await app.CountAsync("submission"));
    }

    [Fact]
    public async Task What_was_sent_offline_arrives_once_when_the_connection_is_back()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        await FillAsync(page, "bea@buyer.example");
        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Not sent yet");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within");
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Fact]
    public async Task A_page_left_before_the_answer_sends_the_same_again_when_it_is_opened()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        var reached = new TaskCompletionSource();
        // The server takes it, and the answer never comes back.
        await page.RouteAsync(Api, async route =>
        {
            if (route.Request.Method == "POST")
            {
                await route.FetchAsync();
                reached.TrySetResult();
            }
            else await route.ContinueAsync();
        });
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");
        await reached.Task;
        Assert.Equal(1, await app.CountAsync("request"));
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within");
        Assert.Equal(1, await app.CountAsync("submission"));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    }

    [Fact]
    public async Task A_server_that_cannot_store_is_asked_again_with_the_same_key()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        var keys = new List<string>();
        await page.RouteAsync(Api, async route =>
        {
            if (route.Request.Method != "POST") { await route.ContinueAsync(); return; }
            keys.Add(await route.Request.HeaderValueAsync("Idempotency-Key") ?? "");
            if (keys.Count > 1) await route.ContinueAsync();
            else await route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" } });
        });
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within");
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task Where_scripts_may_not_connect_the_browser_posts_the_form_itself()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app, connect: false);
        var page = await OpenAsync(site);
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Thank you");
        Assert.Equal("form", await app.AskAsync<string>("select channel from submission"));
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Fact]
    public async Task Without_scripts_the_form_is_posted_and_the_promise_is_a_page()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site, options: new() { JavaScriptEnabled = false });
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.Locator(".promise")).ToContainTextAsync("within 5 minutes");
        Assert.StartsWith(app.Address.ToString(), page.Url, StringComparison.Ordinal);
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Fact]
    public async Task Without_scripts_a_form_that_lacks_an_address_comes_back_with_all_that_was_written()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site, options: new() { JavaScriptEnabled = false });
        await page.FillAsync("[name=name]", "Bea");
        await page.ClickAsync("button");
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("Bea");
        await page.FillAsync("[name=email]", "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.Locator(".promise")).ToContainTextAsync("within");
        Assert.Equal("Bea", await app.AskAsync<string>("select name from person"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_form_and_it_can_be_sent_again()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        await page.FillAsync("[name=name]", "Bea");
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("e-mail address or a phone number");
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within");
    }

    [Fact]
    public async Task The_back_button_after_the_thanks_loses_nothing_and_sends_nothing_twice()
    {
        await using var app = await TestApp.StartAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"{app.Address}h/{app.Workspace.FormId}");
        await page.FillAsync("[name=email]", "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.Locator(".promise")).ToBeVisibleAsync();
        var promised = page.Url;
        await page.GoBackAsync();
        await Expect(page.Locator("[name=email]")).ToHaveValueAsync("bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.Locator(".promise")).ToBeVisibleAsync();
        Assert.Equal(promised, page.Url);
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Fact]
    public async Task A_trap_that_a_password_manager_filled_in_is_quarantined_with_its_clock_running()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        await Expect(page.Locator("[name=_website]")).ToBeHiddenAsync();
        await FillAsync(page, "bea@buyer.example");
        await page.EvaluateAsync("document.querySelector('[name=_website]').value = 'https://bea.example'");
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within 5 minutes");
        Assert.Equal("quarantine", await app.AskAsync<string>("select held from lead"));
        Assert.Equal("running", await app.AskAsync<string>("select state from clock"));
    }

    [Fact]
    public async Task A_marked_form_without_an_action_is_taken_over_and_the_page_is_told()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app,
            form: $"<form data-handraiser=\"{app.Workspace.FormKey}\"><input name=\"tel\"><input name=\"submit\"><button>Go</button></form>");
        var page = await OpenAsync(site);
        await page.EvaluateAsync("() => { window.told = new Promise(done => addEventListener('handraiser:sent', event => done(event.detail.promise))); }");
        await page.FillAsync("[name=tel]", "+49 30 123456");
        await page.ClickAsync("button");
        Assert.Contains("within", await page.EvaluateAsync<string>("window.told"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_form_is_flooded_the_page_works_for_its_buyer_and_the_request_goes_its_way()
    {
        await using var app = await TestApp.StartAsync();
        app.FloodForm();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within");
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from lead where held is null"));
        Assert.Equal(1, await app.CountAsync("proof_of_work"));
    }

    [Fact]
    public async Task A_network_that_has_sent_too_many_works_and_does_not_wait()
    {
        await using var app = await TestApp.StartAsync(settings: settings => settings with { FormRate = 1 });
        using var before = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "colleague@buyer.example"));
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site);
        await FillAsync(page, "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("within");
        Assert.Equal(2, await app.CountAsync("request"));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "quarantine")]
    public async Task While_it_is_flooded_our_own_page_works_too_and_without_scripts_a_human_looks_first(bool scripts,
        string? held)
    {
        await using var app = await TestApp.StartAsync();
        app.FloodForm();
        var page = await browser.NewPageAsync(new() { JavaScriptEnabled = scripts });
        await page.GotoAsync($"{app.Address}h/{app.Workspace.FormId}");
        await page.FillAsync("[name=email]", "bea@buyer.example");
        await page.ClickAsync("button");
        await Expect(page.Locator(".promise")).ToContainTextAsync("within 5 minutes");
        Assert.Equal(held, await app.AskAsync<string>("select held from lead"));
        Assert.Equal("running", await app.AskAsync<string>("select state from clock"));
    }

    [Fact]
    public async Task A_week_later_what_was_never_sent_is_forgotten()
    {
        await using var app = await TestApp.StartAsync();
        await using var site = await ForeignSite.StartAsync(app);
        var page = await OpenAsync(site, "/other");
        await page.EvaluateAsync("""
            ([host, key]) => localStorage.setItem('handraiser:old', JSON.stringify(
              { host, key, body: 'email=old%40buyer.example', at: Date.now() - 8 * 864e5 }))
            """, new[] { app.Address.GetLeftPart(UriPartial.Authority), app.Workspace.FormKey });
        await page.GotoAsync(site.Address.ToString());
        await page.WaitForFunctionAsync("localStorage.length === 0");
        Assert.Equal(0, await app.CountAsync("submission"));
    }

    async Task<IPage> OpenAsync(ForeignSite site, string path = "/", BrowserNewContextOptions? options = null)
    {
        var page = await browser.NewPageAsync(options);
        await page.GotoAsync(new Uri(site.Address, path).ToString());
        return page;
    }

    static async Task FillAsync(IPage page, string email)
    {
        await page.FillAsync("[name=name]", "Bea Buyer");
        await page.FillAsync("[name=email]", email);
    }
}
