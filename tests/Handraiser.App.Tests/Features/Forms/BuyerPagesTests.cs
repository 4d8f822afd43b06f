using System.Net;
using System.Text.RegularExpressions;
using Handraiser.App.Features.Forms;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Forms;

public sealed class BuyerPagesTests
{
    static readonly Form Sample = new() { Id = "f", Secret = "s" };

    [Theory]
    [InlineData("id")]
    [InlineData("key")]
    public async Task A_form_is_shown_by_its_id_or_its_key_without_a_script(string handle)
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        var page = await client.PageAsync("/h/" + (handle == "id" ? app.Workspace.FormId : app.Workspace.FormKey));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Matches("type=\"email\"[^>]*required[^>]*autocomplete=\"email\"", page);
        Assert.Contains("inputmode=\"tel\"", page, StringComparison.Ordinal);
        Assert.Contains("Acme", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/h/01hzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("/h/x")]
    [InlineData("/f/01hzzzzzzzzzzzzzzzzzzzzzzz/thanks")]
    public async Task A_form_that_is_not_there_is_not_found(string path)
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no form here", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_form_is_shown_no_more()
    {
        await using var app = await TestApp.StartAsync();
        await app.ChangeAsync("update form set state = 'deleted', deleted_at = @Now", new { app.Clock.Now });
        using var client = app.NewClient();
        using var answer = await client.GetAsync(new Uri($"/h/{app.Workspace.FormId}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_a_form_says_is_text_on_its_page()
    {
        await using var app = await TestApp.StartAsync();
        await app.ChangeAsync("update form set title = @Evil, intro = @Evil, thanks = @Evil, button = @Evil", new { Evil = "<script>alert(1)</script>" });
        using var client = app.NewClient();
        Assert.DoesNotContain("<script", await client.PageAsync($"/h/{app.Workspace.FormId}"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await client.PageAsync($"/f/{app.Workspace.FormId}/thanks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_that_was_made_up_shows_no_promise()
    {
        await using var app = await TestApp.StartAsync();
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"));
        using var client = app.NewClient();
        var place = sent.Headers.Location!.ToString();
        Assert.Contains("within", await client.PageAsync(place), StringComparison.Ordinal);
        Assert.DoesNotContain("within", await client.PageAsync(place[..^1] + (place[^1] == 'A' ? 'B' : 'A')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_fast_a_form_was_filled_in_counts_and_never_refuses()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        var mark = Regex.Match(await client.PageAsync($"/h/{app.Workspace.FormId}"), "name=\"_t\" value=\"([^\"]+)\"").Groups[1].Value;
        using var sent = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bea@buyer.example"), ("_t", mark));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Contains("less than a second", await app.AskAsync<string>("select spam_reasons from request"), StringComparison.Ordinal);
        Assert.Null(await app.AskAsync<string>("select held from lead"));
    }

    [Fact]
    public void A_mark_tells_the_seconds_until_it_is_a_day_old()
    {
        var shown = Instant.FromUtc(2026, 3, 2, 9, 0);
        var mark = FormSeal.Shown(Sample, shown);
        Assert.Equal(12, FormSeal.SecondsSince(Sample, mark, shown + Duration.FromSeconds(12)));
        Assert.Null(FormSeal.SecondsSince(Sample, mark, shown + Duration.FromDays(2)));
        Assert.Null(FormSeal.SecondsSince(Sample, mark, shown - Duration.FromSeconds(1)));
        Assert.Null(FormSeal.SecondsSince(Sample with { Id = "g" }, mark, shown));
        Assert.Null(FormSeal.SecondsSince(Sample, "0" + mark, shown));
        Assert.Null(FormSeal.SecondsSince(Sample, null, shown));
        Assert.Null(FormSeal.ReadReceipt(Sample, mark));
    }

    [Fact]
    public async Task The_script_is_small_cached_and_asked_for_by_any_page() => await SmallAsync("/embed.js", 7 * 1024);

    [Fact]
    public async Task What_it_loads_while_the_form_is_flooded_is_too() => await SmallAsync("/work.js", 3 * 1024);

    static async Task SmallAsync(string script, int most)
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await client.GetAsync(new Uri(script, UriKind.Relative), TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, script);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.InRange((await answer.TextAsync()).Length, 1000, most);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.DoesNotMatch(@"eval\(|innerHTML|\.style|document\.cookie|new Function", await answer.TextAsync());
    }
}
