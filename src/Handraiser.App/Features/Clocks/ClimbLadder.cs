using System.Collections.Concurrent;
using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>
/// Takes the steps of clocks that are past due: never early, each once, in order, however late we look. At the due instant
/// itself a clock still runs, so a tie goes to the rep. A touch that was
/// committed first has ended the clock, and the step finds nothing to do.
/// </summary>
internal sealed class ClimbLadder(Database database, ChangeLead changeLead)
{
    const int PageSize = 256;

    /// <summary>So many share a commit, and requests that come in meanwhile wait no longer than for them.</summary>
    const int Together = 16;

    /// <summary>More leads than this that are this late were not looked at for a while: their people are told once of
    /// all of them.</summary>
    const int Many = 20;
    static readonly Duration Late = Duration.FromMinutes(2);

    /// <summary>Takes all that is due now, oldest first, and tells how many steps it took.</summary>
    /// <exception cref="AggregateException">Some leads could not be changed. All the others were.</exception>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var taken = 0;
        var isCatchingUp = false;
        var failures = new ConcurrentQueue<Exception>();
        // Started in order, so what fell due first happens first. Page by page: a lead that fails is passed, not met again.
        for (var last = new Due(); ;)
        {
            var due = await DueAfterAsync(last, cancel);
            isCatchingUp |= due.Count(one => one.IsLate) > Many;
            foreach (var together in due.Chunk(Together))
            {
                taken += (await Task.WhenAll(together.Select(one => TryAsync(one, isCatchingUp && one.IsLate, failures, cancel)))).Sum();
            }
            if (due.Count < PageSize) break;
            last = due[^1];
        }
        return failures.IsEmpty ? taken : throw new AggregateException(failures);
    }

    async Task<int> TryAsync(Due due, bool isCatchingUp, ConcurrentQueue<Exception> failures, CancellationToken cancel)
    {
        try
        {
            return await database.WriteTogetherAsync(due.WorkspaceId, tx => ClimbAsync(tx, due, isCatchingUp), cancel);
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or DatabaseUnavailableException))
        {
            failures.Enqueue(new InvalidOperationException($"Lead {due.LeadId} cannot climb its ladder.", broken));
            return 0;
        }
    }

    Task<List<Due>> DueAfterAsync(Due last, CancellationToken cancel) => database.ReadAsync(tx => tx.ListAsync<Due>(
        """
        select workspace_id, lead_id, next_at, cast(case when next_at < @Before then 1 else 0 end as bigint) as overdue
        from clock where state = 'running' and next_at < @Now and next_at >= @NextAt and (next_at > @NextAt or lead_id > @LeadId) order by next_at, lead_id limit @Most
        """,
        new { tx.Now, Before = tx.Now - Late, last.NextAt, last.LeadId, Most = PageSize }), cancel);

    async Task<int> ClimbAsync(Tx tx, Due due, bool isCatchingUp)
    {
        var (taken, workspace, lead) = (0, due.WorkspaceId, due.LeadId);
        await changeLead.RunAsync(tx, workspace, "system", lead, async change =>
        {
            if (await ClockStore.RunningAsync(tx, workspace, lead) is not { } clock) return null;
            var plan = ClockPlan.Read(clock.Steps);
            var (from, to) = ((int)clock.NextStep, plan.DueBy(tx.Now));
            for (var i = from; i < to; i++, taken++)
            {
                clock = clock with { NextStep = i + 1, NextAt = plan.AtOf(i + 1) };
                var step = new DueStep(i, plan.Steps[i].At, plan.Steps[i].Step, plan.IsOvertaken(i, to));
                clock = await TakeStep.RunAsync(change, clock, step);
            }
            if (taken > 0) ClockStore.Update(tx, clock);
            return null;
        }, isCatchingUp);
        return taken;
    }

    sealed record Due
    {
        public string WorkspaceId { get; init; } = "";

        public string LeadId { get; init; } = "";

        public long Overdue { get; init; }

        public bool IsLate => Overdue != 0;

        public Instant NextAt { get; init; } = Instant.FromUnixTimeTicks(long.MinValue / 100);
    }
}
