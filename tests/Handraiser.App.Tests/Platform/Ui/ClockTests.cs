using System.Globalization;
using System.Text.RegularExpressions;
using Handraiser.App.Platform.Ui;
using Handraiser.App.Tests.Browser;
using Microsoft.Playwright;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Ui;

public sealed partial class ClockTests(UiHost host, BrowserFixture browser) : ScriptPage(host, browser)
{
    [Fact]
    public async Task Clocks_tick_by_the_servers_time_whatever_the_browser_believes()
    {
        await Page.Clock.InstallAsync(new() { TimeDate = DateTime.UnixEpoch });
        await Page.GotoAsync(Host.Url + "/ui");
        var clock = Page.Locator("#sample-clocks .countdown").Nth(1);
        await Assertions.Expect(clock).ToHaveTextAsync(Left());

        await Page.Clock.RunForAsync(70_000);

        await Assertions.Expect(clock).ToHaveTextAsync(Late());
        await Assertions.Expect(clock).ToHaveClassAsync("countdown medium is-late");
    }

    [Fact]
    public async Task Clocks_read_the_same_on_the_server_and_in_the_browser()
    {
        await Page.GotoAsync(Host.Url + "/ui");
        await Page.EvaluateAsync(
            "url => import(url).then(module => { window.clocks = module; })", Assets.Url("js/clocks.js"));
        var start = Instant.FromUnixTimeSeconds(1_700_000_000);
        var due = start + Duration.FromMinutes(5);
        long[] moments =
            [0, 1, 999, 74_999, 225_000, 299_001, 300_000, 300_001, 360_500, 3_900_000, 7_800_000, 90_000_000];
        foreach (var now in moments.Select(ms => start + Duration.FromMilliseconds(ms)))
        {
            var face = ClockFace.At(start, due, now);

            var shown = await Page.EvaluateAsync<string>(
                """
                ([started, due, now]) => {
                  const { state, percent } = clocks.face(started, due, now);
                  return `${clocks.left(due, now)} ${state} ${percent}`;
                }
                """,
                new[] { start, due, now }.Select(at => (double)at.ToUnixTimeMilliseconds()).ToArray());

            Assert.Equal(string.Create(
                CultureInfo.InvariantCulture, $"{Spans.Left(due, now)} {face.State} {face.Percent}"), shown);
        }
    }

    [GeneratedRegex(@"^(1:00|0:5\d) left$")]
    private static partial Regex Left();

    [GeneratedRegex(@"^0:[01]\d late$")]
    private static partial Regex Late();
}
