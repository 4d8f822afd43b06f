using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Clocks;

/// <summary>
/// Takes the steps of clocks that are past due: never early, each once, in order, however late we look. At the due instant
/// itself a clock still runs, so a tie goes to the rep. A touch that was
/// committed first has ended the clock, and the step finds nothing to do.
/// </summary>
internal sealed class ClimbLadder(Database database, ChangeLead changeLead)
{
    const int MostAtOnce = 200;

    /// <summary>Takes what is due now, oldest first, and tells how many steps it took.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var due = await database.ReadAsync(tx => tx.ListAsync<Due>(
            "select workspace_id, lead_id, next_at from clock where state = 'running' and next_at < @Now order by next_at limit @Most",
            new { tx.Now, Most = MostAtOnce }), cancel);
        var taken = 0;
        // One after the other: what fell due first happens first.
        foreach (var one in due)
        {
            taken += await database.WriteAsync(tx => ClimbAsync(tx, one.WorkspaceId, one.LeadId), cancel);
        }
        return taken;
    }

    async Task<int> ClimbAsync(Tx tx, string workspace, string lead)
    {
        var taken = 0;
        await changeLead.RunAsync(tx, workspace, "system", lead, async change =>
        {
            if (await ClockStore.RunningAsync(tx, workspace, lead) is not { } clock) return null;
            var plan = ClockPlan.Read(clock.Steps);
            while (plan.AtOf(clock.NextStep) is { } at && at < tx.Now)
            {
                var step = plan.Steps[(int)clock.NextStep].Step;
                clock = clock with { NextStep = clock.NextStep + 1, NextAt = plan.AtOf(clock.NextStep + 1) };
                clock = await TakeAsync(change, clock, step);
                taken++;
            }
            if (taken > 0) ClockStore.Update(tx, clock);
            return null;
        });
        return taken;
    }

    static async Task<ClockRow> TakeAsync(LeadChange change, ClockRow clock, ClockStep step)
    {
        var team = change.Policy.TeamOf(change.Lead.Pool);
        switch (step)
        {
            case ClockStep.Breach:
                clock = clock with { BreachedAt = clock.DueAt };
                StopClock.RecordBreach(change, clock);
                return clock;
            case ClockStep.Nudge:
                change.Record("ladder.nudged", new { clock.Number, owner = change.Lead.OwnerId });
                change.Alert("nudge", change.Lead.OwnerId);
                return clock;
            case ClockStep.TellManager:
                change.Record("ladder.manager-told", new { clock.Number, manager = team.Manager });
                change.Alert("manager", team.Manager);
                return clock;
            case ClockStep.HandOn:
                await HandOnAsync(change, clock);
                return clock;
            case ClockStep.OnCall:
                await CallAsync(change, clock, team.OnCall);
                return clock;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Whoever had it missed it: the next who is available gets it, never somebody who missed it before.</summary>
    static async Task HandOnAsync(LeadChange change, ClockRow clock)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        var past = await Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var missed = past.Where(spell => spell.Missed != 0 || (spell.EndedAt is null && spell.Waiting == 0)).Select(spell => spell.OwnerId).ToHashSet(StringComparer.Ordinal);
        var facts = await LeadFacts.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var decision = await FindOwner.RunAsync(tx, change.Policy, lead.Id, facts, OwnerClaims.None, missed, held: lead.Held == "quarantine");
        if (decision.Rep == lead.OwnerId)
        {
            // Nobody else is left: it stays where it is, and the ladder goes on to louder steps.
            change.Record("ladder.nobody-else", new { clock.Number, owner = lead.OwnerId });
            change.Alert("nudge", lead.OwnerId);
            return;
        }
        change.Record("lead.handed-on", new { clock.Number, from = lead.OwnerId, to = decision.Rep });
        Assignments.Give(change, decision, Cause.HandOn, past.Count + 1, missed: true);
    }

    /// <summary>The last step: a named human owns it, and the alarm stays up until somebody acts.</summary>
    static async Task CallAsync(LeadChange change, ClockRow clock, string onCall)
    {
        if (change.Lead.OwnerId != onCall || change.Lead.Waiting != 0)
        {
            var number = (await Assignments.OfAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id)).Count + 1;
            Assignments.Start(change, onCall, Cause.OnCall, number,
                $"Nobody answered in time, so {change.Policy.NameOf(onCall)}, who is on call, owns it.", change.Lead.Pool, missed: true);
        }
        change.Lead = change.Lead with { AlarmSince = change.Tx.Now };
        change.Record("ladder.on-call", new { clock.Number, onCall });
        change.Alert("on-call", onCall);
    }

    sealed record Due
    {
        public string WorkspaceId { get; init; } = "";

        public string LeadId { get; init; } = "";
    }
}
