using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Clocks;

/// <summary>A step of a clock's plan that is past due.</summary>
/// <param name="Index">Its place in the plan.</param>
/// <param name="IsOvertaken">A later step that also is past due gives the lead to somebody else: this one is only noted.</param>
internal readonly record struct DueStep(int Index, Instant At, ClockStep Step, bool IsOvertaken);

/// <summary>What each step of a ladder does to the lead. Every event says which step it was and when it fell due.</summary>
internal static class TakeStep
{
    public static async Task<ClockRow> RunAsync(LeadChange change, ClockRow clock, DueStep due)
    {
        var (step, at) = (due.Index, due.At.Iso());
        if (due.IsOvertaken)
        {
            // After a gap nobody is given a lead for no time at all, and so nobody is marked as having missed it.
            change.Record("ladder.skipped", new { clock.Number, step, due = at, what = ClockPlan.Word(due.Step) });
            return clock;
        }
        switch (due.Step)
        {
            case ClockStep.Breach:
                clock = clock with { BreachedAt = clock.DueAt };
                StopClock.RecordBreach(change, clock, step);
                break;
            case ClockStep.Nudge:
                change.Record("ladder.nudged", new { clock.Number, step, due = at, owner = change.Lead.OwnerId });
                change.Alert("nudge", change.Lead.OwnerId);
                break;
            case ClockStep.TellManager:
                var manager = change.Policy.ManagerOf(change.Lead.Pool);
                change.Record("ladder.manager-told", new { clock.Number, step, due = at, manager });
                change.Alert("manager", manager);
                break;
            case ClockStep.HandOn:
                await HandOnAsync(change, clock, step, at);
                break;
            case ClockStep.OnCall:
                await CallAsync(change, clock, step, at);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        return clock;
    }

    /// <summary>Whoever had it missed it: the next who is available gets it, never somebody who missed it before.</summary>
    static async Task HandOnAsync(LeadChange change, ClockRow clock, int step, string due)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        var past = await Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var missed = Assignments.WhoMissed(past);
        if (lead.Waiting == 0) missed.Add(lead.OwnerId);
        var facts = await LeadFacts.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var claims = await OwnerClaims.OfAsync(tx, lead.WorkspaceId, lead.PersonId, lead.Id);
        var decision = await FindOwner.RunAsync(tx, change.Policy, lead.Id, facts, claims, missed,
            held: lead.Held == "quarantine", looked: lead.Held is null);
        var waits = decision.Owner == Core.Routing.OwnerKind.Pool;
        if (decision.Rep == lead.OwnerId && waits == (lead.Waiting != 0))
        {
            // Nobody else is left: it stays where it is, and the ladder goes on to louder steps.
            change.Record("ladder.nobody-else", new { clock.Number, step, due, owner = lead.OwnerId });
            change.Alert("nudge", lead.OwnerId);
            return;
        }
        change.Record("lead.handed-on", new { clock.Number, step, due, from = lead.OwnerId, to = decision.Rep });
        Assignments.Give(change, decision, Cause.HandOn, past.Count + 1, missed: lead.Waiting == 0);
    }

    /// <summary>The last step: a named human owns it, and the alarm stays up until somebody acts.</summary>
    static async Task CallAsync(LeadChange change, ClockRow clock, int step, string due)
    {
        var onCall = change.Policy.OnCallOf(change.Lead.Pool);
        if (change.Lead.OwnerId != onCall || change.Lead.Waiting != 0)
        {
            var number = (await Assignments.OfAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id)).Count + 1;
            Assignments.Start(change, onCall, Cause.OnCall, number,
                $"Nobody answered in time, so {change.Policy.NameOf(onCall)}, who is on call, owns it.", change.Lead.Pool,
                missed: change.Lead.Waiting == 0);
        }
        change.Lead = change.Lead with { AlarmSince = change.Lead.AlarmSince ?? change.Tx.Now };
        change.Record("ladder.on-call", new { clock.Number, step, due, onCall });
        change.Alert("on-call", onCall);
    }
}
