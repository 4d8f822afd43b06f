using System.Text.Json;
using Handraiser.App.Features.Audit.Report;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Reports;

public sealed class ReportPagesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Few_leads_are_said_to_be_few(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var manager = await app.SignedInAsync();
        Assert.Contains("there are 0", await manager.PageAsync("/reports"), StringComparison.Ordinal);
        await app.PlayAsync();

        var page = await manager.PageAsync("/reports?days=7&kind=pricing");

        Assert.Contains("Too few leads to tell", page, StringComparison.Ordinal);
        Assert.Contains("there is 1", page, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_page_the_file_and_the_figures_tell_the_same(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        for (var number = 0; number < 22; number++)
        {
            var lead = await app.HandAsync($"buyer{number}", channel: number < 21 ? "web" : "ads");
            app.Clock.Advance(Duration.FromMinutes(3));
            if (number % 2 == 0) await app.TouchAsync(lead, "attempt");
        }
        using var manager = await app.SignedInAsync();

        var page = await manager.PageAsync("/reports?source=web");
        var file = await manager.PageAsync("/reports/page?source=web");
        using var json = JsonDocument.Parse(await manager.PageAsync("/reports/report.json?source=web"));

        var attempt = json.RootElement.GetProperty("response").GetProperty("asLogged").GetProperty("attempt");
        Assert.Equal((21, 11, 10), (attempt.GetProperty("leads").GetInt32(), attempt.GetProperty("within5m").GetInt32(),
            attempt.GetProperty("never").GetInt32()));
        Assert.All([page, file], text => Assert.Contains(ReportWords.English.Percent(11.0 / 21), text, StringComparison.Ordinal));
        var leads = (await manager.PageAsync("/reports/leads.csv?source=web")).TrimEnd().Split('\n');
        Assert.Equal((22, 10), (leads.Length, leads.Count(row => row.Contains(",never,", StringComparison.Ordinal))));
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Contains("/reports/page?days=30&amp;source=web", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/leads/", page, StringComparison.Ordinal);
        Assert.Contains("Hvor lenge de venter", await manager.PageAsync("/reports?source=web&language=no"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_subscribes_can_end_it(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var manager = await app.SignedInAsync();

        using var on = await manager.PostFormAsync("/reports/subscribe", new { }, "/reports");
        Assert.Contains("Unsubscribe", await manager.PageAsync("/reports"), StringComparison.Ordinal);
        using var off = await manager.PostFormAsync("/reports/unsubscribe", new { }, "/reports");

        Assert.Equal((303, 303), ((int)on.StatusCode, (int)off.StatusCode));
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from report_subscriber"));
    }
}
