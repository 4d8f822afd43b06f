using System.Net;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Leads.Case;

public sealed class LeadPagesTests
{
    static readonly string[] Acts = ["claim", "give-back", "touches", "assignment", "release", "merge", "close",
        "reopen"];

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_page_says_who_has_it_why_and_that_its_history_holds(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        var page = await ann.PageAsync("/leads/" + lead);

        Assert.Contains("Why you", page, StringComparison.Ordinal);
        Assert.Contains("Nordic companies", page, StringComparison.Ordinal);
        Assert.Contains("not next in turn", page, StringComparison.Ordinal);
        Assert.Contains("History sealed: 3 events", page, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:&#x2B;4740000001\"", page, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_history_that_was_tampered_with_says_so(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        await app.ChangeAsync("update lead set last_hash = 'nonsense'");
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        Assert.Contains("This history was tampered with", await ann.PageAsync("/leads/" + lead),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lead_of_another_workspace_is_not_there(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        await app.Get<SetUp>()
            .RunAsync("Other", "Olga Other", "olga@other.example", TestApp.Password, "Europe/Oslo",
            TestContext.Current.CancellationToken);
        using var olga = await app.SignedInAsync("olga@other.example");

        foreach (var path in new[] { "", "/touches", "/assignment", "/merge", "/close" })
        {
            using var answer = await olga.GetAsync(new Uri($"/leads/{lead}{path}", UriKind.Relative),
                TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        foreach (var act in Acts)
        {
            using var answer = await olga.PostFormAsync($"/leads/{lead}/{act}",
                new { Grade = "attempt", Channel = "phone", Rep = "x", Outcome = "spam", Into = lead[..25] + "0" },
                    "/inbox", background: true);
            Assert.Equal((act, HttpStatusCode.NotFound), (act, answer.StatusCode));
        }
        Assert.Equal(3, await app.AskAsync<long>("select events from lead"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rep_can_neither_hand_on_nor_close_a_colleagues_lead(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var bo = await app.SignedInAsync(SalesFloor.Bo);

        using var assigned = await bo.PostFormAsync($"/leads/{lead}/assignment",
            new { Rep = await app.IdOfAsync(SalesFloor.Bo) }, "/inbox", background: true);
        using var closed = await bo.PostFormAsync($"/leads/{lead}/close", new { Outcome = "spam" }, "/inbox",
            background: true);
        using var claimed = await bo.PostFormAsync($"/leads/{lead}/claim", new { }, "/inbox", background: true);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict),
            (assigned.StatusCode, closed.StatusCode, claimed.StatusCode));
        Assert.Equal(3, await app.AskAsync<long>("select events from lead"));
        Assert.DoesNotContain("/assignment\"", await bo.PageAsync("/leads/" + lead), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Looking_changes_nothing(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);
        var before = await PrintAsync(app);

        foreach (var path in new[]
        {
            "/inbox", "/inbox/list?view=all", "/inbox/news", $"/leads/{lead}", $"/leads/{lead}/touches",
            $"/leads/{lead}/close", $"/leads/{lead}/assignment", $"/leads/{lead}/merge", "/pools", "/playbook",
                "/playbook/versions/1",
        }) await mia.PageAsync(path);
        foreach (var act in Acts.Except(["touches", "assignment", "merge", "close"]))
        {
            using var answer = await mia.GetAsync(new Uri($"/leads/{lead}/{act}", UriKind.Relative),
                TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }

        Assert.Equal(before, await PrintAsync(app));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_comes_second_is_told_calmly_who_was_first(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);
        using var mia = await app.SignedInAsync(SalesFloor.Mia);
        using var won = await ann.PostFormAsync($"/leads/{lead}/claim", new { }, $"/leads/{lead}");

        using var act = await mia.PostFormAsync($"/leads/{lead}/claim", new { }, "/inbox", background: true);
        using var page = await mia.PostFormAsync($"/leads/{lead}/claim", new { }, "/inbox");

        Assert.Equal((HttpStatusCode.SeeOther, $"/leads/{lead}"), (won.StatusCode, won.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Conflict, act.StatusCode);
        Assert.Contains("Ann Berg has taken this lead.", await act.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Ann Berg has taken this lead.", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_touch_by_plain_form_stops_the_clock(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        app.Clock.Advance(Duration.FromSeconds(192));
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        using var answer = await ann.PostFormAsync($"/leads/{lead}/touches",
            new { Grade = "two-way", Channel = "phone", Note = "Wants twelve seats." }, background: true);

        Assert.Contains("Answered in 3:12", await answer.TextAsync(), StringComparison.Ordinal);
        var page = await ann.PageAsync("/leads/" + lead);
        Assert.Contains("met in 3:12", page, StringComparison.Ordinal);
        Assert.Contains("Wants twelve seats.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_cannot_be_taken_names_its_fields()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        using var touch = await ann.PostFormAsync($"/leads/{lead}/touches",
            new { Grade = "automated", Channel = "pigeon" }, background: true);
        using var close = await ann.PostFormAsync($"/leads/{lead}/close", new { Outcome = "" });

        var said = await touch.TextAsync();
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (touch.StatusCode, close.StatusCode));
        Assert.Contains("\"Grade\"", said, StringComparison.Ordinal);
        Assert.Contains("\"Channel\"", said, StringComparison.Ordinal);
        Assert.Contains("Choose what became of it.", await close.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_our_pages_token_is_refused()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        var lead = await app.BuyerAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        foreach (var act in Acts)
        {
            using var form = new FormUrlEncodedContent([]);
            using var answer = await ann.PostAsync(new Uri($"/leads/{lead}/{act}", UriKind.Relative), form,
                TestContext.Current.CancellationToken);
            Assert.Equal((act, HttpStatusCode.BadRequest), (act, answer.StatusCode));
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Spam_is_let_through_or_closed_with_one_press(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.MorningAsync();
        var lead = await app.AskAsync<string>("select id from lead where held is not null");
        using var mia = await app.SignedInAsync(SalesFloor.Mia);
        Assert.Contains("This looks like spam. Is it?", await mia.PageAsync("/leads/" + lead),
            StringComparison.Ordinal);

        using var released = await mia.PostFormAsync($"/leads/{lead}/release", new { }, "/inbox");

        Assert.Equal(HttpStatusCode.SeeOther, released.StatusCode);
        Assert.Equal("nordics",
            await app.AskAsync<string>("select pool from lead where id = @Lead", new { Lead = lead }));
    }

    static Task<string?> PrintAsync(TestApp app) => app.AskAsync<string>(
        """
        select (select count(*) from event) || ' ' || (select count(*) from turn) || ' ' || (select count(*) from job)
          || ' ' || (select count(*) from assignment) || ' ' || (select max(last_hash) from lead)
          || ' ' || (select playbook_version from workspace)
        """);
}
