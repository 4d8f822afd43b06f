using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Abuse;

/// <summary>Abuses of intake that belong to no one part of it.</summary>
public sealed partial class IntakeCasesTests
{
    const string Api = "/api/v1/requests";

    [Theory]
    [InlineData("a\u202Egnp.exe", "agnp.exe")]
    [InlineData("Be\0a\u200B B\u2066uyer", "Be\uFFFDa Buyer")]
    [InlineData("  Bea\r\n\tBuyer ", "Bea Buyer")]
    [InlineData("\u202E\u200B", "bea@buyer.example")]
    public async Task A_name_that_disturbs_what_stands_around_it_is_kept_raw_and_shown_without_that(string name, string shown)
    {
        await using var app = await TestApp.StartAsync();
        var lead = (await app.RaiseAsync("", body: new { person = new { email = "bea@buyer.example", name },
            company = new { name } })).GetProperty("leadId").GetString();
        using var admin = await app.SignedInAsync();
        foreach (var path in (string[])["/inbox?view=all", $"/leads/{lead}"])
        {
            var page = WebUtility.HtmlDecode(await admin.PageAsync(path));
            Assert.Contains(shown, page, StringComparison.Ordinal);
            Assert.DoesNotMatch("[\u0000\u200B\u202E\u2066]", Heading().Match(page).Value);
            Assert.DoesNotContain(name, page, StringComparison.Ordinal);
        }
        Assert.Contains(JsonSerializer.Serialize(name)[1..^1],
            await app.AskAsync<string>("select body from submission"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Two_thousand_emoji_are_a_name_that_is_kept_whole_and_shown_short()
    {
        await using var app = await TestApp.StartAsync();
        var name = string.Concat(Enumerable.Repeat("\U0001F44B\U0001F3FD", 1024));
        await app.RaiseAsync("", body: new { person = new { email = "bea@buyer.example", name } });
        Assert.Equal(name, await app.AskAsync<string>("select name from person"));
        using var admin = await app.SignedInAsync();
        var page = WebUtility.HtmlDecode(await admin.PageAsync("/inbox?view=all"));
        Assert.Contains("\U0001F44B\U0001F3FD…", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', page);
    }

    [Fact]
    public async Task A_form_that_never_was_one_long_gone_and_one_that_is_no_form_are_answered_alike()
    {
        await using var app = await TestApp.StartAsync();
        await app.ChangeAsync("update form set state = 'deleted', deleted_at = @Then",
            new { Then = app.Clock.Now - Duration.FromDays(91) });
        var answers = new HashSet<string>();
        foreach (var form in (string[])[app.Workspace.FormId, app.Workspace.FormKey, "01hzzzzzzzzzzzzzzzzzzzzzzz",
            "hrf_" + new string('0', 32), app.Workspace.AdminId])
        {
            using var posted = await app.SendFormAsync($"/f/{form}", ("email", "bea@buyer.example"));
            using var shown = await app.NewClient().GetAsync(new Uri($"/h/{form}", UriKind.Relative),
                TestContext.Current.CancellationToken);
            answers.Add($"{(int)posted.StatusCode} {await posted.TextAsync()} {(int)shown.StatusCode} {await shown.TextAsync()}");
        }
        Assert.StartsWith("404", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("submission"));
    }

    [Theory]
    [InlineData("links")]
    [InlineData("pharmacy")]
    public async Task Spam_is_held_on_the_clock_and_never_dropped(string what)
    {
        await using var app = await TestApp.StartAsync();
        var message = what == "links" ? string.Join(' ', Enumerable.Range(0, 50).Select(i => $"http://spam{i}.example/buy"))
            : "Виагра и сиалис дешево, онлайн аптека viagra casino crypto http://a.example http://b.example";
        var lead = (await app.RaiseAsync("",
            body: new { person = new { email = "x81xk@mailinator.com", name = "xkqzvbnt" }, kind = "demo",
            message })).GetProperty("leadId").GetString();
        Assert.Equal("quarantine", await app.AskAsync<string>("select held from lead where id = @Lead", new { Lead = lead }));
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from clock where state = 'running'"));
    }

    [Fact]
    public async Task Eight_kibibytes_of_campaign_with_script_and_line_breaks_are_kept_and_shown_as_text()
    {
        await using var app = await TestApp.StartAsync();
        var campaign = "<script>alert(1)</script>\r\nX: y".PadRight(8192, 'x');
        using var fits = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "a@buyer.example"),
            ("utm_campaign", campaign), ("referrer", "https://x.example/" + new string('r', 8000)));
        using var tooLong = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "b@buyer.example"),
            ("utm_campaign", campaign + "x"), ("utm_source", "ads"));
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (fits.StatusCode, tooLong.StatusCode));
        var sources = await app.Database.ReadAsync(tx =>
            tx.ListAsync<string>("select source from request order by id"), TestContext.Current.CancellationToken);
        Assert.Single(sources, source => JsonDocument.Parse(source).RootElement.GetProperty("campaign").GetString() == campaign);
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from request where fields like '%by itself was left out%'"));
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from submission where body like '%utm_campaign=%3Cscript%'"));
        using var admin = await app.SignedInAsync();
        foreach (var lead in await app.Database.ReadAsync(tx => tx.ListAsync<string>("select id from lead"),
            TestContext.Current.CancellationToken))
        {
            Assert.DoesNotContain("<script>alert", await admin.PageAsync($"/leads/{lead}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_error_in_a_field_that_the_page_does_not_ask_for_is_shown_all_the_same()
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("_hosted", "1"),
            ("email", "a@buyer.example"), ("added", new string('x', 8193)));
        var page = await answer.TextAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Added: This is too long to be taken", page, StringComparison.Ordinal);
        Assert.Contains(new string('x', 8193), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_form_whose_name_cannot_be_read_is_kept()
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.SendRawAsync($"/f/{app.Workspace.FormId}",
            "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nbea@buyer.example\r\n"
            + "--b\r\nContent-Disposition: form-data; name=a b\"c\r\n\r\nCall me on Monday\r\n--b--\r\n",
                "multipart/form-data; boundary=b");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Call+me+on+Monday", await app.AskAsync<string>("select body from submission"), StringComparison.Ordinal);
        Assert.Contains("Call me on Monday", await app.AskAsync<string>("select fields from request"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_in_the_address_of_a_page_are_not_kept()
    {
        await using var app = await TestApp.StartAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/f/{app.Workspace.FormId}")
        {
            Content = new FormUrlEncodedContent([new("email", "a@buyer.example"),
                new("referrer", "https://u:hunter2@y.example/a?session=hunter2&utm_source=ad#hunter2")]),
        };
        message.Headers.TryAddWithoutValidation("Referer", "https://acme.example/p?token=hunter2&utm_medium=cpc");
        using var client = app.NewClient();
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var source = await app.AskAsync<string>("select source from request");
        Assert.Contains("https://acme.example/p?utm_medium=cpc",
            JsonDocument.Parse(source!).RootElement.GetProperty("page").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", source, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", await app.AskAsync<string>("select facts from request"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_program_calls_its_form_stays_out_of_the_ledger()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var kind in (string[])["demo", "pricing"])
        {
            await app.RaiseAsync("", body: new { kind, form = "bea@buyer.example", person = new { email = "bea@buyer.example" } });
        }
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from request where form_id = 'bea@buyer.example'"));
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from event where data like '%bea@%'"));
        using var posted = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bo@buyer.example"));
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from event where data like @Form",
            new { Form = $"%{app.Workspace.FormId}%" }));
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\nG")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "1;\nx\r\nx\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "-1\r\n")]
    [InlineData("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFF\r\n")]
    [InlineData("Content-Length: 5 5", "hello")]
    [InlineData("Content-Length: -1", "")]
    [InlineData("X: y\r\n folded: z\r\nContent-Length: 0", "")]
    [InlineData("X\0Y: z\r\nContent-Length: 0", "")]
    public async Task A_request_that_two_servers_could_read_in_two_ways_is_refused_and_the_connection_closed(string headers, string body)
    {
        await using var app = await TestApp.StartAsync();
        var second = $"GET /healthz HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n";
        foreach (var (path, type) in new[] { (Api, "application/json"), ("/api/v1/leads/x/close", "application/json"),
            ("/f/" + app.Workspace.FormId, "application/x-www-form-urlencoded"),
                ("/sign-in", "application/x-www-form-urlencoded") })
        {
            var heard = await Wire.SendToTheEndAsync(app.Address,
                $"POST {path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {app.Workspace.ApiKey}\r\n"
                + $"Content-Type: {type}\r\n{headers}\r\n\r\n{body}{second}");
            Assert.True(heard.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), $"{path}: {heard}");
            Assert.DoesNotContain("alive", heard, StringComparison.Ordinal);
        }
        Assert.Equal(0, await app.CountAsync("submission"));
    }

    [Fact]
    public async Task Whether_somebody_is_known_cannot_be_read_from_any_public_answer()
    {
        await using var app = await TestApp.StartAsync();
        var form = app.Workspace.FormId;
        await app.RaiseAsync("known@buyer.example");
        var answers = new Dictionary<string, HashSet<string>> { ["form"] = [], ["thanks"] = [], ["key"] = [] };
        foreach (var email in (string[])["known@buyer.example", "other@buyer.example", "known@rival.example"])
        {
            using var posted = await app.SendFormAsync($"/f/{form}", ("email", email));
            var place = posted.Headers.Location!.OriginalString;
            answers["form"].Add($"{(int)posted.StatusCode} {place.Length} {await posted.TextAsync()}");
            answers["thanks"].Add(await app.NewClient().PageAsync(place));
            using var embedded = await app.SendRawAsync(Api,
                Encoding.UTF8.GetBytes($"email={Uri.EscapeDataString(email)}"), "application/x-www-form-urlencoded",
                app.Workspace.FormKey);
            answers["key"].Add($"{(int)embedded.StatusCode} {JsonDocument.Parse(await embedded.TextAsync()).RootElement.GetProperty("promise")}");
        }
        Assert.All(answers, answer => Assert.Single(answer.Value));
    }

    [GeneratedRegex("<h1.*?</h1>|<a class=\"row-link\".*?</a>", RegexOptions.Singleline)]
    private static partial Regex Heading();
}
