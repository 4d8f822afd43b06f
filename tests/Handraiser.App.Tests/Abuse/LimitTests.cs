using System.Net.Http.Headers;
using System.Text;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Tests.Support;
using Handraiser.Core.Playbooks;

namespace Handraiser.App.Tests.Abuse;

/// <summary>Every limit one below it, at it and one above it.</summary>
public sealed class LimitTests(LimitTests.Shared shared) : IClassFixture<LimitTests.Shared>
{
    const string Api = "/api/v1/requests";

    static readonly Dictionary<string, Func<int, string>> Bodies = new()
    {
        ["bytes"] = size => """{"person":{"email":"a@b.example"}}""".PadRight(size),
        ["fields"] = size => Person($"\"fields\":{{{string.Join(',', Enumerable.Range(0, size).Select(i => $"\"f{i}\":1"))}}}"),
        ["name"] = size => Person($"\"fields\":{{\"{new string('n', size)}\":1}}"),
        ["wide name"] = size => Person($"\"fields\":{{\"{Wide(size)}\":1}}"),
        ["value"] = size => Person($"\"message\":\"{new string('v', size)}\""),
        ["wide value"] = size => Person($"\"message\":\"{Wide(size)}\""),
        ["escaped value"] = size => Person($"\"message\":\"{string.Concat(Enumerable.Repeat("\\u0041", size))}\""),
        ["form"] = size => Person($"\"form\":\"{new string('f', size)}\""),
    };

    [Theory]
    [InlineData("bytes", JsonBody.MostBytes, 413, null)]
    [InlineData("fields", JsonBody.MostFields, 400, "fields")]
    [InlineData("name", JsonBody.LongestName, 400, "fields.nnn")]
    [InlineData("wide name", JsonBody.LongestName, 400, "fields.é")]
    [InlineData("value", JsonBody.LongestValue, 400, "message")]
    [InlineData("wide value", JsonBody.LongestValue, 400, "message")]
    [InlineData("escaped value", JsonBody.LongestValue, 400, "message")]
    [InlineData("form", JsonBody.LongestName, 400, "form")]
    public async Task A_request_of_a_program_is_taken_up_to_the_limit_and_refused_by_name_beyond_it(string what,
        int limit, int status, string? field)
    {
        foreach (var (size, expected) in Around(limit, 201, status))
        {
            using var answer = await shared.App.SendRawAsync(Api, Encoding.UTF8.GetBytes(Bodies[what](size)),
                "application/json", shared.App.Workspace.ApiKey);
            var text = await answer.TextAsync();
            Assert.True(expected == (int)answer.StatusCode, $"{what} of {size}: {(int)answer.StatusCode} {text}");
            if (size > limit && field is not null) Assert.Contains($"\"errors\":{{\"{field}",
                text.Replace("\\u00E9", "é", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(7, "Expected text")]
    [InlineData(8, "Expected text")]
    [InlineData(9, "nested deeper than 8 levels")]
    public async Task Json_is_read_eight_levels_deep(int levels, string told)
    {
        var deep = Person($"\"fields\":{{\"a\":{new string('[', levels - 2)}{new string(']', levels - 2)}}}");
        using var answer = await shared.App.SendRawAsync(Api, Encoding.UTF8.GetBytes(deep), "application/json",
            shared.App.Workspace.ApiKey);
        Assert.Contains(told, await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_posted_form_of_too_many_fields_or_too_long_names_is_taken_whole_and_says_what_was_left_out()
    {
        foreach (var (size, left) in new[] { (JsonBody.MostFields - 1, 0), (JsonBody.MostFields, 0),
            (JsonBody.MostFields + 1, 1) })
        {
            var fields = Enumerable.Range(0, size).Select(i => ($"f{i}", "x")).Append(("email", $"many{size}@buyer.example"));
            Assert.Equal(left, await LeftOutAsync($"many{size}", [.. fields]));
        }
        foreach (var (size, left) in new[] { (JsonBody.LongestName - 1, 0), (JsonBody.LongestName, 0),
            (JsonBody.LongestName + 1, 1) })
        {
            Assert.Equal(left, await LeftOutAsync($"long{size}", (new string('n', size), "x"),
                ("email", $"long{size}@buyer.example")));
        }
    }

    [Fact]
    public async Task An_idempotency_key_has_up_to_255_signs()
    {
        foreach (var (size, expected) in Around(255, 201, 400))
        {
            using var answer = await shared.App.PostAsync(Api,
                new { person = new { email = $"key{size}@buyer.example" } }, new string('k', size));
            Assert.Equal(expected, (int)answer.StatusCode);
            if (size > 255) Assert.Contains("\"errors\":{\"Idempotency-Key\"", await answer.TextAsync(),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(1, 200)]
    [InlineData(199, 200)]
    [InlineData(200, 200)]
    [InlineData(201, 400)]
    public async Task A_page_of_the_api_has_1_to_200_rows(int limit, int status)
    {
        using var answer = await shared.App.Client.GetAsync(new Uri($"/api/v1/leads?limit={limit}", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 400) Assert.Contains("\"errors\":{\"limit\"", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("note", 4000, 400)]
    [InlineData("channel", 40, 400)]
    [InlineData("body", 1024 * 1024, 413)]
    public async Task A_touch_of_a_program_is_taken_up_to_its_limits(string what, int limit, int status)
    {
        var lead = (await shared.App.RaiseAsync($"{what}@touch.example")).GetProperty("leadId").GetString()!;
        foreach (var (size, expected) in Around(limit, 200, status))
        {
            var (note, channel) = (new string('n', what == "note" ? size : 1), new string('c', what == "channel" ? size : 1));
            var body = $$"""{"rep":"{{TestApp.AdminEmail}}","grade":"attempt","channel":"{{channel}}","note":"{{note}}"}""";
            using var answer = await shared.App.SendRawAsync($"/api/v1/leads/{lead}/touches",
                Encoding.UTF8.GetBytes(what == "body" ? body.PadRight(size) : body),
                "application/json", shared.App.Workspace.ApiKey);
            Assert.True(expected == (int)answer.StatusCode, $"{what} of {size}: {(int)answer.StatusCode}");
            if (expected == 400) Assert.Contains($"\"errors\":{{\"{what}\"", await answer.TextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_of_our_own_pages_is_taken_up_to_a_mebibyte_and_refused_calmly_beyond_it()
    {
        using var admin = await shared.App.SignedInAsync();
        var token = await admin.TokenAsync("/profile");
        foreach (var (size, expected) in Around(1024 * 1024, 303, 413))
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/presence");
            message.Content = new StringContent("Present=true&x=".PadRight(size, 'x'),
                MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));
            message.Headers.Add("X-CSRF", token);
            using var answer = await admin.SendAsync(message, TestContext.Current.CancellationToken);
            Assert.True(expected == (int)answer.StatusCode, $"{size}: {(int)answer.StatusCode} {await answer.TextAsync()}");
        }
    }

    [Fact]
    public async Task A_playbook_is_checked_up_to_200_kibibytes()
    {
        using var admin = await shared.App.SignedInAsync();
        var text = await shared.App.AskAsync<string>("select text from playbook");
        foreach (var (size, expected) in Around(PlaybookText.MaxBytes, 200, 422))
        {
            var padded = text + "#" + new string('x', size - Encoding.UTF8.GetByteCount(text!) - 1);
            using var answer = await admin.PostFormAsync("/playbook/check", new { Text = padded }, "/playbook");
            Assert.Equal(expected, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 200)]
    [InlineData(1, 431)]
    public async Task Headers_have_up_to_16_kibibytes(int beyond, int status)
    {
        const int Most = 16 * 1024;
        var headers = $"Host: {shared.App.Address.Authority}\r\nX-Long: ";
        headers = headers.PadRight(Most + beyond - 2, 'x') + "\r\n";
        Assert.StartsWith($"HTTP/1.1 {status}", await Wire.SendAsync(shared.App.Address,
            $"GET /healthz HTTP/1.1\r\n{headers}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_do_not_arrive_within_five_seconds_are_not_waited_for()
    {
        var answer = await Wire.SendAsync(shared.App.Address, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_has_up_to_fifty_endpoints()
    {
        await using var app = await TestApp.StartAsync(settings: one => one with { AllowPrivate = "127.0.0.1, :9" });
        await app.Database.WriteAsync(tx =>
        {
            for (var i = 0; i < 48; i++)
            {
                EndpointStore.Insert(tx, new EndpointRow
                {
                    WorkspaceId = app.Workspace.WorkspaceId, Id = $"e{i}", Kind = "chat", Name = "Chat",
                        Url = "http://127.0.0.1:9/", CreatedAt = tx.Now,
                });
            }
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        foreach (var expected in (int[])[201, 201, 400])
        {
            using var answer = await app.PostAsync("/api/v1/endpoints",
                new { kind = "chat", name = "Chat", url = "http://127.0.0.1:9/" });
            Assert.Equal(expected, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public async Task A_key_and_a_network_send_as_often_as_the_settings_say_and_once_more_waits(int times, int refused)
    {
        await using var app = await TestApp.StartAsync(settings: one => one with { ApiRate = 5, FormRate = 5 });
        var (keys, posts) = (new List<int>(), new List<int>());
        for (var i = 0; i < times; i++)
        {
            using var asked = await app.Client.GetAsync(new Uri("/api/v1/leads", UriKind.Relative),
                TestContext.Current.CancellationToken);
            using var posted = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", $"b{i}@buyer.example"));
            keys.Add((int)asked.StatusCode);
            posts.Add((int)posted.StatusCode);
        }
        Assert.Equal((refused, refused), (keys.Count(status => status == 429), posts.Count(status => status == 429)));
    }

    async Task<int> LeftOutAsync(string who, params (string, string)[] fields)
    {
        using var answer = await shared.App.SendFormAsync($"/f/{shared.App.Workspace.FormId}", fields);
        Assert.Equal(303, (int)answer.StatusCode);
        var kept = await shared.App.AskAsync<string>(
            "select r.fields from request r join submission s on s.id = r.submission_id where s.body like @Who",
            new { Who = $"%{who}%40%" });
        return kept!.Contains("were left out", StringComparison.Ordinal) ? 1 : 0;
    }

    static (int Size, int Status)[] Around(int limit, int taken, int refused) =>
        [(limit - 1, taken), (limit, taken), (limit + 1, refused)];

    static string Person(string more) => $$"""{"person":{"email":"a@b.example"},{{more}}}""";

    // Two bytes each, and one of one byte where the number is odd.
    static string Wide(int bytes) => new string('é', bytes / 2) + new string('x', bytes % 2);

    public sealed class Shared : IAsyncLifetime
    {
        internal TestApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await TestApp.StartAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
