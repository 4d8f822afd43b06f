using Handraiser.App.Features.Deliveries;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Features.Deliveries;

public sealed class SweepJobsTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_done_thirty_days_ago_is_deleted_and_nothing_else(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        await AddAsync(app, 1200, "done", app.Clock.Now);
        await AddAsync(app, 1, "parked", app.Clock.Now);
        app.Clock.Advance(Duration.FromDays(1));
        await AddAsync(app, 1, "done", app.Clock.Now);

        app.Clock.Advance(SweepJobs.Kept - Duration.FromDays(1));
        Assert.Equal(0, await app.Get<SweepJobs>().RunDueAsync(Cancel));
        app.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(1200, await app.Get<SweepJobs>().RunDueAsync(Cancel));

        Assert.Equal(2L, await app.AskAsync<long>("select count(*) from job"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Health_counts_what_waits_for_a_human_and_how_long_the_oldest_is_due(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        Assert.True((await HealthAsync(app)).IsWell);
        await AddAsync(app, 2, "parked", app.Clock.Now);
        await AddAsync(app, 1, "in-doubt", app.Clock.Now);
        await AddAsync(app, 1, "queued", app.Clock.Now);
        app.Clock.Advance(Duration.FromMinutes(5));

        var health = await HealthAsync(app);

        Assert.Equal(new DeliveryHealth(Duration.FromMinutes(5), 2, 1, 0), health);
        Assert.Equal((3, false), (health.Stuck, health.IsWell));
    }

    static Task<DeliveryHealth> HealthAsync(TestApp app) =>
        app.Database.ReadAsync(tx => DeliveryHealth.OfAsync(tx, app.Workspace.WorkspaceId), Cancel);

    static Task AddAsync(TestApp app, int count, string state, Instant at) => app.Database.WriteAsync(tx =>
    {
        for (var number = 0; number < count; number++)
        {
            var id = $"{state}-{at.ToUnixTimeTicks()}-{number}";
            tx.Add(
                """
                insert into job (workspace_id, id, kind, lane, key, data, state, due_at, created_at, ended_at)
                values (@Workspace, @Id, 'mail', 'mail', @Id, '{}', @State, @At, @At, @At)
                """,
                new { Workspace = app.Workspace.WorkspaceId, Id = id, State = state, At = at });
        }
        return Task.CompletedTask;
    }, Cancel);
}
