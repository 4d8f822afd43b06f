using System.Net;
using System.Text.RegularExpressions;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Leads.Inbox;

public sealed partial class InboxPagesTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_most_urgent_comes_first(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.MorningAsync();
        using var mia = await app.SignedInAsync(SalesFloor.Mia);

        Assert.Equal(
            ["Marta Kowalczyk", "Cheap SEO", "Jonas Lindqvist", "Priya Raghunathan", "Yuki Tanaka",
                "Elena Petrova", "Diego Fuentes", "Ben Achterberg", "Tom Okoye"],
            Names(await mia.PageAsync("/inbox/list?view=all")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_view_shows_its_own(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.MorningAsync();
        using var bo = await app.SignedInAsync(SalesFloor.Bo);

        Assert.Equal(["Priya Raghunathan", "Tom Okoye"], Names(await bo.PageAsync("/inbox/list")).Order());
        Assert.Equal(["Cheap SEO"], Names(await bo.PageAsync("/inbox/list?view=held")));
        Assert.Equal(4, Names(await bo.PageAsync("/inbox/list?view=late")).Count);
        Assert.Equal(["Diego Fuentes"], Names(await bo.PageAsync("/inbox/list?view=all&kind=content")));
        Assert.Contains("Nothing closed yet", await bo.PageAsync("/inbox/list?view=closed"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Leads_that_wait_in_a_members_pool_are_theirs_to_take(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        await app.EverybodyLeavesAsync();
        await app.BuyerAsync();
        using var bo = await app.SignedInAsync(SalesFloor.Bo);

        var page = await bo.PageAsync("/inbox/list");

        Assert.Contains("waiting in nordics", page, StringComparison.Ordinal);
        Assert.Contains("/claim", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite", "marta", "Marta Kowalczyk")]
    [InlineData("sqlite", "KESTREL", "Priya Raghunathan")]
    [InlineData("sqlite", "ring before four", "Jonas Lindqvist")]
    [InlineData("sqlite", "yuki@aozora", "Yuki Tanaka")]
    [InlineData("sqlite", "0912 34 567", "Jonas Lindqvist")]
    [InlineData("sqlite", "50% off_", null)]
    [InlineData("sqlite", "%", null)]
    [InlineData("postgres", "marta", "Marta Kowalczyk")]
    [InlineData("postgres", "ring before four", "Jonas Lindqvist")]
    [InlineData("postgres", "0912 34 567", "Jonas Lindqvist")]
    [InlineData("postgres", "\\", null)]
    [InlineData("postgres", "_", null)]
    public async Task People_are_found_by_what_is_known_of_them(string engine, string words, string? found)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.MorningAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        Assert.Equal(found is null ? []
            : [found], Names(await ann.PageAsync("/inbox/list?view=all&q=" + Uri.EscapeDataString(words))));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Older_pages_follow_without_gap_or_repeat(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        for (var i = 0; i < 57; i++)
        {
            await app.BuyerAsync($"Buyer {i:00}", $"b{i}@buyer.example", i % 3 == 0 ? "community"
                : "demo", phone: null);
            app.Clock.Advance(Duration.FromSeconds(1));
        }
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        var first = await ann.PageAsync("/inbox?view=all");
        var second = await ann.PageAsync(WebUtility.HtmlDecode(Older().Match(first).Groups[1].Value));

        Assert.Equal(50, Names(first).Count);
        Assert.Equal(57, Names(first).Concat(Names(second)).Distinct().Count());
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_of_another_workspace_is_found(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.MorningAsync();
        await app.Get<SetUp>()
            .RunAsync("Other", "Olga Other", "olga@other.example", TestApp.Password, "Europe/Oslo",
            TestContext.Current.CancellationToken);
        using var olga = await app.SignedInAsync("olga@other.example");

        Assert.Empty(Names(await olga.PageAsync("/inbox?view=all")));
        Assert.Empty(Names(await olga.PageAsync("/inbox/list?view=all&q=marta")));
        Assert.DoesNotContain("Marta", await olga.PageAsync("/inbox/news"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_buyers_write_is_shown_and_not_run()
    {
        await using var app = await TestApp.StartAsync();
        await app.StaffAsync();
        await app.BuyerAsync("<script>alert(1)</script>", message: "<img src=x onerror=alert(2)>", company: "\"><b>");
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        var page = await ann.PageAsync("/inbox?view=all");

        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_of_every_page_shows_hits_and_leads_to_the_list()
    {
        await using var app = await TestApp.StartAsync();
        await app.MorningAsync();
        using var ann = await app.SignedInAsync(SalesFloor.Ann);

        using var entered = await ann.GetAsync(new Uri("/inbox/find?q=marta", UriKind.Relative),
            TestContext.Current.CancellationToken);
        ann.DefaultRequestHeaders.Add("X-Fragment", "1");

        Assert.Equal("/inbox?view=all&q=marta", entered.Headers.Location?.ToString());
        Assert.Contains("Marta Kowalczyk", await ann.PageAsync("/inbox/find?q=marta"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        await using var app = await TestApp.StartAsync();
        using var stranger = app.NewClient();

        string[] paths = ["/", "/inbox", "/inbox/list", "/leads/x", "/leads/x/close", "/pools", "/playbook", "/live"];
        foreach (var path in paths)
        {
            using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative),
                TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.Found), (path, answer.StatusCode));
            Assert.StartsWith("/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        }
    }

    static List<string> Names(string page) =>
        [.. Name().Matches(page).Select(found => WebUtility.HtmlDecode(found.Groups[1].Value))];

    [GeneratedRegex("<a class=\"row-link\"[^>]*>([^<]*)</a>")]
    private static partial Regex Name();

    [GeneratedRegex("href=\"([^\"]+)\"[^>]*rel=\"next\"")]
    private static partial Regex Older();
}
