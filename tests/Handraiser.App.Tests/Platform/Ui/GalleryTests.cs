using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Platform.Ui;

public sealed class GalleryTests(UiHost host, BrowserFixture browser) : IClassFixture<UiHost>
{
    static readonly string[] Paths =
        ["/ui", "/ui/inbox", "/ui/lead", "/ui/sign-in", "/ui/buyer", "/ui/thanks"];

    public static TheoryData<string, ColorScheme, int> Screens()
    {
        var screens = new TheoryData<string, ColorScheme, int>();
        foreach (var path in Paths)
        {
            screens.Add(path, ColorScheme.Light, 1440);
            screens.Add(path, ColorScheme.Dark, 1440);
            screens.Add(path, ColorScheme.Light, 390);
        }

        return screens;
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_screen_fits_obeys_the_policy_and_can_be_used_by_everyone(
        string path, ColorScheme theme, int width)
    {
        var page = await browser.NewPageAsync(new()
        {
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(host.Url + path);

        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(excess <= 0, $"It is {excess} px too wide.");
        Assert.Empty(complaints);
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Where(IsSerious).Select(Describe));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_chosen_theme_is_written_into_the_next_page_by_the_server()
    {
        var page = await browser.NewPageAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync(host.Url + "/ui");
        await page.Locator(".user").ClickAsync();
        await page.Locator("[data-theme-set=dark]").ClickAsync();
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));

        var answer = await page.GotoAsync(host.Url + "/ui/lead");

        Assert.Contains("<html lang=\"en\" data-theme=\"dark\">", await answer!.TextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_fragment_comes_without_the_shell()
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.Url) };
        client.DefaultRequestHeaders.Add("X-Fragment", "1");

        var html = await client.GetStringAsync("/ui/inbox", TestContext.Current.CancellationToken);

        Assert.Contains("id=\"inbox-rows\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_and_links_work_without_scripts()
    {
        var page = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        await page.GotoAsync(host.Url + "/ui/inbox");

        await page.Locator(".case-acts button:has-text('Claim')").ClickAsync();

        Assert.Equal(host.Url + "/ui", page.Url);
        await page.Context.CloseAsync();
    }

    static bool IsSerious(AxeResultItem item) => item.Impact is "serious" or "critical";

    static string Describe(AxeResultItem item) =>
        $"{item.Id}: {string.Join(" | ", item.Nodes.Select(node => node.Html))}";
}
