using Handraiser.App.Platform.Database;
using Handraiser.App.Features.Leads;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>
/// A clock that was cancelled with its lead runs on as if nothing had been: same start, same due instant, same steps.
/// </summary>
internal static class RestartClock
{
    public static async Task RunAsync(LeadChange change, Instant cancelledAt)
    {
        var clocks = await ClockStore.AllAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id);
        if (clocks.LastOrDefault() is not { State: "cancelled" } clock || clock.EndedAt != cancelledAt) return;
        var plan = ClockPlan.Read(clock.Steps);
        // Cancelled after its due instant it was breached then and there: the step that records breaches has nothing
        // left to do.
        var isPending = plan.Steps.Skip((int)clock.NextStep).Any(step => step.Step == ClockStep.Breach);
        if (clock.BreachedAt is not null && isPending) plan = plan.WithoutBreach();
        ClockStore.Update(change.Tx,
            clock with { State = "running", EndedAt = null, Steps = plan.Text, NextAt = plan.AtOf(clock.NextStep) });
        change.Lead = change.Lead with { DueAt = clock.DueAt };
        change.Record("clock.restarted", new { clock.Number, dueAt = clock.DueAt.Iso() });
    }
}
