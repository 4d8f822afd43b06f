using System.Diagnostics;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Browser;

/// <summary>The product's main job on real input: a form in a browser, a rep's screen, a real mailbox, a clock that runs by itself.</summary>
public sealed class WholeWayTests(BrowserFixture browser)
{
    const string Playbook = """
        name: Acme
        hours: { all: { zone: Europe/Oslo, open: always } }
        teams: { sales: { hours: all, manager: mia@acme.example, on-call: ada@acme.example } }
        pools: { sales: { team: sales, members: [ann@acme.example, bo@acme.example] } }
        targets: { contact: { within: 4 s, hours: team, ladder: quick } }
        ladders:
          quick:
            - { at: 50%, do: nudge }
            - { at: 100%, do: hand-on }
            - { at: 200%, do: on-call }
        catch-all: sales
        screening: { owner: mia@acme.example }
        """;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_form_on_a_foreign_page_reaches_screen_and_mailbox_and_climbs_until_somebody_acts(string engine)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var mail = await RealMailServer.StartAsync(cancel);
        await using var app = await TestApp.StartAsync(engine, settings => settings with { Mail = mail.Url, MailFrom = "Leads <leads@acme.example>" }, loops: true);
        await app.StaffAsync();
        await app.PublishAsync(Playbook);
        await using var site = await ForeignSite.StartAsync(app);
        var screen = await browser.SignedInPageAsync(app, SalesFloor.Mia, "/inbox?view=all");
        var buyer = await browser.NewPageAsync();
        await buyer.GotoAsync(site.Address.ToString());

        // This machine may be busy with something else: the quickest of three counts.
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            await buyer.GotoAsync(site.Address.ToString());
            await buyer.FillAsync("[name=name]", $"Buyer {i}");
            await buyer.FillAsync("[name=email]", $"buyer{i}@company{i}.example");
            await buyer.ClickAsync("button");
            var watch = Stopwatch.StartNew();
            await screen.Locator($"[data-row]:has-text('Buyer {i}')").WaitForAsync();
            await mail.WaitForAsync(cancel, $"Buyer {i}");
            waits.Add(watch.Elapsed);
        }
        Assert.True(waits.Min() < TimeSpan.FromSeconds(1), $"It took {waits.Min()}.");

        var lead = (await app.AskAsync<string>("select l.id from lead l join person p on p.workspace_id = l.workspace_id and p.id = l.person_id where p.name = 'Buyer 2'"))!;
        await screen.Locator("[data-row].is-alarm:has-text('Buyer 2')").WaitForAsync(new() { Timeout = 60_000 });
        var kinds = await KindsAsync(app, lead);
        string[] climbed = ["ladder.nudged", "clock.breached", "lead.handed-on", "ladder.on-call"];
        Assert.Equal(climbed, kinds.Where(climbed.Contains));
        await mail.WaitForAsync(cancel, "To: Ada Admin", "Buyer 2");

        using var touched = await app.PostAsync($"/api/v1/leads/{lead}/touches", new { rep = TestApp.AdminEmail, grade = "two-way", channel = "phone" });
        Assert.True(touched.IsSuccessStatusCode);
        Assert.Equal("clock.met", (await KindsAsync(app, lead))[^1]);
        await screen.Context.CloseAsync();
        await buyer.Context.CloseAsync();
    }

    static async Task<List<string>> KindsAsync(TestApp app, string lead) => [.. (await app.GetAsync($"/api/v1/leads/{lead}/events"))
        .EnumerateArray().Select(one => one.GetProperty("kind").GetString()!)];
}
