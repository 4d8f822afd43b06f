using Handraiser.App.Features.Leads;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>Ends a lead's running clock: met by a touch, or cancelled because the case is over.</summary>
internal static class StopClock
{
    /// <summary>
    /// A touch of a sufficient grade meets the clock at its own moment. One that came after the due instant leaves a breach,
    /// whether or not the step that records breaches has run yet.
    /// </summary>
    public static async Task MeetAsync(LeadChange change, Grade grade, Instant at, string touch)
    {
        if (grade == Grade.Automated) return;
        foreach (var clock in await ClockStore.AllAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id))
        {
            if (grade < clock.MetByGrade || at < clock.StartedAt) continue;
            if (clock.State == "running") Meet(change, clock, at, touch);
            else if (clock.State == "met" && at < clock.EndedAt) Correct(change, clock, at, touch);
        }
    }

    public static async Task CancelAsync(LeadChange change)
    {
        if (await ClockStore.RunningAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id) is not { } clock) return;
        clock = BreachedBy(change, clock, change.Tx.Now);
        ClockStore.Update(change.Tx, clock with { State = "cancelled", EndedAt = Instant.Max(change.Tx.Now, clock.StartedAt), NextAt = null });
        change.Lead = change.Lead with { DueAt = null };
        change.Record("clock.cancelled", new { clock.Number });
    }

    /// <summary>A breach is a fact about the due instant, not about when somebody noticed.</summary>
    /// <param name="step">The step of the ladder that recorded it; null when something else came first.</param>
    public static void RecordBreach(LeadChange change, ClockRow clock, int? step = null)
    {
        // The first of them, in whatever order they come to light.
        change.Lead = change.Lead with { BreachedAt = Instant.Min(change.Lead.BreachedAt ?? clock.DueAt, clock.DueAt) };
        change.Record("clock.breached", new { clock.Number, step, due = clock.DueAt.Iso(), owner = change.Lead.OwnerId });
    }

    static void Meet(LeadChange change, ClockRow clock, Instant at, string touch)
    {
        clock = BreachedBy(change, clock, at);
        ClockStore.Update(change.Tx, clock with { State = "met", EndedAt = at, NextAt = null });
        change.Lead = change.Lead with { DueAt = null, AlarmSince = null };
        change.Record("clock.met", new { clock.Number, touch, at = at.Iso(), late = at > clock.DueAt });
    }

    /// <summary>We learned of an earlier touch after a later one: the earliest counts, in whatever order they are told.</summary>
    static void Correct(LeadChange change, ClockRow clock, Instant at, string touch)
    {
        ClockStore.Update(change.Tx, clock with { EndedAt = at });
        change.Record("clock.corrected", new { clock.Number, touch, at = at.Iso(), late = at > clock.DueAt });
    }

    static ClockRow BreachedBy(LeadChange change, ClockRow clock, Instant at)
    {
        if (at <= clock.DueAt || clock.BreachedAt is not null) return clock;
        clock = clock with { BreachedAt = clock.DueAt };
        RecordBreach(change, clock);
        return clock;
    }
}
