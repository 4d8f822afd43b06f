using System.Text.Json;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Webhooks;

/// <summary>An application that may deliver to receivers on the loopback, and endpoints made through its API.</summary>
internal static class EndpointStage
{
    public static Task<TestApp> StartAsync(string engine, params FakeReceiver[] receivers) => TestApp.StartAsync(engine,
        settings => settings with { AllowPrivate =
            "127.0.0.1, " + string.Join(", ", receivers.Select(receiver => $":{receiver.Port}")) });

    public static Task<(string Id, string Secret)> AddAsync(this TestApp app, FakeReceiver receiver,
        params string[] events) =>
        app.AddAsync("webhook", receiver.Url.ToString(), events);

    public static async Task<(string Id, string Secret)> AddAsync(this TestApp app, string kind, string url,
        params string[] events)
    {
        using var answer = await app.PostAsync("/api/v1/endpoints", new { kind, name = "CRM", url, events });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 201, text);
        var made = JsonDocument.Parse(text).RootElement;
        return (made.GetProperty("id").GetString()!, made.GetProperty("secret").GetString() ?? "");
    }

    public static async Task<JsonElement> ActAsync(this TestApp app, string id, string act)
    {
        using var answer = await app.PostAsync($"/api/v1/endpoints/{id}/{act}", new { });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public static async Task<EndpointRow> EndpointAsync(this TestApp app, string id) =>
        (await app.Database.ReadAsync(tx => EndpointStore.FindAsync(tx, app.Workspace.WorkspaceId, id)))!;

    public static SignatureVerdict Verdict(this ReceivedRequest request, TestApp app, string secret) =>
        StandardWebhook.Verify(
        request.Header(StandardWebhook.IdHeader), request.Header(StandardWebhook.TimestampHeader),
        request.Header(StandardWebhook.SignatureHeader), request.Body, [secret], app.Clock.Now);

    public static JsonElement Json(this ReceivedRequest request) => JsonDocument.Parse(request.Body).RootElement;

    public static Task<long> CountAsync(this TestApp app, string state) =>
        app.AskAsync<long>("select count(*) from job where kind in ('webhook', 'chat') and state = @State",
            new { State = state });
}
