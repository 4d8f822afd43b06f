using System.Net;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Playbooks.Pages;

public sealed class PlaybookPagesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rep_neither_sees_nor_publishes_it(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        using var seen = await ann.GetAsync(new Uri("/playbook", UriKind.Relative),
            TestContext.Current.CancellationToken);
        using var posted = await ann.PostFormAsync("/playbook", new { Text = SalesFloor.Playbook, Seen = 2 }, "/inbox");
        using var again = await ann.PostFormAsync("/playbook/versions/1/again", new { }, "/inbox");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (seen.StatusCode, posted.StatusCode, again.StatusCode));
        Assert.Equal(2, await app.AskAsync<long>("select playbook_version from workspace"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_is_published_with_its_note_and_shown_with_what_it_changed(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);
        var text = SalesFloor.Playbook.Replace("quarantine-at: 50", "quarantine-at: 60", StringComparison.Ordinal);

        using var answer = await mia.PostFormAsync("/playbook",
            new { Text = text.ReplaceLineEndings("\r\n"), Note = "Fewer false alarms.", Seen = 2 });

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(text, await app.AskAsync<string>("select text from playbook where version = 3"));
        Assert.Contains("Fewer false alarms.", await mia.PageAsync("/playbook"), StringComparison.Ordinal);
        var version = await mia.PageAsync("/playbook/versions/3");
        Assert.Contains("1 lines in, 1 out", version, StringComparison.Ordinal);
        Assert.Contains("quarantine-at: 60", version, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Mistakes_are_listed_by_place_and_nothing_is_published(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);
        var text = SalesFloor.Playbook.Replace("weight: 200", "weight: many", StringComparison.Ordinal)
            .Replace("bo@", "nobody@", StringComparison.Ordinal);

        using var check = await mia.PostFormAsync("/playbook/check", new { Text = text, Seen = 2 }, "/playbook");
        using var publish = await mia.PostFormAsync("/playbook", new { Text = text, Seen = 2 });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity),
            (check.StatusCode, publish.StatusCode));
        var said = await check.TextAsync();
        Assert.Contains("data-jump-line=\"10\"", said, StringComparison.Ordinal);
        Assert.Contains("weight: many", said, StringComparison.Ordinal);
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from playbook"));
    }

    [Fact]
    public async Task Checking_a_stranger_names_the_line()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);

        using var check = await mia.PostFormAsync("/playbook/check",
            new { Text = SalesFloor.Playbook.Replace("bo@", "nobody@", StringComparison.Ordinal),
                Seen = 2 }, "/playbook");

        var said = await check.TextAsync();
        Assert.Contains("Nobody here has the e-mail nobody@acme.example.", said, StringComparison.Ordinal);
        Assert.Contains("data-jump-line=\"11\"", said, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_colleagues_version_is_never_overwritten_unread(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);
        var mine = SalesFloor.Playbook + "# mine\n";

        using var late = await mia.PostFormAsync("/playbook", new { Text = mine, Seen = 1 });

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var said = await late.TextAsync();
        Assert.Contains("Ada Admin published version 2 while you wrote.", said, StringComparison.Ordinal);
        Assert.Contains("# mine", said, StringComparison.Ordinal);
        Assert.Equal(2, await app.AskAsync<long>("select playbook_version from workspace"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_earlier_version_becomes_the_newest(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);

        using var again = await mia.PostFormAsync("/playbook/versions/1/again", new { }, "/playbook/versions/1");

        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal(1,
            await app.AskAsync<long>(
                """
                select count(*) from playbook a join playbook b on a.text = b.text
                where a.version = 1 and b.version = 3
                """));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Everybody_sees_who_is_next_and_why_not_they(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);
        using (await ann.PostFormAsync("/presence", new { }, "/inbox")) { }
        await app.BuyerAsync();

        var page = await ann.PageAsync("/pools");

        Assert.Contains("Next: Cy Okafor", page, StringComparison.Ordinal);
        Assert.Contains("Ann Berg (you)", page, StringComparison.Ordinal);
        Assert.Contains("1 × Would have been next, but is away.", WebUtility.HtmlDecode(page),
            StringComparison.Ordinal);
    }
}
