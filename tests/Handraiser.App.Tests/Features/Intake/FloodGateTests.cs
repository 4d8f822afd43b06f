using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Handraiser.App.Features.Intake;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class FloodGateTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task While_a_form_is_flooded_only_what_shows_work_goes_its_way_and_nothing_is_lost(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var calm = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "calm@buyer.example"));
        Assert.Null(await AskAsync(app));
        app.FloodForm();

        using var bare = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "bare@buyer.example"));
        using var worked = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "worked@buyer.example"),
            ("_work", Flood.Solve((await AskAsync(app))!)));

        Assert.Equal([303, 303, 303], new[] { calm, bare, worked }.Select(answer => (int)answer.StatusCode));
        Assert.Equal((null, "quarantine", null), (await HeldAsync(app, "calm"), await HeldAsync(app, "bare"),
            await HeldAsync(app, "worked")));
        Assert.Equal(3, await app.AskAsync<long>("select count(*) from clock where state = 'running'"));
        Assert.Contains("no browser showed proof of work", await app.AskAsync<string>(
            "select spam_reasons from request where spam_score > 40"), StringComparison.Ordinal);
        Assert.DoesNotContain("_work", await app.AskAsync<string>(
            "select fields from request order by id desc limit 1"), StringComparison.Ordinal);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Work_counts_once_on_every_node_and_again_only_for_the_same_request(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        app.FloodForm();
        var work = Flood.Solve((await AskAsync(app))!);
        Assert.Equal(201, await EmbedAsync(app, "first", work, "key-1"));
        Assert.Equal(201, await EmbedAsync(app, "first", work, "key-1"));
        Assert.Equal(201, await EmbedAsync(app, "second", work, "key-2"));
        await using var other = await TestApp.StartAsync(engine, beside: app);
        other.FloodForm();
        Assert.Equal(201, await EmbedAsync(other, "third", work, "key-3"));

        Assert.Equal((null, "quarantine", "quarantine"), (await HeldAsync(app, "first"), await HeldAsync(app, "second"),
            await HeldAsync(app, "third")));
        Assert.Equal((3, 1), (await app.CountAsync("request"), await app.CountAsync("proof_of_work")));
        app.Clock.Advance(Duration.FromHours(1));
        await app.Get<ProofOfWork>().RunDueAsync(Cancel);
        Assert.Equal(0, await app.CountAsync("proof_of_work"));
    }

    [Theory]
    [InlineData("later")]
    [InlineData("easier")]
    [InlineData("another form's")]
    [InlineData("long ago")]
    [InlineData("not done")]
    [InlineData("spliced")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Work_that_is_not_what_was_asked_is_none_and_the_request_is_kept(string trick)
    {
        await using var app = await TestApp.StartAsync();
        app.FloodForm();
        var asked = (await AskAsync(app))!;
        var (parts, mac) = (asked.Challenge.Split('-')[0].Split('.'), asked.Challenge.Split('-', 2)[1]);
        var work = trick switch
        {
            "later" => Flood.Solve(asked with { Challenge =
                $"{long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) + 1000}.{parts[1]}.{parts[2]}-{mac}" }),
            "easier" => Flood.Solve(new($"{parts[0]}.1.{parts[2]}-{mac}", 1)),
            "another form's" => Flood.Solve(app.Get<ProofOfWork>().Ask(new App.Features.Forms.Form { Id = "other",
                Secret = await SecretAsync(app) })),
            "long ago" or "spliced" => Flood.Solve(asked),
            "not done" => Enumerable.Range(0, 100).Select(number => $"{asked.Challenge}:{number}").First(text =>
                text != Flood.Solve(asked)),
            _ => trick,
        };
        if (trick == "spliced") work = work.Replace('.', ':');
        if (trick == "long ago")
        {
            app.Clock.Advance(Duration.FromMinutes(20) + Duration.FromSeconds(1));
            app.FloodForm();
        }

        Assert.Equal(201, await EmbedAsync(app, "trick", work, "key-1"));

        Assert.Equal("quarantine", await HeldAsync(app, "trick"));
        Assert.Equal(0, await app.CountAsync("proof_of_work"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_network_that_sends_too_many_may_work_in_place_of_waiting(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, settings => settings with { FormRate = 1 });
        Assert.Equal(201, await EmbedAsync(app, "one", null, "key-1"));
        using var limited = await PostAsync(app, "two", null, "key-2");
        var problem = JsonDocument.Parse(await limited.TextAsync()).RootElement;
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.NotNull(limited.Headers.RetryAfter);

        var work = Flood.Solve(new(problem.GetProperty("challenge").GetString()!,
            problem.GetProperty("difficulty").GetInt32()));
        Assert.Equal(201, await EmbedAsync(app, "two", work, "key-2"));
        Assert.Equal(429, await EmbedAsync(app, "three", work, "key-3"));

        Assert.Equal(2, await app.CountAsync("request"));
        await app.Get<IntakeLimits>().RunDueAsync(Cancel);
        Assert.Equal(2, await app.AskAsync<long>("select posts from form_refusal"));
    }

    [Fact]
    public async Task A_flood_is_over_after_ten_calm_minutes()
    {
        await using var app = await TestApp.StartAsync();
        app.FloodForm();
        app.Clock.Advance(Duration.FromMinutes(10) + Duration.FromSeconds(1));
        app.FloodForm(1);
        Assert.NotNull(await AskAsync(app));
        app.Clock.Advance(Duration.FromMinutes(10) + Duration.FromSeconds(1));
        app.FloodForm(1);
        Assert.Null(await AskAsync(app));
    }

    [Fact]
    public async Task No_form_no_challenge()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.NewClient();
        using var answer = await client.GetAsync(new Uri("/f/01aaaaaaaaaaaaaaaaaaaaaaaa/challenge", UriKind.Relative),
            Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    static async Task<WorkChallenge?> AskAsync(TestApp app)
    {
        using var client = app.NewClient();
        using var answer = await client.GetAsync(new Uri($"/f/{app.Workspace.FormKey}/challenge", UriKind.Relative),
            Cancel);
        return answer.StatusCode == HttpStatusCode.NoContent ? null
            : await answer.Content.ReadFromJsonAsync<WorkChallenge>(Cancel);
    }

    static async Task<int> EmbedAsync(TestApp app, string name, string? work, string key)
    {
        using var answer = await PostAsync(app, name, work, key);
        return (int)answer.StatusCode;
    }

    static async Task<HttpResponseMessage> PostAsync(TestApp app, string name, string? work, string key)
    {
        using var client = app.NewClient(app.Workspace.FormKey);
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/requests")
        {
            Content = new FormUrlEncodedContent([new("email", $"{name}@buyer.example")]),
                Headers = { { "Idempotency-Key", key } },
        };
        if (!string.IsNullOrEmpty(work)) message.Headers.Add(ProofOfWork.Header, work);
        return await client.SendAsync(message, Cancel);
    }

    static Task<string?> HeldAsync(TestApp app, string name) => app.AskAsync<string>(
        "select l.held from lead l join person p on p.workspace_id = l.workspace_id and p.id = l.person_id where p.email = @Email",
        new { Email = $"{name}@buyer.example" });

    static async Task<string> SecretAsync(TestApp app) => (await app.AskAsync<string>("select secret from form"))!;
}
