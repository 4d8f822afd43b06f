using System.Text;
using System.Text.Json;
using Handraiser.App.Features.Intake;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Abuse;

/// <summary>
/// Thousands of bodies, the same ones each time: never a failure of ours, never a hang. What is taken is stored as it was
/// sent, what is not taken is told why, and whatever was stored can be shown.
/// </summary>
public sealed class FuzzTests
{
    const string Api = "/api/v1/requests";

    [Theory]
    [InlineData("sqlite", 1200)]
    [InlineData("postgres", 250)]
    public async Task A_posted_form_is_stored_as_it_was_sent_or_told_why_not(string engine, int times)
    {
        await using var app = await TestApp.StartAsync(engine, one => one with { FormRate = 1_000_000, ApiRate = 1_000_000 });
        var (taken, refused) = (new List<int>(), 0);
        using var client = Patient(app, app.Workspace.FormKey);
        for (var number = 0; number < Soak.Times(times); number++)
        {
            var form = FuzzedForm.Of(number);
            var isEmbedded = number % 2 == 0;
            using var answer = await SendAsync(client, isEmbedded ? Api : $"/f/{app.Workspace.FormId}", form.Body,
                form.ContentType, number);
            if ((int)answer.StatusCode is 201 or 303) taken.Add(number);
            else
            {
                refused++;
                AssertToldWhy(answer, await answer.TextAsync(), number);
            }
        }
        Assert.InRange(refused, times / 20, Soak.Times(times) / 2);
        var stored = await BodiesAsync(app);
        Assert.Equal(taken.Count, stored.Count);
        var bodies = stored.ToLookup(Number);
        foreach (var number in taken)
        {
            if (FuzzedForm.Of(number).Pairs is not { } pairs) continue;
            var kept = FormBytes.Split(Encoding.ASCII.GetBytes(Assert.Single(bodies[number])));
            foreach (var pair in pairs)
            {
                Assert.True(kept.Exists(one => one.Name.AsSpan().SequenceEqual(pair.Name)
                    && one.Value.AsSpan().SequenceEqual(pair.Value)), $"Form {number} lost a field.");
            }
        }
        await AssertAllIsWellAsync(app);
    }

    [Theory]
    [InlineData("sqlite", 1200)]
    [InlineData("postgres", 250)]
    public async Task A_body_of_json_is_stored_as_it_was_sent_or_told_why_not(string engine, int times)
    {
        await using var app = await TestApp.StartAsync(engine, one => one with { FormRate = 1_000_000, ApiRate = 1_000_000 });
        using var program = Patient(app, app.Workspace.ApiKey);
        using var page = Patient(app, app.Workspace.FormKey);
        var taken = new List<string>();
        for (var number = 0; number < Soak.Times(times); number++)
        {
            var (body, _) = FuzzedJson.Of(number);
            using var answer = await SendAsync(number % 2 == 0 ? program : page, Api, body, "application/json", number);
            var text = await answer.TextAsync();
            if ((int)answer.StatusCode == 201) taken.Add(Encoding.UTF8.GetString(body).Replace('\0', '\uFFFD'));
            else
            {
                Assert.True((int)answer.StatusCode == 400, $"Body {number}: {(int)answer.StatusCode} {text}");
                Assert.NotEmpty(JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateObject());
            }
        }
        Assert.InRange(taken.Count, times / 5, Soak.Times(times) - (times / 5));
        Assert.Equal(taken.Order(StringComparer.Ordinal), (await BodiesAsync(app)).Order(StringComparer.Ordinal));
        await AssertAllIsWellAsync(app);
    }

    [Fact]
    public async Task A_playbook_is_checked_or_told_by_line_what_is_wrong()
    {
        await using var at = await Premises.StartAsync();
        var (client, token) = await at.ClientAsync(Caller.Manager);
        var sound = 0;
        for (var number = 0; number < Soak.Times(150); number++)
        {
            var random = new Random(number);
            var spoilt = FuzzedForm.Spoil(random, Encoding.UTF8.GetBytes(Premises.Playbook));
            // Some are as they should be, with a remark.
            var text = number % 10 == 0 ? $"{Premises.Playbook}\n# {number}" : Encoding.UTF8.GetString(spoilt);
            using var content = new FormUrlEncodedContent([new("Text", text)]);
            using var message = new HttpRequestMessage(HttpMethod.Post, "/playbook/check") { Content = content };
            message.Headers.Add("X-CSRF", token);
            using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
            var page = await answer.TextAsync();
            Assert.True((int)answer.StatusCode is 200 or 422 || text.Contains('\0', StringComparison.Ordinal),
                $"Text {number}: {(int)answer.StatusCode} {text}");
            if ((int)answer.StatusCode == 200) sound++;
            else if ((int)answer.StatusCode == 422) Assert.Contains("data-jump-line=", page, StringComparison.Ordinal);
        }
        Assert.InRange(sound, 5, Soak.Times(150) - 5);
    }

    static HttpClient Patient(TestApp app, string key)
    {
        var client = app.NewClient(key);
        client.Timeout = TimeSpan.FromSeconds(60);
        return client;
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, byte[] body, string type, int number)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        try { return await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken); }
        catch (TaskCanceledException late) { throw new TimeoutException($"Nothing was answered to number {number}.", late); }
    }

    static void AssertToldWhy(HttpResponseMessage answer, string text, int number)
    {
        Assert.True((int)answer.StatusCode is 400 or 413 or 415 or 422, $"Form {number}: {(int)answer.StatusCode} {text}");
        string[] reasons =
        [
            "Give an e-mail address or a phone number", "too long to be taken", "did not arrive whole",
                "Files cannot be sent", "Files are not taken", "too much at once",
        ];
        Assert.True(Array.Exists(reasons, reason => text.Contains(reason, StringComparison.Ordinal)), $"Form {number}: {text}");
    }

    static Task<List<string>> BodiesAsync(TestApp app) => app.Database.ReadAsync(tx =>
        tx.ListAsync<string>("select body from submission"), TestContext.Current.CancellationToken);

    static int Number(string body) => body.Split('&').LastOrDefault(part =>
        part.StartsWith("n=", StringComparison.Ordinal)) is { } part
        && int.TryParse(part.AsSpan(2), out var number) ? number : -1;

    /// <summary>Nothing waits to be read again, no law is broken, and every screen shows what there is.</summary>
    static async Task AssertAllIsWellAsync(TestApp app)
    {
        Assert.Equal(0, await app.AskAsync<long>("select count(*) from submission where state <> 'request'"));
        await app.AssertLawsHoldAsync();
        using var admin = await app.SignedInAsync();
        var leads = await app.Database.ReadAsync(tx => tx.ListAsync<string>("select id from lead order by id"),
            TestContext.Current.CancellationToken);
        foreach (var lead in leads.Where((_, i) => i % Math.Max(1, leads.Count / 40) == 0))
        {
            await admin.PageAsync($"/leads/{lead}");
            await app.GetAsync($"/api/v1/leads/{lead}");
        }
        await admin.PageAsync("/inbox?view=all");
        await admin.PageAsync("/inbox?view=held");
        await admin.PageAsync("/deliveries?tab=waiting");
        await app.GetAsync("/api/v1/leads?limit=200");
    }
}
