using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Handraiser.App.Platform.Database;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class IntakeApiTests
{
    const string Path = "/api/v1/requests";

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_key_gets_the_same_answer_ten_minutes_later_and_at_the_same_moment(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var body = new { person = new { email = "bea@buyer.example" } };
        var answers = new List<string>();
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.PostAsync(Path, body, "key-1")))) answers.Add(await Created(answer));
        app.Clock.Advance(Duration.FromMinutes(10));
        answers.Add(await Created(await app.PostAsync(Path, body, "key-1")));
        Assert.Single(answers.Distinct());
        Assert.Equal(1, await app.CountAsync("request"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_key_with_another_body_is_refused_and_the_first_stands(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await Created(await app.PostAsync(Path, new { person = new { email = "bea@buyer.example" } }, "key-1"));
        using var other = await app.PostAsync(Path, new { person = new { email = "eve@evil.example" } }, "key-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("bea@buyer.example", await app.AskAsync<string>("select email from person"));
        Assert.Equal(1, await app.CountAsync("submission"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("{\"person\":{\"email\":\"a@b.example\",\"email\":\"c@d.example\"}}")]
    [InlineData("{\"person\":{\"email\":{\"$ne\":1}}}")]
    [InlineData("{\"person\":{\"email\":\"a@b.example\"},\"owner_id\":\"x\"}")]
    [InlineData("{\"person\":{\"email\":\"a@b.example\"},\"workspace_id\":\"x\"}")]
    [InlineData("{\"person\":{\"email\":\"a@b.example\"},\"status\":\"closed\"}")]
    [InlineData("{\"person\":{\"email\":\"\\ud800\"}}")]
    [InlineData("{\"person\":{\"email\":\"\xC0\xAF\"}}")]
    public async Task A_body_that_is_wrong_is_refused_by_its_field_and_nothing_is_stored(string body)
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.SendRawAsync(Path, Encoding.Latin1.GetBytes(body), "application/json", app.Workspace.ApiKey);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(JsonDocument.Parse(await answer.TextAsync()).RootElement.GetProperty("errors").EnumerateObject());
        Assert.Equal(0, await app.CountAsync("submission"));
    }

    [Fact]
    public async Task A_member_given_twice_is_told_with_both_values()
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.SendRawAsync(Path, """{"person":{"email":"a@b.example","email":"c@d.example"}}"""u8.ToArray(), "application/json", app.Workspace.ApiKey);
        var text = await answer.TextAsync();
        Assert.Contains("a@b.example", text, StringComparison.Ordinal);
        Assert.Contains("c@d.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_levels_of_nesting_are_refused()
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.SendRawAsync(Path, Encoding.ASCII.GetBytes(new string('[', 10_000)), "application/json", app.Workspace.ApiKey);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("text/plain; charset=utf-8", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("application/json; charset=utf-8", 201)]
    [InlineData("application/vnd.acme+json", 201)]
    public async Task Only_json_is_taken_from_programs(string type, int status)
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.SendRawAsync(Path, """{"person":{"email":"a@b.example"}}"""u8.ToArray(), type, app.Workspace.ApiKey);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_without_a_type_is_refused()
    {
        await using var app = await TestApp.StartAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray());
        using var answer = await app.Client.PostAsync(new Uri(Path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData(64 * 1024, 201)]
    [InlineData((64 * 1024) + 1, 413)]
    public async Task A_body_is_taken_up_to_its_limit(int bytes, int status)
    {
        await using var app = await TestApp.StartAsync();
        var body = """{"person":{"email":"a@b.example"}}""".PadRight(bytes);
        using var answer = await app.SendRawAsync(Path, Encoding.ASCII.GetBytes(body), "application/json", app.Workspace.ApiKey);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_whose_length_is_too_great_is_refused_before_any_of_it_arrives()
    {
        await using var app = await TestApp.StartAsync();
        var answer = await Wire.SendAsync(app.Address, Head(app, "Content-Length: 99999999"));
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Content-Length: 5000", "{")]
    [InlineData("Transfer-Encoding: chunked", "1\r\n{\r\n")]
    public async Task A_body_that_trickles_is_cut_off(string header, string start)
    {
        await using var app = await TestApp.StartAsync();
        var answer = await Wire.SendAsync(app.Address, Head(app, header) + start);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("submission"));
    }

    [Theory]
    [InlineData("Content-Length: 34\r\nContent-Length: 35", "HTTP/1.1 400")]
    [InlineData("Transfer-Encoding: chunked, identity", "HTTP/1.1 400")]
    [InlineData("Transfer-Encoding : chunked", "HTTP/1.1 400")]
    public async Task A_length_that_can_be_read_in_two_ways_is_refused(string headers, string status)
    {
        await using var app = await TestApp.StartAsync();
        Assert.StartsWith(status, await Wire.SendAsync(app.Address, Head(app, headers) + "0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kéy")]
    [InlineData("a b")]
    [InlineData(null)]
    public async Task An_idempotency_key_that_cannot_be_used_is_refused(string? key)
    {
        await using var app = await TestApp.StartAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")) };
        message.Headers.TryAddWithoutValidation("Idempotency-Key", key ?? new string('k', 256));
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = app.Address };
        message.Headers.Authorization = new("Bearer", app.Workspace.ApiKey);
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("ann@x.example.")]
    [InlineData("Ann <ann@x.example>")]
    [InlineData("ann@x.example;bob@y.example")]
    [InlineData("o'brien+demo@example.museum")]
    [InlineData("jörg@bücher.example")]
    [InlineData("mailto:ann@x.example")]
    [InlineData("a@b")]
    public async Task An_odd_address_is_never_dropped(string email)
    {
        await using var app = await TestApp.StartAsync();
        var answer = await app.RaiseAsync("", body: new { person = new { email } });
        Assert.NotNull(answer.GetProperty("leadId").GetString());
        Assert.Contains("@", await app.AskAsync<string>("select email from person"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=+49 (0)30 123456")]
    [InlineData("call me maybe")]
    [InlineData("1234567890123456789012345678901234567890")]
    public async Task An_odd_number_is_kept_as_it_was_written(string phone)
    {
        await using var app = await TestApp.StartAsync();
        using var answer = await app.SendRawAsync(Path, Encoding.UTF8.GetBytes("{\"person\":{\"phone\":\"" + phone + "\"}}"), "application/json", app.Workspace.ApiKey);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains(phone, await app.AskAsync<string>("select body from submission"), StringComparison.Ordinal);
        Assert.NotNull(await app.AskAsync<string>("select phone from person"));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2099-01-01T00:00:00Z")]
    public async Task A_moment_claimed_by_an_ordinary_key_is_kept_and_rules_nothing(string occurredAt)
    {
        await using var app = await TestApp.StartAsync();
        var answer = await app.RaiseAsync("", body: new { kind = "demo", occurredAt, person = new { email = "bea@buyer.example" } });
        Assert.Equal("2026-03-02T09:05:00Z", answer.GetProperty("dueAt").GetString());
        Assert.Equal(occurredAt, await app.AskAsync<string>("select claimed_at from request"));
        Assert.Equal(app.Clock.Now.ToUnixTimeTicks() / 10, await app.AskAsync<long>("select arrived_at from request"));
    }

    [Fact]
    public async Task An_import_key_dates_a_request_back_but_never_ahead()
    {
        await using var app = await TestApp.StartAsync();
        var key = await app.Database.WriteAsync(tx => Task.FromResult(ApiKeys.Add(tx, app.Get<Chance>(), app.Workspace.WorkspaceId, "Import", KeyScope.Import)), TestContext.Current.CancellationToken);
        foreach (var (email, at, arrived) in new[] { ("a", "2026-02-01T00:00:00Z", Instant.FromUtc(2026, 2, 1, 0, 0)), ("b", "2099-01-01T00:00:00Z", app.Clock.Now) })
        {
            using var client = app.NewClient(key);
            using var answer = await app.PostAsync(Path, new { occurredAt = at, person = new { email = email + "@b.example" } }, client: client);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal(arrived.Micros(), await app.AskAsync<long>("select max(arrived_at) from request"));
        }
    }

    [Fact]
    public async Task A_page_with_a_forms_key_is_told_the_promise_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync();
        await app.RaiseAsync("known@buyer.example");
        var shapes = new List<string>();
        foreach (var email in (string[])["known@buyer.example", "new@buyer.example"])
        {
            using var answer = await app.SendRawAsync(Path, Encoding.UTF8.GetBytes("{\"kind\":\"demo\",\"person\":{\"email\":\"" + email + "\"}}"), "application/json", app.Workspace.FormKey);
            var members = JsonDocument.Parse(await answer.TextAsync()).RootElement.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString());
            Assert.Equal(["promise", "requestId"], members.Keys.Order());
            shapes.Add($"{(int)answer.StatusCode} {members["promise"]}");
        }
        Assert.Single(shapes.Distinct());
    }

    [Fact]
    public async Task A_form_says_which_kind_its_requests_are()
    {
        await using var app = await TestApp.StartAsync();
        await app.ChangeAsync("update form set kind = 'pricing'");
        using var answer = await app.SendRawAsync(Path, """{"person":{"email":"a@b.example"}}"""u8.ToArray(), "application/json", app.Workspace.FormKey);
        Assert.Equal("pricing", await app.AskAsync<string>("select kind from lead"));
    }

    [Fact]
    public async Task Another_page_may_ask_and_is_answered_without_cookies()
    {
        await using var app = await TestApp.StartAsync();
        using var ask = new HttpRequestMessage(HttpMethod.Options, Path);
        ask.Headers.Add("Origin", "https://acme.example");
        ask.Headers.Add("Access-Control-Request-Method", "POST");
        ask.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        using var answer = await app.Client.SendAsync(ask, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Contains("idempotency-key", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_forged_host_changes_no_link()
    {
        await using var app = await TestApp.StartAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/f/{app.Workspace.FormId}") { Content = new FormUrlEncodedContent([new("email", "a@b.example")]) };
        message.Headers.Host = "evil.example";
        message.Headers.Add("X-Forwarded-Host", "evil.example");
        using var client = app.NewClient();
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.StartsWith("/f/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", await answer.TextAsync(), StringComparison.Ordinal);
    }

    static string Head(TestApp app, string header) =>
        $"POST {Path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {app.Workspace.ApiKey}\r\nContent-Type: application/json\r\n{header}\r\n\r\n";

    static async Task<string> Created(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return await answer.TextAsync();
        }
    }
}
