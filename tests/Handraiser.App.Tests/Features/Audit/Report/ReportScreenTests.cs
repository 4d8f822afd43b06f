using System.Text;
using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Features.Audit.Report;

public sealed class ReportScreenTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1200, "en")]
    [InlineData(ColorScheme.Dark, 1200, "no")]
    [InlineData(ColorScheme.Light, 390, "no")]
    public async Task It_fits_its_window(ColorScheme theme, int width, string language)
    {
        var page = await browser.NewPageAsync(new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = 900 } });
        await page.SetContentAsync(await AuditedSample.PageAsync(language));
        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(excess <= 0, $"It is {excess} px too wide.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task It_prints_on_fewer_than_twelve_pages()
    {
        var page = await browser.NewPageAsync();
        await page.SetContentAsync(await AuditedSample.PageAsync());
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        var pages = pdf.Split("/Type /Page").Length - 1 - (pdf.Split("/Type /Pages").Length - 1);
        Assert.InRange(pages, 2, 11);
        await page.Context.CloseAsync();
    }
}
