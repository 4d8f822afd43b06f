using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class FormPostApiTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_plain_form_is_a_lead_on_the_clock_and_leads_to_the_promise(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}",
            ("E-Mail", "bea@buyer.example"), ("first_name", "Bea"), ("last_name", "Buyer"), ("budget", "20k"), ("utm_campaign", "spring"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        using var client = app.NewClient();
        var thanks = await client.PageAsync(sent.Headers.Location!.ToString());
        Assert.Contains("within 5 minutes", thanks, StringComparison.Ordinal);
        Assert.DoesNotContain("bea", thanks, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Bea Buyer", await app.AskAsync<string>("select name from person"));
        Assert.Equal("form", await app.AskAsync<string>("select channel from submission"));
        Assert.Equal(1, await app.AskAsync<long>("select has_target from lead"));
        Assert.Contains("\"budget\":\"20k\"", await app.AskAsync<string>("select fields from request"), StringComparison.Ordinal);
        Assert.Contains("\"campaign\":\"spring\"", await app.AskAsync<string>("select source from request"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_double_click_without_scripts_is_one_request(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.SendFormAsync($"/f/{app.Workspace.FormKey}", ("email", "bea@buyer.example"))));
        Assert.Single(answers.Select(answer => answer.Headers.Location!.ToString()).Distinct());
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_again_minutes_later_is_a_further_request_of_the_same_lead(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        for (var i = 0; i < 2; i++)
        {
            using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
            app.Clock.Advance(Duration.FromMinutes(3));
        }
        Assert.Equal(2, await app.CountAsync("request"));
        Assert.Equal(1, await app.CountAsync("lead"));
    }

    [Fact]
    public async Task A_double_click_across_the_edge_of_a_window_is_still_one_request()
    {
        await using var app = await TestApp.StartAsync();
        app.Clock.Set(Instant.FromUtc(2026, 3, 2, 9, 1, 59));
        using var first = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
        app.Clock.Advance(Duration.FromSeconds(2));
        using var second = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_people_of_one_network_are_two_leads(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var bea = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"), ("message", "Call us"));
        using var bo = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bo@buyer.example"), ("message", "Call us"));
        Assert.NotEqual(bea.Headers.Location, bo.Headers.Location);
        Assert.Equal(2, await app.CountAsync("lead"));
    }

    [Fact]
    public async Task Going_back_and_mending_a_word_is_heard_though_the_page_has_one_key()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var message in (string[])["Call me", "Call me", "Call me at five"])
        {
            using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("_key", "k1"), ("email", "bea@buyer.example"), ("message", message));
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        }
        Assert.Equal(2, await app.CountAsync("request"));
    }

    [Fact]
    public async Task Without_a_way_to_answer_the_page_comes_back_with_all_that_was_written()
    {
        await using var app = await TestApp.StartAsync();
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("your-name", "Bea"), ("budget", "<20k> & more"), ("utm_source", "ad"));
        var page = await sent.TextAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Contains("name=\"email\"", page, StringComparison.Ordinal);
        Assert.Contains("Give an e-mail address or a phone number", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;20k&gt; &amp; more\"", page, StringComparison.Ordinal);
        Assert.Contains("type=\"hidden\" name=\"utm_source\" value=\"ad\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("submission"));
    }

    [Fact]
    public async Task A_value_that_is_too_long_comes_back_and_one_that_just_fits_does_not()
    {
        await using var app = await TestApp.StartAsync();
        using var fits = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"), ("message", new string('a', 8192)));
        using var tooLong = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"), ("message", new string('a', 8193)));
        Assert.Equal(HttpStatusCode.SeeOther, fits.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Contains(new string('a', 8193), await tooLong.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(65536, 303)]
    [InlineData(65537, 413)]
    public async Task A_body_is_taken_up_to_its_limit(int bytes, int status)
    {
        await using var app = await TestApp.StartAsync();
        var body = new StringBuilder("email=bea%40buyer.example");
        while (body.Length < bytes) body.Append("&f").Append(body.Length).Append('=').Append('x', Math.Min(4000, Math.Max(0, bytes - body.Length - 10)));
        using var sent = await app.SendRawAsync($"/f/{app.Workspace.FormId}", body.ToString()[..bytes]);
        Assert.Equal(status, (int)sent.StatusCode);
        Assert.Equal(status == 303 ? 1 : 0, await app.CountAsync("submission"));
    }

    [Fact]
    public async Task A_multipart_form_is_taken_and_a_file_is_refused_with_the_rest_kept()
    {
        await using var app = await TestApp.StartAsync();
        var path = new Uri($"/f/{app.Workspace.FormId}", UriKind.Relative);
        using var client = app.NewClient();
        using var taken = await app.SendRawAsync($"/f/{app.Workspace.FormId}", "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\n"
            + "bea@buyer.example\r\n--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n", "multipart/form-data; boundary=b");
        using var withFile = new MultipartFormDataContent
        {
            { new ByteArrayContent("<svg onload=alert(1)>"u8.ToArray()), "photo", "../../x.svg" }, { new StringContent("bo@buyer.example"), "email" },
        };
        using var refused = await client.PostAsync(path, withFile, TestContext.Current.CancellationToken);
        var page = await refused.TextAsync();
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Contains("bo@buyer.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", page, StringComparison.Ordinal);
        Assert.Equal(1, await app.CountAsync("submission"));
    }

    [Fact]
    public async Task A_huge_upload_is_refused_before_it_is_read()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await Wire.SendAsync(app.Address, $"POST /f/{app.Workspace.FormId} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + "Content-Length: 2147483648\r\n\r\n--b\r\n");
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json", 415)]
    [InlineData("multipart/form-data", 400)]
    public async Task A_body_that_is_no_form_is_refused(string type, int status)
    {
        await using var app = await TestApp.StartAsync();
        using var sent = await app.SendRawAsync($"/f/{app.Workspace.FormId}", "email=bea%40buyer.example", type);
        Assert.Equal(status, (int)sent.StatusCode);
    }

    [Fact]
    public async Task Nobody_sets_what_is_ours_through_a_form()
    {
        await using var app = await TestApp.StartAsync();
        var other = (await app.AddRepsAsync("bo@acme.example"))[0];
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"), ("owner_id", other), ("workspace_id", "x"),
            ("status", "closed"), ("score", "-1"), ("kind", "community"), ("id", "1"), ("created_at", "1970-01-01"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(app.Workspace.AdminId, await app.AskAsync<string>("select owner_id from lead"));
        Assert.Equal("contact", await app.AskAsync<string>("select kind from lead"));
        Assert.Equal("open", await app.AskAsync<string>("select state from lead"));
        Assert.Contains("\"status\":\"closed\"", await app.AskAsync<string>("select fields from request"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_deleted_form_still_captures_for_90_days_into_quarantine_with_the_clock_running(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.ChangeAsync("update form set state = 'deleted', deleted_at = @Now", new { app.Clock.Now });
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
        using var embedded = await app.SendRawAsync("/api/v1/requests", "email=bo%40buyer.example"u8.ToArray(),
            "application/x-www-form-urlencoded", app.Workspace.FormKey);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(HttpStatusCode.Created, embedded.StatusCode);
        Assert.Equal(2, await app.AskAsync<long>("select count(*) from lead where held = 'quarantine' and has_target = 1"));
        Assert.Contains("Orphan form", await app.AskAsync<string>("select spam_reasons from request"), StringComparison.Ordinal);
        app.Clock.Advance(Duration.FromDays(91));
        using var late = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
        using var unknown = await app.SendFormAsync("/f/01hzzzzzzzzzzzzzzzzzzzzzzz", ("email", "bea@buyer.example"));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Equal(await unknown.TextAsync(), await late.TextAsync());
    }

    [Theory, InlineData("not an address", null, "quarantine"), InlineData("", "call me maybe", "quarantine"),
        InlineData("not an address", "+4740000001", null), InlineData("bea@buyer.example", "call me maybe", null)]
    public async Task Whoever_cannot_be_answered_waits_in_quarantine_on_the_clock(string email, string? phone, string? held)
    {
        await using var app = await TestApp.StartAsync();

        using var answer = await app.SendFormAsync($"/f/{app.Workspace.FormId}",
            ("email", email), ("phone", phone ?? ""), ("message", "Please call."));

        Assert.Equal(303, (int)answer.StatusCode);
        Assert.Equal(held, await app.AskAsync<string>("select held from lead"));
        Assert.Equal(1, await app.AskAsync<long>("select count(*) from lead where has_target = 1"));
    }

    [Fact]
    public async Task A_filled_trap_is_quarantined_on_the_clock_and_the_sender_sees_no_difference()
    {
        await using var app = await TestApp.StartAsync();
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"), ("_website", "https://filled.example"));
        using var client = app.NewClient();
        Assert.Contains("within 5 minutes", await client.PageAsync(sent.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal("quarantine", await app.AskAsync<string>("select held from lead"));
        Assert.Equal("running", await app.AskAsync<string>("select state from clock"));
    }

    [Theory]
    [InlineData("https://acme.example/thanks", "https://acme.example/thanks")]
    [InlineData("https://evil.example/", null)]
    [InlineData("https://acme.example/thanks/../x", null)]
    [InlineData("//evil.example", null)]
    public async Task The_buyer_is_sent_on_only_where_the_form_allows(string wanted, string? place)
    {
        await using var app = await TestApp.StartAsync();
        await app.ChangeAsync("update form set next = @Next", new { Next = """["https://acme.example/thanks"]""" });
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"), ("_next", wanted));
        Assert.StartsWith(place ?? $"/f/{app.Workspace.FormId}/thanks?r=", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hosted_page_that_is_refused_comes_back_as_it_was()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        var shown = await client.PageAsync($"/h/{app.Workspace.FormId}?utm_source=ad&token=secret");
        var hidden = Hidden(shown);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", [.. hidden, ("name", "Bea"), ("email", " ")]);
        var again = await sent.TextAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Equal(hidden, Hidden(again));
        Assert.Contains("How can we help?", again, StringComparison.Ordinal);
        Assert.Contains("value=\"Bea\"", again, StringComparison.Ordinal);
    }

    static List<(string, string)> Hidden(string page) => [.. Regex.Matches(page, "type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
        .Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))];
}
