using System.Net;
using System.Text.Json;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Scenarios;

public sealed class IdempotencyTests
{
    static readonly object Body = new { kind = "demo", person = new { email = "bea@buyer.example", name = "Bea Buyer" } };

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task One_key_sent_ten_times_at_once_is_one_request_and_ten_equal_answers(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(app, Body, "key")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(1, (await app.ViewAsync(LeadOf(answers[0].Text))).GetProperty("requests").GetInt64());
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Ten_keys_are_ten_requests_of_one_lead(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => SendAsync(app, Body, $"key{i}")));

        var lead = Assert.Single(answers.Select(answer => LeadOf(answer.Text)).Distinct());
        Assert.Equal(10, (await app.ViewAsync(lead)).GetProperty("requests").GetInt64());
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_repeat_after_ten_minutes_is_told_what_the_first_was_told_whatever_has_happened_since(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.OfAsync("ann", "bob");
        var first = await SendAsync(app, Body, "key");
        await app.PassAsync(Duration.FromMinutes(10));

        Assert.Equal(first, await SendAsync(app, Body, "key"));

        await app.ActAsync(LeadOf(first.Text), "close", new { rep = TestApp.AdminEmail, outcome = "won" });
        Assert.Equal(first, await SendAsync(app, Body, "key"));
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_key_sent_again_with_another_body_is_refused_and_changes_nothing(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var first = await SendAsync(app, Body, "key");

        var other = await SendAsync(app, new { kind = "chat", person = new { email = "carl@buyer.example" } }, "key");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal(first, await SendAsync(app, Body, "key"));
        Assert.Equal(1, (await app.GetAsync("/api/v1/leads")).GetProperty("leads").GetArrayLength());
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_keys_of_one_person_and_one_phone_shared_by_two_are_told_apart(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => app.RaiseAsync("", body: new
        {
            kind = "contact",
            person = new { email = i % 2 == 0 ? "bea@buyer.example" : "carl@other.example", phone = "+47 22 11 33 55", name = "Somebody" },
        })));

        Assert.Equal(2, answers.Select(answer => answer.Text("leadId")).Distinct().Count());
        await app.AssertLawsHoldAsync();
    }

    internal static async Task<(HttpStatusCode Status, string Text)> SendAsync(TestApp app, object body, string key)
    {
        using var response = await app.PostAsync("/api/v1/requests", body, key);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    internal static string LeadOf(string answer) => JsonDocument.Parse(answer).RootElement.Text("leadId")!;
}
