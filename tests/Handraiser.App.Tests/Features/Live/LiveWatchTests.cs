using Handraiser.App.Features.Live;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Live;

public sealed class LiveWatchTests
{
    static readonly CancellationToken Patience = TestContext.Current.CancellationToken;

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_happens_is_told_once_by_lead_and_by_whose_it_became(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.StaffAsync();
        var watch = app.Get<LiveWatch>();
        var ear = await watch.ListenAsync(app.Workspace.WorkspaceId, Patience);
        var lead = await app.BuyerAsync();

        await watch.LookAsync(Patience);
        await watch.LookAsync(Patience);

        Assert.True(ear.News.TryRead(out var news));
        Assert.Equal($"inbox lead-{lead} rep-{await app.IdOfAsync(SalesFloor.Ann)}", news.Topics);
        Assert.False(ear.News.TryRead(out _));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_happened_before_is_not_told(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await app.BuyerAsync();
        var watch = app.Get<LiveWatch>();

        var ear = await watch.ListenAsync(app.Workspace.WorkspaceId, Patience);
        await watch.LookAsync(Patience);

        Assert.False(ear.News.TryRead(out _));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Another_workspace_hears_nothing(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var watch = app.Get<LiveWatch>();
        var ear = await watch.ListenAsync("another", Patience);
        await app.BuyerAsync();

        await watch.LookAsync(Patience);

        Assert.False(ear.News.TryRead(out _));
    }

    [Fact]
    public async Task An_event_that_is_committed_after_later_ones_is_still_told()
    {
        await using var app = await TestApp.StartAsync("postgres");
        var watch = app.Get<LiveWatch>();
        var ear = await watch.ListenAsync(app.Workspace.WorkspaceId, Patience);
        await using var slow = await ((PostgresDatabase)app.Database).Source.OpenConnectionAsync(Patience);
        await using var open = await slow.BeginTransactionAsync(Patience);
        await using var write = new Npgsql.NpgsqlCommand(
            """
            insert into event (workspace_id, stream, number, kind, at, actor, data, hash)
            values ($1, 'slow', 1, 'x', 0, 'x', '{}', 'x')
            """, slow);
        write.Parameters.Add(new() { Value = app.Workspace.WorkspaceId });
        await write.ExecuteNonQueryAsync(Patience);
        await app.BuyerAsync();
        await watch.LookAsync(Patience);
        Assert.True(ear.News.TryRead(out var first));

        await open.CommitAsync(Patience);
        app.Clock.Advance(Duration.FromSeconds(20));
        await watch.LookAsync(Patience);

        Assert.True(ear.News.TryRead(out var late));
        Assert.DoesNotContain("lead-slow", first.Topics, StringComparison.Ordinal);
        Assert.Equal((first.Id, "inbox lead-slow"), (late.Id, late.Topics));
    }

    [Fact]
    public async Task Long_after_its_own_time_the_ledger_is_not_read_again_and_news_still_comes()
    {
        await using var app = await TestApp.StartAsync();
        var watch = app.Get<LiveWatch>();
        var ear = await watch.ListenAsync(app.Workspace.WorkspaceId, Patience);
        for (var i = 0; i < 5; i++)
        {
            var lead = await app.BuyerAsync(email: $"b{i}@buyer.example", phone: null);
            await watch.LookAsync(Patience);
            Assert.True(ear.News.TryRead(out var news));
            Assert.Contains("lead-" + lead, news.Topics, StringComparison.Ordinal);
            app.Clock.Advance(Duration.FromSeconds(25));
            await watch.LookAsync(Patience);
            Assert.False(ear.News.TryRead(out _));
        }
    }

    [Fact]
    public async Task Who_does_not_keep_up_is_let_go_and_the_others_hear_on()
    {
        await using var app = await TestApp.StartAsync();
        var watch = app.Get<LiveWatch>();
        var slow = await watch.ListenAsync(app.Workspace.WorkspaceId, Patience);
        var quick = await watch.ListenAsync(app.Workspace.WorkspaceId, Patience);
        for (var i = 0; i < 70; i++)
        {
            await app.BuyerAsync();
            await watch.LookAsync(Patience);
            Assert.True(quick.News.TryRead(out _));
        }

        var kept = 0;
        while (slow.News.TryRead(out _)) kept++;

        Assert.Equal(64, kept);
        Assert.True(slow.News.Completion.IsCompleted);
    }

    [Fact]
    public async Task Where_nobody_listens_any_more_nothing_is_kept()
    {
        await using var app = await TestApp.StartAsync();
        var watch = app.Get<LiveWatch>();
        var ear = await watch.ListenAsync(app.Workspace.WorkspaceId, Patience);

        watch.Leave(ear);

        Assert.Equal(0, watch.Count);
        await watch.LookAsync(Patience);
    }

    [Fact]
    public void Too_much_at_once_is_everything() => Assert.Equal(LiveTopics.Everything, LiveTopics.Of(
        Enumerable.Range(0, 200).Select(i => new LiveEvent { Id = i, Stream = $"lead{i}" })));
}
