using System.Net;
using System.Text.Json;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Webhooks;

public sealed class EndpointsApiTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static readonly string[] Odd = ["lead assigned"];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_secret_is_shown_when_it_is_made_and_never_again(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);

        var (_, secret) = await app.AddAsync(receiver);

        Assert.True(StandardWebhook.IsSecret(secret));
        var list = await app.GetAsync("/api/v1/endpoints");
        Assert.Equal(1, list.GetProperty("endpoints").GetArrayLength());
        Assert.DoesNotContain(secret, list.GetRawText());
    }

    [Theory]
    [InlineData("http://127.0.0.1/hook")]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://169.254.169.254/latest")]
    public async Task A_private_destination_is_refused_where_it_is_saved(string url)
    {
        await using var app = await TestApp.StartAsync();

        using var answer =
            await app.PostAsync("/api/v1/endpoints",
            new { kind = "webhook", name = "CRM", url, events = Array.Empty<string>() });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(["url"], problem.RootElement.GetProperty("errors").EnumerateObject().Select(field => field.Name));
        Assert.Equal(0L, await app.AskAsync<long>("select count(*) from endpoint"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_private_destination_is_refused_where_it_is_dialled_even_if_it_was_saved(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await TestApp.StartAsync(engine);
        await app.Database.WriteAsync(tx =>
        {
            EndpointStore.Insert(tx, new EndpointRow
            {
                WorkspaceId = app.Workspace.WorkspaceId, Id = "old", Kind = "webhook", Name = "Old",
                    Url = receiver.Url.ToString(),
                Secret = StandardWebhook.NewSecret(new byte[32]), CreatedAt = tx.Now,
            });
            Handraiser.App.Features.Playbooks.PolicyStore.RosterChanged(tx, app.Workspace.WorkspaceId);
            return Task.CompletedTask;
        }, Cancel);

        await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();

        Assert.Empty(receiver.Requests);
        Assert.Equal(3, await app.CountAsync("parked"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_field_that_is_wrong_is_named(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);

        using var answer =
            await app.PostAsync("/api/v1/endpoints",
            new { kind = "pigeon", name = " ", url = "ftp://x", events = Odd });

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(["events", "kind", "name", "url"],
            problem.RootElement.GetProperty("errors").EnumerateObject().Select(field => field.Name)
                .Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task While_a_secret_changes_both_sign_and_a_day_later_only_the_new_one(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, old) = await app.AddAsync(receiver, "lead.assigned");
        var fresh = (await app.ActAsync(id, "rotate")).GetProperty("secret").GetString()!;

        await app.RaiseAsync("bea@buyer.example");
        await app.RunDueAsync();
        Assert.Equal((SignatureVerdict.Valid, SignatureVerdict.Valid),
            (receiver.Requests[0].Verdict(app, old), receiver.Requests[0].Verdict(app, fresh)));
        app.Clock.Advance(Duration.FromHours(24));
        await app.RaiseAsync("cem@buyer.example");
        await app.RunDueAsync();

        Assert.Equal((SignatureVerdict.Mismatch, SignatureVerdict.Valid),
            (receiver.Requests[^1].Verdict(app, old), receiver.Requests[^1].Verdict(app, fresh)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_test_is_sent_at_once_and_tells_what_came_of_it(string engine)
    {
        await using var receiver = new FakeReceiver(Answers.Status(503, "maintenance"));
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, secret) = await app.AddAsync(receiver);

        var failed = await app.ActAsync(id, "test");
        receiver.Answer = Answers.Ok();
        var passed = await app.ActAsync(id, "test");

        Assert.Equal((false, "throttled", "503: maintenance"),
            (failed.GetProperty("ok").GetBoolean(), failed.GetProperty("word").GetString(),
                failed.GetProperty("said").GetString()));
        Assert.True(passed.GetProperty("ok").GetBoolean());
        Assert.Equal("ping", receiver.Requests[1].Json().GetProperty("type").GetString());
        Assert.Equal(SignatureVerdict.Valid, receiver.Requests[1].Verdict(app, secret));
        Assert.Equal(0L, await app.AskAsync<long>("select count(*) from job"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Another_workspace_can_neither_see_nor_touch_it(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, _) = await app.AddAsync(receiver);
        var other = await app.Get<SetUp>()
            .RunAsync("Other", "Otto", "otto@other.example", TestApp.Password, "Europe/Oslo", Cancel);
        using var stranger = app.NewClient(other.ApiKey);

        foreach (var act in (string[])["test", "rotate", "enable", "disable"])
        {
            using var answer = await app.PostAsync($"/api/v1/endpoints/{id}/{act}", new { }, client: stranger);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var deleted = await stranger.DeleteAsync(new Uri($"/api/v1/endpoints/{id}", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, deleted.StatusCode);
        Assert.Empty(receiver.Requests);
        Assert.True((await app.EndpointAsync(id)).IsLive);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_public_form_key_opens_nothing_here(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var form = app.NewClient(app.Workspace.FormKey);

        using var answer = await form.GetAsync(new Uri("/api/v1/endpoints", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_waits_for_a_deleted_endpoint_ends_without_being_sent(string engine)
    {
        await using var receiver = new FakeReceiver();
        await using var app = await EndpointStage.StartAsync(engine, receiver);
        var (id, _) = await app.AddAsync(receiver, "lead.assigned");
        await app.RaiseAsync("bea@buyer.example");

        using var deleted = await app.Client.DeleteAsync(new Uri($"/api/v1/endpoints/{id}", UriKind.Relative), Cancel);
        await app.RunDueAsync();

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(receiver.Requests);
        Assert.Equal("moot: the endpoint was deleted",
            await app.AskAsync<string>("select outcome from job where kind = 'webhook'"));
    }
}
