using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Support;

/// <summary>A rep's browser window.</summary>
internal static class SignedInPage
{
    public static async Task<IPage> SignedInPageAsync(this BrowserFixture browser, TestApp app, string email,
        string path = "/inbox",
        ColorScheme theme = ColorScheme.Light, int width = 1440, int height = 900, bool scripts = true)
    {
        var page = await browser.NewPageAsync(new()
        {
            BaseURL = app.Address.ToString(), ColorScheme = theme, JavaScriptEnabled = scripts,
                ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        await page.GotoAsync("/sign-in?return=" + Uri.EscapeDataString(path));
        await page.FillAsync("#field-Email", email);
        await page.FillAsync("#field-Password", TestApp.Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == path.Split('?')[0]);
        return page;
    }
}
