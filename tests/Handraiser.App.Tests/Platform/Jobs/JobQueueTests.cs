using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Jobs;

public sealed class JobQueueTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_work_is_queued_once_and_done_once(string engine)
    {
        var ran = new List<string>();
        await using var app = await StartAsync(engine, "note", 1, job => { lock (ran) ran.Add(job.Key); return new JobOutcome.Done("ok"); });
        await AddAsync(app, "note", "note", "a", "b", "a");
        await AddAsync(app, "note", "note", "b");

        await app.Get<JobRunner>().RunDueAsync(Cancel);
        await app.Get<JobRunner>().RunDueAsync(Cancel);

        Assert.Equal(["a", "b"], ran.Order());
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lane_full_of_work_that_hangs_holds_up_no_other(string engine)
    {
        var (ran, gate) = (new List<string>(), new TaskCompletionSource());
        await using var app = await TestApp.StartAsync(engine, jobs: [new JobKind("webhook", 4, async (job, _) =>
        {
            lock (ran) ran.Add(job.Lane);
            if (job.Lane == "webhook:slow") await gate.Task;
            return new JobOutcome.Done("ok");
        })]);
        await AddAsync(app, "webhook", "webhook:slow", [.. Enumerable.Range(0, 200).Select(i => $"s{i}")]);
        app.Clock.Advance(Duration.FromSeconds(1));
        await AddAsync(app, "webhook", "webhook:quick", "q1", "q2", "q3");

        var started = await app.Get<JobRunner>().StartDueAsync(Cancel);
        var again = await app.Get<JobRunner>().StartDueAsync(Cancel);

        Assert.Equal(3, ran.Count(lane => lane == "webhook:quick"));
        Assert.Equal(4, ran.Count(lane => lane == "webhook:slow"));
        Assert.DoesNotContain("webhook:slow", ran.Skip(7));
        gate.SetResult();
        await Task.WhenAll(started.Concat(again));
        await app.Get<JobRunner>().RunDueAsync(Cancel);
        Assert.Equal(203, ran.Count);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task However_many_lanes_of_a_kind_hang_other_kinds_go_on(string engine)
    {
        var (gate, mails) = (new TaskCompletionSource(), 0);
        await using var app = await TestApp.StartAsync(engine, jobs:
        [
            new JobKind("webhook", 3, async (_, _) => { await gate.Task; return new JobOutcome.Done("ok"); }),
            new JobKind("mail", 8, (_, _) => { mails++; return Task.FromResult<JobOutcome>(new JobOutcome.Done("ok")); }),
        ]);
        foreach (var endpoint in Enumerable.Range(0, 70))
        {
            await AddAsync(app, "webhook", $"webhook:{endpoint}", $"{endpoint}a", $"{endpoint}b", $"{endpoint}c");
        }
        var started = new List<Task>();
        for (List<Task> more; (more = await app.Get<JobRunner>().StartDueAsync(Cancel)).Count > 0;) started.AddRange(more);
        Assert.InRange(started.Count, 128, 209);
        app.Clock.Advance(Duration.FromSeconds(1));
        await AddAsync(app, "mail", "mail", "m1", "m2");

        started.AddRange(await app.Get<JobRunner>().StartDueAsync(Cancel));

        Assert.Equal(2, mails);
        gate.SetResult();
        await Task.WhenAll(started);
        await app.Get<JobRunner>().RunDueAsync(Cancel);
        await app.AssertLawsHoldAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Work_whose_worker_died_is_taken_over_when_its_lease_ends_and_the_dead_settle_nothing(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, jobs: []);
        await AddAsync(app, "note", "note", "a");
        var dead = Assert.Single(await ClaimAsync(app));
        Assert.Empty(await ClaimAsync(app));
        app.Clock.Advance(JobQueue.Lease + Duration.FromSeconds(1));

        var heir = Assert.Single(await ClaimAsync(app));

        Assert.Equal((false, true), (dead.Reclaimed, heir.Reclaimed));
        Assert.False(await SettleAsync(app, dead, new JobOutcome.Done("late")));
        Assert.True(await SettleAsync(app, heir, new JobOutcome.Done("ok")));
        Assert.False(await SettleAsync(app, heir, new JobOutcome.Done("twice")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_to_be_tried_later_waits_until_then(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, jobs: []);
        await AddAsync(app, "note", "note", "a");
        var job = Assert.Single(await ClaimAsync(app));
        await SettleAsync(app, job, new JobOutcome.Later(app.Clock.Now + Duration.FromMinutes(5), "busy"));

        app.Clock.Advance(Duration.FromMinutes(4));
        Assert.Empty(await ClaimAsync(app));
        app.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(2, Assert.Single(await ClaimAsync(app)).Attempt);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Work_that_fails_without_an_outcome_is_tried_again_and_in_the_end_waits_for_a_human(string engine)
    {
        var tries = 0;
        await using var app = await StartAsync(engine, "note", 1, _ => { tries++; throw new InvalidOperationException("a bug"); });
        await AddAsync(app, "note", "note", "a");

        for (var i = 0; i < 40; i++)
        {
            await app.Get<JobRunner>().RunDueAsync(Cancel);
            app.Clock.Advance(JobQueue.Lease + Duration.FromSeconds(1));
        }

        Assert.Equal(20, tries);
        var id = await app.Database.ReadAsync(tx => tx.SingleAsync<string>("select id from job where state = 'parked'"), Cancel);
        Assert.NotNull(id);
        Assert.True(await app.Database.WriteAsync(tx => JobQueue.ResendAsync(tx, app.Workspace.WorkspaceId, id), Cancel));
        await app.Get<JobRunner>().RunDueAsync(Cancel);
        Assert.Equal(21, tries);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_in_doubt_is_never_sent_again_by_itself(string engine)
    {
        await using var app = await StartAsync(engine, "note", 1, _ => new JobOutcome.InDoubt("the line went dead"));
        await AddAsync(app, "note", "note", "a");
        await app.Get<JobRunner>().RunDueAsync(Cancel);
        app.Clock.Advance(Duration.FromDays(30));

        Assert.Equal(0, await app.Get<JobRunner>().RunDueAsync(Cancel));
        await app.AssertLawsHoldAsync();
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Task<TestApp> StartAsync(string engine, string kind, int width, Func<Job, JobOutcome> run) =>
        TestApp.StartAsync(engine, jobs: [new JobKind(kind, width, (job, _) => Task.FromResult(run(job)))]);

    static Task AddAsync(TestApp app, string kind, string lane, params string[] keys) => app.Database.WriteAsync(tx =>
    {
        foreach (var key in keys)
        {
            JobQueue.Enqueue(tx, app.Workspace.WorkspaceId, app.Get<Handraiser.App.Platform.Chance>().NewId(tx.Now), kind, lane, key, new { }, tx.Now);
        }
        return Task.CompletedTask;
    }, Cancel);

    static Task<List<Job>> ClaimAsync(TestApp app) => app.Database.WriteAsync(tx => JobQueue.ClaimAsync(tx, 10, _ => 10), Cancel);

    static Task<bool> SettleAsync(TestApp app, Job job, JobOutcome outcome) =>
        app.Database.WriteAsync(tx => JobQueue.SettleAsync(tx, job, outcome), Cancel);
}
