using Handraiser.Core.Routing;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>What owners do: one thing at a time, while they are here.</summary>
internal sealed partial class SimulationRun
{
    const long LookTicks = NodaConstants.TicksPerMinute;

    void PlanAct(int slot, long delay)
    {
        ref var lead = ref leads[slot];
        // An alarm reaches its human at any hour.
        var at = lead.OnAlarm ? now + delay : crew[lead.Owner].Attendance.After(now, delay);
        if (at == Attendance.Never) return;
        lead.ActPending = true;
        agenda.Add(at, new Entry(Due.Act, slot, lead.ActStamp));
    }

    void Act(Entry entry)
    {
        var place = leads[entry.Lead].Owner;
        var member = crew[place];
        if (member.BusyUntil <= now)
        {
            Touch(entry.Lead);
            return;
        }
        // A buyer who waits for a first word comes before one who is tried again.
        (leads[entry.Lead].Touches == 0 ? member.Ready : member.Again).Enqueue(entry);
        if (!member.WillBeFree) FreeAt(place, member.BusyUntil);
    }

    void FreeAt(int place, long at)
    {
        crew[place].WillBeFree = true;
        agenda.Add(at, new Entry(Due.Free, place, 0));
    }

    /// <summary>A rep is free again, and takes what became ready first.</summary>
    void TakeNext(int place)
    {
        var member = crew[place];
        member.WillBeFree = false;
        while (true)
        {
            var queue = member.Ready.Count > 0 ? member.Ready : member.Again;
            if (!queue.TryPeek(out var entry)) return;
            ref var lead = ref leads[entry.Lead];
            if (entry.Stamp != lead.ActStamp)
            {
                queue.Dequeue();
                continue;
            }
            var at = lead.OnAlarm ? now : member.Attendance.After(now, 0);
            at = at == Attendance.Never ? at : Math.Max(at, member.BusyUntil);
            if (at == now) Touch(queue.Dequeue().Lead);
            else if (at == Attendance.Never)
            {
                lead.ActPending = false;
                queue.Dequeue();
            }
            else
            {
                FreeAt(place, at);
                return;
            }
        }
    }

    void Touch(int slot)
    {
        ref var lead = ref leads[slot];
        lead.ActPending = false;
        lead.OnAlarm = false;
        if (lead.Hold != Hold.None)
        {
            Look(slot);
            return;
        }
        var member = crew[lead.Owner];
        // The human behind the pool answers before a member is back, and so takes the lead.
        if (lead.Waiting) Claim(slot, lead.Owner, atOnce: true);
        var waited = Duration.FromTicks(now - lead.First.At);
        var touch = Behaviour.Touch(
            seed, lead.First.Index, ++lead.Touches, waited, lead.First.Dud, member.Habits, plan.Buyers);
        member.BusyUntil = now + touch.Handling.BclCompatibleTicks;
        WakeForWaiting(member.BusyUntil);
        Record(ref lead, touch.Grade);
        if (touch.Next is { } gap) PlanAct(slot, gap.BclCompatibleTicks);
        else PlanEnding(slot);
        laws.LeadIsInOrder(lead, Now);
    }

    void Record(ref LeadState lead, Grade grade)
    {
        if (lead.FirstAttempt == Attendance.Never) lead.FirstAttempt = now;
        var firstContact = grade >= Grade.TwoWay && lead.FirstContact == Attendance.Never;
        if (firstContact) lead.FirstContact = now;
        tally.Touched(lead, firstContact);
        Tell(HappeningKind.Touched, lead, grade: grade);
        if (lead.Clock is null) return;
        lead.Clock = lead.Clock.Meet(Now, grade);
        if (lead.Clock.MetAt is not null) EndClock(ref lead);
    }

    void PlanEnding(int slot)
    {
        ref var lead = ref leads[slot];
        var ending = EndingOf(lead);
        lead.ActPending = true;
        agenda.Add(now + ending.After.BclCompatibleTicks, new Entry(Due.Ending, slot, lead.ActStamp));
    }

    void Finish(int slot)
    {
        ref var lead = ref leads[slot];
        var outcome = EndingOf(lead).Outcome;
        if (outcome == Outcome.Meeting) Record(ref lead, Grade.Meeting);
        Close(slot, outcome);
    }

    EndingPlan EndingOf(in LeadState lead) => Behaviour.Ending(
        seed, lead.First.Index, lead.FirstContact != Attendance.Never, lead.First.Dud, plan.Buyers);

    /// <summary>The owner of screening looks at what was held.</summary>
    void Look(int slot)
    {
        ref var lead = ref leads[slot];
        crew[lead.Owner].BusyUntil = now + LookTicks;
        if (lead.Hold == Hold.Quarantine && lead.First.Spam) Close(slot, Outcome.Spam);
        else Release(slot);
    }
}
