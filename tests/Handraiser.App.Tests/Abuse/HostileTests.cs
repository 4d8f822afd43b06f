using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Abuse;

/// <summary>What nobody would write, written into every field of every endpoint: refused or kept, and never our fault.</summary>
public sealed class HostileTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static readonly string[] Values =
    [
        "", " ", "\0", "a\0b", "%", "_", "\\", "'", "' or 1=1 --", "\"", "<script>alert(1)</script>", "{{rep.name}}",
            "\r\nX-Evil: 1", "\u202Eevil", "\uFFFE",
        "\U0001F984", "a\u0301\u0302\u0303", "-1", "0", "1", "1.5", "1e999", "99999999999999999999",
            "-9223372036854775808", "9223372036854775807",
        "NaN", "null", "true", "[]", "{}", "0001-01-01", "9999-12-31", "-9998-01-01", "9999-12-31T23:59:59.9999999Z",
            "2026-02-30", "Europe/Oslo",
        "../../etc/passwd", "//evil.example", "javascript:alert(1)", "http://[::1", "http://a:b@c", "a@b", "@",
            "1.1.01kjpwd6m0", "1.-9223372036854775808.x",
        new string('x', 300), new string('9', 5000), "\U0001F984"[..1], new string('x', 299) + "\U0001F984",
        new string('x', 99) + "\U0001F984", new string('x', 499) + "\U0001F984",
    ];

    static readonly string[] Parameters =
    [
        "view", "q", "kind", "before", "tab", "lane", "deleted", "return", "token", "r", "owner", "state", "cursor",
            "limit", "lastEventId", "utm_source", "version",
    ];

    [Theory, MemberData(nameof(Engines))]
    public async Task No_field_of_any_form_or_body_makes_the_server_fail(string engine)
    {
        await using var at = await Premises.StartAsync(engine);
        var failed = new List<string>();
        // Whoever signs out or changes the people behind the test would end it.
        foreach (var endpoint in AccessTable.Rows
            .Select(row => row.Endpoint).Where(one => one.StartsWith("POST", StringComparison.Ordinal)
            && one is not "POST /sign-out" and not "POST /sign-in"))
        {
            var who = endpoint.Contains("/api/", StringComparison.Ordinal) ? Caller.ApiKey : Caller.Admin;
            var asked = await Errands.OfAsync(at, endpoint, who);
            foreach (var one in Spoilt(endpoint, asked, engine == "sqlite" ? 4 : 8))
            {
                using var message = Errands.Message(endpoint, one);
                using var answer = await at.SendAsync(who, message);
                if ((int)answer.StatusCode < 500) continue;
                var sent = await message.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
                failed.Add($"{endpoint} {sent}: {(int)answer.StatusCode}");
            }
        }
        await AssertPagesAnswerAsync(at, failed);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task No_parameter_no_id_and_no_header_makes_the_server_fail(string engine)
    {
        await using var at = await Premises.StartAsync(engine);
        var failed = new List<string>();
        foreach (var endpoint in AccessTable.Rows
            .Select(row => row.Endpoint).Where(one => one.StartsWith("GET", StringComparison.Ordinal) && one != "GET /live"))
        {
            var who = endpoint.Contains("/api/", StringComparison.Ordinal) ? Caller.ApiKey : Caller.Admin;
            var asked = await Errands.OfAsync(at, endpoint, who);
            foreach (var value in Soak.Slice(Values, endpoint.Length, engine == "sqlite" ? 2 : 4).Append("\0"))
            {
                var escaped = Uri.EscapeDataString(value);
                using var message = Errands.Message(endpoint,
                    asked with { Query = "?" + string.Join('&', Parameters.Select(name => $"{name}={escaped}")) });
                foreach (var header in (string[])["User-Agent", "Referer", "X-Fragment", "Accept-Language",
                    "Last-Event-ID", "If-None-Match", "Range"])
                {
                    if (value.All(c => c is >= ' ' and < '\x7f')) message.Headers.TryAddWithoutValidation(header, value);
                }
                if (escaped.Length > 400) message.RequestUri = new Uri(message.RequestUri!.OriginalString.Split('?')[0]
                    + $"?q={escaped}", UriKind.Relative);
                using var answer = await at.SendAsync(who, message);
                if ((int)answer.StatusCode >= 500) failed.Add($"{message.RequestUri}: {(int)answer.StatusCode}");
                if (asked.Id is null || value.Length == 0) continue;
                using var other = Errands.Message(endpoint,
                    asked with { Id = string.Join(' ', asked.Id.Split(' ')
                    .Select(_ => escaped.Replace("%00", "%01", StringComparison.Ordinal))) });
                using var named = await at.SendAsync(who, other);
                if ((int)named.StatusCode >= 500) failed.Add($"{other.RequestUri}: {(int)named.StatusCode}");
            }
        }
        await AssertPagesAnswerAsync(at, failed);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task No_header_of_a_post_makes_it_lost(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) =>
            System.Text.Encoding.UTF8, AllowAutoRedirect = false })
        { BaseAddress = app.Address };
        var sent = 0;
        foreach (var value in Values.Where(value => value.Length > 0 && !value.Any(char.IsControl)
            && !(value.Length == 1 && char.IsSurrogate(value[0]))))
        {
            foreach (var header in (string[])["User-Agent", "Referer", "Origin", "Accept-Language", "Cookie", "Accept"])
            {
                using var message = new HttpRequestMessage(HttpMethod.Post, $"/f/{app.Workspace.FormId}");
                message.Content = new FormUrlEncodedContent([new("email", $"b{sent++}@buyer.example")]);
                message.Headers.TryAddWithoutValidation(header, value);
                using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
                if (answer.StatusCode is System.Net.HttpStatusCode.TooManyRequests) app.Clock.Advance(NodaTime.Duration.FromMinutes(1));
                else Assert.True((int)answer.StatusCode == 303, $"{header}: {value}: {(int)answer.StatusCode}");
            }
        }
        Assert.InRange(await app.CountAsync("submission"), 200, sent);
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from submission where state = 'received'"));
    }

    /// <summary>The same with each field in turn missing, or holding each of the values.</summary>
    static IEnumerable<Asked> Spoilt(string endpoint, Asked asked, int parts)
    {
        var number = endpoint.Length;
        if (asked.Json is not null)
        {
            var names = asked.Json.GetType().GetProperties().Select(one => (one.Name, Value: one.GetValue(asked.Json))).ToList();
            foreach (var extra in (string[])["note", "why", "at", "from", "by", "origin",
                "events"]) if (!names.Exists(one => one.Name == extra)) names.Add((extra, null));
            foreach (var (name, _) in names)
            {
                foreach (var value in Soak.Slice(Values, number++, parts).Where(value => !value.Any(char.IsSurrogate)
                    || value.Length > 1).Append("\0"))
                {
                    yield return asked with { Json = names.Where(one => one.Name != name
                        && one.Value is not null).Append((name, value)).ToDictionary(one => one.Item1, one => one.Item2) };
                }
                yield return asked with { Json = names.Where(one => one.Name != name
                    && one.Value is not null).ToDictionary(one => one.Name, one => one.Value) };
            }
            yield break;
        }
        yield return asked with { Form = new Dictionary<string, string>() };
        foreach (var (name, _) in asked.Fields)
        {
            if (endpoint.EndsWith("/check", StringComparison.Ordinal)) break;
            yield return asked with { Form = asked.Fields.Where(one => one.Key != name).ToDictionary() };
            foreach (var value in Soak.Slice(Values, number++,
                parts).Append("\0")) yield return asked with { Form = new Dictionary<string,
                string>(asked.Fields) { [name] = value } };
        }
    }

    /// <summary>Whatever was taken is shown: every page still answers, to a manager and to a program.</summary>
    static async Task AssertPagesAnswerAsync(Premises at, List<string> failed)
    {
        foreach (var row in AccessTable.Rows.Where(row => row.Endpoint.StartsWith("GET", StringComparison.Ordinal)))
        {
            var who = row.Endpoint.Contains("/api/", StringComparison.Ordinal) ? Caller.ApiKey : Caller.Admin;
            using var answer = await at.SendAsync(who, Errands.Message(row.Endpoint,
                await Errands.OfAsync(at, row.Endpoint, who)));
            if ((int)answer.StatusCode >= 500) failed.Add($"{row.Endpoint} afterwards: {(int)answer.StatusCode}");
        }
        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(40).Select(one => one.Length > 300 ? one[..300] : one)));
    }
}
