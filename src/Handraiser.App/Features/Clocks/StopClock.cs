using Handraiser.App.Features.Leads;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>Ends a lead's running clock: met by a touch, or cancelled because the case is over.</summary>
internal static class StopClock
{
    /// <summary>
    /// A touch of a sufficient grade meets the clock at its own moment. One that came after the due instant leaves a breach,
    /// whether or not the step that records breaches has run yet.
    /// </summary>
    public static async Task MeetAsync(LeadChange change, Core.Touches.Grade grade, Instant at, string touch)
    {
        if (await ClockStore.RunningAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id) is not { } clock) return;
        if (grade == Core.Touches.Grade.Automated || grade < clock.MetByGrade || at < clock.StartedAt) return;
        if (at > clock.DueAt && clock.BreachedAt is null)
        {
            clock = clock with { BreachedAt = clock.DueAt };
            RecordBreach(change, clock);
        }
        ClockStore.Update(change.Tx, clock with { State = "met", EndedAt = at, NextAt = null });
        change.Lead = change.Lead with { DueAt = null, AlarmSince = null };
        change.Record("clock.met", new { clock.Number, touch, at = at.ToString(), late = at > clock.DueAt });
    }

    public static async Task CancelAsync(LeadChange change)
    {
        if (await ClockStore.RunningAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id) is not { } clock) return;
        if (change.Tx.Now > clock.DueAt && clock.BreachedAt is null)
        {
            clock = clock with { BreachedAt = clock.DueAt };
            RecordBreach(change, clock);
        }
        ClockStore.Update(change.Tx, clock with { State = "cancelled", EndedAt = change.Tx.Now, NextAt = null });
        change.Lead = change.Lead with { DueAt = null };
        change.Record("clock.cancelled", new { clock.Number });
    }

    /// <summary>A breach is a fact about the due instant, not about when somebody noticed.</summary>
    public static void RecordBreach(LeadChange change, ClockRow clock)
    {
        change.Lead = change.Lead with { BreachedAt = change.Lead.BreachedAt ?? clock.DueAt };
        change.Record("clock.breached", new { clock.Number, dueAt = clock.DueAt.ToString(), owner = change.Lead.OwnerId });
    }
}
