using Handraiser.Core.Clocks;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>Clocks and ladders: laid out by <see cref="Deadline"/> and <see cref="LadderPlan"/>, climbed here.
/// </summary>
internal sealed partial class SimulationRun
{
    void StartClock(int slot, in Arrival arrival)
    {
        if (Lay(leads[slot], arrival.Kind) is not var (target, due, steps)) return;
        ref var lead = ref leads[slot];
        lead.Clock = new TargetClock(Now, due, target.MetBy);
        lead.ClockKind = arrival.Kind;
        lead.ClockHour = arrival.Hour % 24;
        SetLadder(slot, steps);
    }

    /// <summary>Somebody waits anew: the ladder starts again, but what was breached stays so.</summary>
    void TightenClock(int slot, RequestKind kind)
    {
        ref var lead = ref leads[slot];
        var clock = lead.Clock!;
        if (Lay(lead, kind) is not var (_, due, steps)) return;
        if (clock.BreachedAt is null && due >= clock.DueAt) return;
        if (clock.BreachedAt is null) lead.Clock = clock.Tighten(due);
        laws.ClockIsNotLater(clock, lead.Clock!, lead, Now);
        SetLadder(slot, steps);
    }

    (Target Target, Instant Due, IReadOnlyList<PlannedStep> Steps)? Lay(in LeadState lead, RequestKind kind)
    {
        if (!playbook.Targets.TryGetValue(kind, out var target)) return null;
        var hours = target.Hours switch
        {
            WhoseHours.Always => OpeningHours.Always,
            WhoseHours.Owner => crew[lead.Owner].Hours,
            _ => playbook.Teams[playbook.Pools[lead.Pool ?? playbook.CatchAll].Team].Hours,
        };
        if (Deadline.DueAt(target, Now, hours) is not { } due)
        {
            // Hours that never open would leave the buyer without a clock.
            hours = OpeningHours.Always;
            target = target with { Within = target.Within ?? Duration.FromDays(1), WorkingDays = 0 };
            due = Deadline.DueAt(target, Now, hours)!.Value;
        }
        return (target, due, target.Ladder is null ? []
            : LadderPlan.For(playbook.Ladders[target.Ladder], target, Now, due, hours));
    }

    void SetLadder(int slot, IReadOnlyList<PlannedStep> steps)
    {
        ref var lead = ref leads[slot];
        lead.Steps = steps;
        lead.NextStep = 0;
        lead.ClockStamp++;
        PlanClimb(slot);
    }

    void PlanClimb(int slot)
    {
        ref var lead = ref leads[slot];
        var at = Math.Min(BreachAt(lead), StepAt(lead));
        if (at != Attendance.Never) agenda.Add(at, new Entry(Due.Ladder, slot, lead.ClockStamp));
    }

    /// <summary>Takes what is due: the breach before the steps that follow from it.</summary>
    void Climb(int slot)
    {
        ref var lead = ref leads[slot];
        while (lead.Clock is not null)
        {
            if (BreachAt(lead) <= now) Breach(ref lead);
            else if (StepAt(lead) <= now) Take(slot, lead.Steps[lead.NextStep++]);
            else break;
        }
        PlanClimb(slot);
        laws.LeadIsInOrder(lead, Now);
    }

    static long BreachAt(in LeadState lead) =>
        lead.Clock is { BreachedAt: null } clock ? Moments.Ticks(clock.DueAt) : Attendance.Never;

    static long StepAt(in LeadState lead) =>
        lead.NextStep < lead.Steps.Count ? Moments.Ticks(lead.Steps[lead.NextStep].At) : Attendance.Never;

    void Take(int slot, PlannedStep step)
    {
        ref var lead = ref leads[slot];
        laws.StepIsNotEarly(step, lead, Now);
        switch (step.Action)
        {
            case LadderAction.Nudge:
                Nudge(slot);
                break;
            case LadderAction.TellManager:
                TellManager(slot);
                break;
            case LadderAction.HandOn:
                HandOn(slot);
                break;
            case LadderAction.OnCall:
                CallOnCall(slot);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    void Nudge(int slot)
    {
        Tell(HappeningKind.Nudged, leads[slot]);
        Remind(slot);
    }

    void TellManager(int slot)
    {
        ref var lead = ref leads[slot];
        var team = playbook.Teams[playbook.Pools[lead.Pool ?? playbook.CatchAll].Team];
        Tell(HappeningKind.ManagerTold, lead, team.Manager);
        // A manager who is told has a word with the owner.
        Remind(slot);
    }

    void Remind(int slot)
    {
        ref var lead = ref leads[slot];
        if (lead.ActPending) return;
        var nudge = Behaviour.Nudge(seed, lead.First.Index, ++lead.Calls, crew[lead.Owner].Habits);
        if (nudge.Notices) PlanAct(slot, nudge.Reaction.BclCompatibleTicks);
    }

    // Every touch of the due instant has been told by now, so the instant is over.
    void Breach(ref LeadState lead)
    {
        lead.Clock = lead.Clock!.RecordBreach(Now + Duration.FromTicks(1));
        tally.Breached(lead);
        Tell(HappeningKind.Breached, lead);
    }

    /// <summary>A sufficient touch, or the end of the case, gives the verdict.</summary>
    void EndClock(ref LeadState lead)
    {
        var clock = lead.Clock!.RecordBreach(Now);
        laws.BreachIsKept(lead.Clock, clock, lead, Now);
        tally.Ended(lead, clock.StatusAt(Now));
        if (clock.MetAt is not null) Tell(HappeningKind.Met, lead);
        lead.Clock = null;
        lead.ClocksEnded++;
        lead.ClockStamp++;
    }

    void CancelClock(ref LeadState lead)
    {
        lead.Clock = lead.Clock!.Cancel(Now);
        EndClock(ref lead);
    }
}
