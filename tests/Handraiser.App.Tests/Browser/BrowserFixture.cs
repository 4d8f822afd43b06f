using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Handraiser.App.Tests.Browser;

/// <summary>
/// One Chromium for all browser tests, started when the first of them asks. Without a Chromium a test is skipped,
/// except where CI is set: there a missing browser is a failure.
/// </summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    const string Chromium = "/usr/bin/chromium";

    static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    readonly SemaphoreSlim starting = new(1, 1);
    IPlaywright? playwright;
    IBrowser? browser;

    /// <summary>A page with cookies and storage of its own; close its context to be rid of it.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var started = await StartAsync();
        var context = await started.NewContextAsync(options);
        context.SetDefaultTimeout(10_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        starting.Dispose();
    }

    async Task<IBrowser> StartAsync()
    {
        var mustRun = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
        Assert.SkipUnless(File.Exists(Chromium) || mustRun, $"There is no {Chromium}.");
        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Quiet });
        }
        finally
        {
            starting.Release();
        }
    }
}
