using System.Globalization;
using System.Net;
using Handraiser.App.Features.Forms;
using Handraiser.App.Features.Intake;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Intake;

public sealed class IntakeLimitsTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_network_that_sends_too_many_waits_and_what_is_turned_away_is_counted(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, settings => settings with { FormRate = 3 });
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++) answers.Add(await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", $"b{i}@buyer.example")));
        Assert.Equal([303, 303, 303, 429, 429], answers.Select(answer => (int)answer.StatusCode));
        Assert.Equal("20", answers[^1].Headers.RetryAfter!.ToString());
        using var embedded = await app.SendRawAsync("/api/v1/requests", "email=bo%40buyer.example"u8.ToArray(), FormPost.UrlEncoded, app.Workspace.FormKey);
        Assert.Equal(HttpStatusCode.TooManyRequests, embedded.StatusCode);

        await app.Get<IntakeLimits>().RunDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, await app.AskAsync<long>("select posts from form_refusal"));
        app.Clock.Advance(Duration.FromSeconds(20));
        using var later = await app.SendFormAsync($"/f/{app.Workspace.FormId}", ("email", "late@buyer.example"));
        Assert.Equal(HttpStatusCode.SeeOther, later.StatusCode);
    }

    [Fact]
    public async Task Ten_thousand_posts_from_one_network_leave_every_other_free()
    {
        await using var app = await TestApp.StartAsync();
        var (limits, form) = (app.Get<IntakeLimits>(), new Form { WorkspaceId = app.Workspace.WorkspaceId, Id = app.Workspace.FormId });
        Assert.Equal(60, Enumerable.Range(0, 10_000).Count(_ => limits.WaitOf(form, "2001:db8::/64") is null));
        Assert.Null(limits.WaitOf(form, "2001:db8:1::/64"));
        Assert.Null(limits.WaitOf(form with { Id = "other" }, "2001:db8::/64"));
    }

    [Fact]
    public async Task A_flood_from_many_networks_drops_nothing_and_raises_the_score()
    {
        await using var app = await TestApp.StartAsync();
        var screening = app.Get<Screening>();
        var last = Enumerable.Range(0, 400).Select(i => screening.Judge(new Submission
        {
            WorkspaceId = "w", Channel = "form", FormId = "f", Raw = "", Network = $"10.0.{i}.0/24", Body = new RequestBody { Email = $"b{i}@buyer.example" },
        })).ToList();
        Assert.False(last[0].Signals.FormIsFlooded);
        Assert.True(last[^1].Signals.FormIsFlooded);
    }

    [Fact]
    public async Task Every_answer_of_the_api_says_what_is_left_and_a_key_over_its_rate_waits_a_second()
    {
        await using var app = await TestApp.StartAsync(settings: settings => settings with { ApiRate = 2 });
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++) answers.Add(await app.Client.GetAsync(new Uri("/api/v1/leads", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal([200, 200, 429], answers.Select(answer => (int)answer.StatusCode));
        Assert.Equal(["2 1", "2 0", "2 0"], answers.Select(answer => $"{Header(answer, "RateLimit-Limit")} {Header(answer, "RateLimit-Remaining")}"));
        Assert.Equal("1", Header(answers[2], "RateLimit-Reset"));
        Assert.Equal("1", Header(answers[2], "Retry-After"));
        app.Clock.Advance(Duration.FromSeconds(1));
        using var after = await app.Client.GetAsync(new Uri("/api/v1/leads", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public void An_allowance_refills_steadily_and_never_beyond_its_size()
    {
        var clock = VirtualClock.OnAMondayMorning();
        var buckets = new TokenBuckets(clock);
        int Given(int tries) => Enumerable.Range(0, tries).Count(_ => buckets.Take("k", 10, 2).IsGiven);
        Assert.Equal(10, Given(50));
        clock.Advance(Duration.FromSeconds(2));
        Assert.Equal(4, Given(50));
        clock.Advance(Duration.FromHours(1));
        Assert.Equal(10, Given(50));
        clock.Advance(Duration.FromHours(-1));
        Assert.Equal(0, Given(50));
    }

    static string Header(HttpResponseMessage answer, string name) => string.Join(',', answer.Headers.GetValues(name)).ToString(CultureInfo.InvariantCulture);
}
