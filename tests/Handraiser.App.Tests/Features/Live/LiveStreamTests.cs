using System.Net;
using Handraiser.App.Features.Live;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Features.Live;

public sealed class LiveStreamTests
{
    static readonly CancellationToken Patience = TestContext.Current.CancellationToken;

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_page_hears_of_a_new_lead(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        using var client = await app.SignedInAsync();
        await using var ear = await LiveReader.OpenAsync(client);

        var lead = await app.BuyerAsync();
        await app.Get<LiveWatch>().LookAsync(Patience);

        Assert.Equal("text/event-stream", ear.ContentType);
        var news = await ear.NextAsync();
        Assert.Contains("lead-" + lead, news!.Value.Topics);
        Assert.True(news.Value.Id > 0);
    }

    [Theory]
    [InlineData("sqlite", true)]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    public async Task After_a_break_it_is_told_what_it_missed(string engine, bool asHeader)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.BuyerAsync();
        var before = await app.AskAsync<long>("select max(id) from event");
        // Beyond the moments in which an earlier number may still be committed.
        app.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        var lead = await app.BuyerAsync(email: "other@buyer.example", phone: null);
        using var client = await app.SignedInAsync();

        await using var ear = asHeader ? await LiveReader.OpenAsync(client, lastEventId: $"{before}")
            : await LiveReader.OpenAsync(client, $"/live?lastEventId={before}");

        var news = await ear.NextAsync();
        Assert.Equal(["inbox", "lead-" + lead, "rep-" + app.Workspace.AdminId], news!.Value.Topics);
        Assert.Equal(await app.AskAsync<long>("select max(id) from event"), news.Value.Id);
    }

    [Fact]
    public async Task Whoever_signs_out_hears_no_more()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        await using var ear = await LiveReader.OpenAsync(client);

        using var left = await client.PostFormAsync("/sign-out", new { }, "/inbox");

        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        Assert.Null(await ear.NextAsync());
    }

    [Fact]
    public async Task A_page_that_goes_away_is_forgotten()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        var watch = app.Get<LiveWatch>();
        var ear = await LiveReader.OpenAsync(client);
        Assert.Equal(1, watch.Count);

        await ear.DisposeAsync();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (watch.Count > 0 && !patience.IsCancellationRequested) await Task.Yield();
        Assert.Equal(0, watch.Count);
    }

    [Fact]
    public async Task The_server_stops_without_waiting_for_those_who_listen()
    {
        var app = await TestApp.StartAsync();
        using var client = await app.SignedInAsync();
        await using var ear = await LiveReader.OpenAsync(client);

        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(8), Patience);

        Assert.Null(await ear.NextAsync());
    }
}
