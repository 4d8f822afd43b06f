using Handraiser.App.Features.Clocks;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Scenarios;

/// <summary>Two nodes on one PostgreSQL database: no leader, and nothing happens twice.</summary>
public sealed class TwoNodesTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_who_reaches_both_nodes_at_once_has_one_lead()
    {
        await using var one = await TestApp.StartAsync("postgres");
        await using var other = await TestApp.StartAsync("postgres", beside: one);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).RaiseAsync("bea@buyer.example")));
        var keyed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => IdempotencyTests.SendAsync(i % 2 == 0 ? one : other,
            new { kind = "demo", person = new { email = "carl@buyer.example" } }, "key")));

        Assert.Single(answers.Select(answer => answer.Text("leadId")).Distinct());
        Assert.Single(keyed.Distinct());
        await one.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task Each_due_step_of_three_hundred_clocks_is_taken_once_and_each_job_runs_once()
    {
        var ran = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var one = await TestApp.StartAsync("postgres", jobs: [Counting(ran)]);
        await using var other = await TestApp.StartAsync("postgres", beside: one, jobs: [Counting(ran)]);
        await one.OfAsync("ann", "bob", "carl");
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel },
            async (i, _) => await (i % 2 == 0 ? one : other).LeadAsync($"buyer{i}@buyer{i}.example"));

        for (var minute = 0; minute < 18; minute += 3)
        {
            one.Clock.Advance(Duration.FromMinutes(3));
            await Task.WhenAll(one.Get<ClimbLadder>().RunDueAsync(Cancel), other.Get<ClimbLadder>().RunDueAsync(Cancel));
        }
        await Task.WhenAll(one.Get<JobRunner>().RunDueAsync(Cancel), other.Get<JobRunner>().RunDueAsync(Cancel));

        var alarms = await one.Database.ReadAsync(tx => tx.SingleAsync<long>("select count(*) from event where kind = 'ladder.on-call'"), Cancel);
        var jobs = await one.Database.ReadAsync(tx => tx.SingleAsync<long>("select count(*) from job where state = 'done' and attempt = 1"), Cancel);
        Assert.Equal(300, alarms);
        Assert.Equal(jobs, ran.Count);
        Assert.Equal(ran.Count, ran.Distinct().Count());
        await one.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task A_node_that_has_kept_the_old_people_does_not_decide_by_them()
    {
        await using var one = await TestApp.StartAsync("postgres");
        await using var other = await TestApp.StartAsync("postgres", beside: one);
        var reps = await one.OfAsync("ann", "bob");
        await other.LeadAsync("warm@up.example");

        await one.PresentAsync(false, [reps["ann"]]);
        for (var i = 0; i < 4; i++) Assert.Equal(reps["bob"], await other.OwnerAsync(await other.LeadAsync($"buyer{i}@buyer{i}.example")));
        await one.PublishAsync(new Rules { Members = [(TestApp.AdminEmail, 100)] }.Yaml());
        Assert.Equal(one.Workspace.AdminId, await other.OwnerAsync(await other.LeadAsync("last@buyer.example")));
        await one.AssertLawsHoldAsync();
    }

    static JobKind Counting(System.Collections.Concurrent.ConcurrentBag<string> ran) => new("mail", 64, (job, _) =>
    {
        ran.Add(job.Id);
        return Task.FromResult<JobOutcome>(new JobOutcome.Done("sent"));
    });
}
