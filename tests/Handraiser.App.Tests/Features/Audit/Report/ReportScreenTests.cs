using System.Text;
using Deque.AxeCore.Playwright;
using Handraiser.App.Features.Audit.Report;
using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;

namespace Handraiser.App.Tests.Features.Audit.Report;

/// <summary>The report as a file that somebody opens.</summary>
public sealed class ReportScreenTests(BrowserFixture browser) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("handraiser-report");

    public static TheoryData<ColorScheme, int, string> Screens => new()
    {
        { ColorScheme.Light, 1440, "en" }, { ColorScheme.Dark, 1440, "no" }, { ColorScheme.Light, 390, "en" }, { ColorScheme.Dark, 390, "no" },
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Screens))]
    public async Task It_fits_its_window(ColorScheme theme, int width, string language)
    {
        var page = await OpenAsync(theme, width, language);
        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(excess <= 0, $"It is {excess} px too wide.");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en")]
    [InlineData(ColorScheme.Dark, "en")]
    [InlineData(ColorScheme.Light, "no")]
    [InlineData(ColorScheme.Dark, "no")]
    public async Task It_can_be_used_by_everyone(ColorScheme theme, string language)
    {
        var page = await OpenAsync(theme, 1440, language);
        var found = await page.RunAxe();
        Assert.Contains(found.Passes, item => item.Id == "color-contrast");
        Assert.Empty(found.Violations.Select(item => $"{item.Id}: {string.Join(" | ", item.Nodes.Take(5).Select(node => node.Html))}"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("no")]
    public async Task It_prints_on_fewer_than_twelve_pages(string language)
    {
        var page = await OpenAsync(ColorScheme.Light, 1440, language);
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        var pages = pdf.Split("/Type /Page").Length - 1 - (pdf.Split("/Type /Pages").Length - 1);
        Assert.InRange(pages, 2, 11);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nothing_that_is_printed_is_cut_off()
    {
        var page = await OpenAsync(ColorScheme.Light, 703, "en");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(excess <= 0, $"It is {excess} px wider than the paper.");
        await page.Context.CloseAsync();
    }

    async Task<IPage> OpenAsync(ColorScheme theme, int width, string language)
    {
        var file = Path.Combine(folder.FullName, $"{language}.html");
        await WriteReport.ToAsync(file, AuditedSample.Of.Report, AuditedSample.Of.History, null, language);
        var page = await browser.NewPageAsync(new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = 900 } });
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }
}
