using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Clocks;

/// <summary>
/// Of two clocks that ran for one buyer the one that is due first runs on, with the instants that it had. A breach that
/// it has is told no second time, and the way to a last human is not lost with the other.
/// </summary>
internal static class TakeOverClock
{
    /// <param name="other">The clock of another lead, which was cancelled there.</param>
    /// <param name="from">That lead.</param>
    public static async Task RunAsync(LeadChange change, ClockRow other, string from)
    {
        var clocks = await ClockStore.AllAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id);
        var own = clocks.Find(clock => clock.State == "running");
        if (own is null || other.DueAt < own.DueAt)
        {
            if (own is not null) await StopClock.CancelAsync(change);
            Start(change, other, own, clocks.Count + 1, from);
        }
        else if (!HasLadder(own) && HasLadder(other))
        {
            var plan = Left(other, own);
            ClockStore.Update(change.Tx, own with { Steps = plan.Text, NextStep = 0, NextAt = plan.AtOf(0) });
            change.Record("clock.rearmed", new { own.Number, request = other.RequestId, kind = other.Kind });
        }
    }

    static void Start(LeadChange change, ClockRow other, ClockRow? own, int number, string from)
    {
        var plan = Left(own is not null && !HasLadder(other) ? own : other, other);
        var clock = other with
        {
            LeadId = change.Lead.Id, Number = number, State = "running", EndedAt = null, Steps = plan.Text,
                NextStep = 0, NextAt = plan.AtOf(0),
            MetBy = own is not null && own.MetByGrade > other.MetByGrade ? own.MetBy : other.MetBy,
        };
        ClockStore.Insert(change, clock);
        change.Lead = change.Lead with { HasTarget = 1, DueAt = clock.DueAt };
        change.Record("clock.taken-over", new
        {
            clock.Number, from, request = clock.RequestId, kind = clock.Kind, dueAt = clock.DueAt.Iso(),
                metBy = clock.MetBy,
        });
    }

    /// <summary>What is still to come of a clock's ladder, with the breach of the clock that runs on.</summary>
    static ClockPlan Left(ClockRow ladder, ClockRow clock)
    {
        var plan = ClockPlan.Read(ladder.Steps).From(ladder.NextStep, clock.DueAt);
        return clock.BreachedAt is null ? plan : plan.WithoutBreach();
    }

    static bool HasLadder(ClockRow clock) => ClockPlan.Read(clock.Steps).Steps.Any(step =>
        step.Step != ClockStep.Breach);
}
