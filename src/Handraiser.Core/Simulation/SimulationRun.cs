using Handraiser.Core.Playbooks;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>
/// One run: jumps from one happening to the next, asks the product's own functions what follows, and checks after each
/// that no law is broken. What people do comes from <see cref="Behaviour"/>, who owns and what is late does not.
/// </summary>
internal sealed partial class SimulationRun
{
    readonly SimulationPlan plan;
    readonly Playbook playbook;
    readonly ulong seed;
    readonly Arrivals arrivals;
    readonly Profiles profiles;
    readonly Crew crew;
    readonly Rotations rotations;
    readonly Agenda agenda = new();
    readonly SimulationLaws laws;
    readonly Tally tally;
    readonly Queue<(long At, int Slot, int Life)> givenUp = new();
    readonly Stack<int> unused = new();
    readonly List<(int Slot, int Life, int Owner)> people = [];
    readonly Predicate<(int Slot, int Life, int Spell)> isGone;
    readonly long patience;
    LeadState[] leads = new LeadState[64];
    int used;
    long now;
    long wakesAt = Attendance.Never;

    public SimulationRun(SimulationPlan plan, ulong seed, Action<Happening>? tell)
    {
        (this.plan, this.seed, playbook) = (plan, seed, plan.Playbook);
        patience = plan.GivenUpAfter.BclCompatibleTicks;
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1, nameof(plan));
        // Cases that begin on the last day are followed for as long again as anybody may wait.
        crew = new Crew(plan, seed, plan.End + plan.GivenUpAfter + plan.GivenUpAfter);
        arrivals = new Arrivals(plan, seed);
        profiles = new Profiles(plan);
        rotations = new Rotations(playbook);
        isGone = entry => !IsWaiting(entry);
        laws = new SimulationLaws(crew, rotations, playbook, seed);
        tally = new Tally(plan, crew, rotations, tell);
    }

    public SimulationResult Run()
    {
        var more = arrivals.Next(out var arrival);
        while (true)
        {
            var giveUpAt = givenUp.TryPeek(out var oldest) ? oldest.At : Attendance.Never;
            var arrivesAt = more ? arrival.At : Attendance.Never;
            var next = Math.Min(Math.Min(agenda.NextAt, giveUpAt), arrivesAt);
            if (next == Attendance.Never) break;
            laws.TimeGoesOn(now, next);
            now = next;
            crew.ComeTo(now);
            if (agenda.NextAt == next) Happen(agenda.Take());
            else if (giveUpAt == next) GiveUp(givenUp.Dequeue());
            else
            {
                Arrive(arrival);
                more = arrivals.Next(out arrival);
            }
        }
        laws.AllIsDone(leads.AsSpan(0, used), used - unused.Count);
        return tally.Result();
    }

    Instant Now => Moments.At(now);

    void Happen(Entry entry)
    {
        switch (entry.Due)
        {
            case Due.Wake:
                // One that was overtaken by an earlier wake is void, or they would multiply.
                if (now != wakesAt) break;
                wakesAt = Attendance.Never;
                ClaimWaiting();
                break;
            case Due.Free:
                TakeNext(entry.Lead);
                break;
            default:
                ref var lead = ref leads[entry.Lead];
                if (entry.Due == Due.Ladder)
                {
                    if (entry.Stamp == lead.ClockStamp) Climb(entry.Lead);
                }
                else if (entry.Stamp == lead.ActStamp)
                {
                    if (entry.Due == Due.Act) Act(entry);
                    else Finish(entry.Lead);
                }
                break;
        }
    }

    void Arrive(in Arrival arrival)
    {
        if (arrival.Person < people.Count)
        {
            var (slot, life, owner) = people[arrival.Person];
            if (leads[slot].IsOpen && leads[slot].Life == life) Join(slot, arrival);
            else OpenLead(arrival, crew[owner].Rep);
            return;
        }
        OpenLead(arrival, null);
    }

    void OpenLead(in Arrival arrival, string? lastOwner)
    {
        var slot = unused.Count > 0 ? unused.Pop() : used++;
        if (slot == leads.Length) Array.Resize(ref leads, slot * 2);
        ref var lead = ref leads[slot];
        lead.Open(arrival, profiles.Of(arrival));
        tally.Request(arrival, joined: false);
        Tell(HappeningKind.RequestArrived, lead);
        Own(slot, Decide(lead, lastOwner, arrival.Held));
        StartClock(slot, arrival);
        givenUp.Enqueue((now + patience, slot, lead.Life));
        Remember(arrival.Person, slot);
        laws.LeadIsInOrder(leads[slot], Now);
    }

    /// <summary>Same lead, same owner, no second turn; the clock takes the tighter target, or starts anew.</summary>
    void Join(int slot, in Arrival arrival)
    {
        ref var lead = ref leads[slot];
        var turns = laws.TurnsTaken();
        var owner = lead.Owner;
        tally.Request(arrival, joined: true);
        Tell(HappeningKind.RequestJoined, lead);
        if (arrival.Kind < lead.Kind) lead.Kind = arrival.Kind;
        if (lead.Clock is null) StartClock(slot, arrival);
        else TightenClock(slot, arrival.Kind);
        // The owner is told again. A first touch that is on its way answers both.
        if (lead.Touches > 0 || !lead.ActPending)
        {
            lead.ActStamp++;
            lead.ActPending = false;
            Notice(slot);
        }
        laws.JoinTookNothing(turns, owner, lead);
        laws.LeadIsInOrder(lead, Now);
    }

    void GiveUp((long At, int Slot, int Life) entry)
    {
        ref var lead = ref leads[entry.Slot];
        if (!lead.IsOpen || lead.Life != entry.Life) return;
        if (lead.Touches == 0) Close(entry.Slot, Outcome.NeverAnswered);
        else if (lead.ActPending) givenUp.Enqueue(entry with { At = now + patience });
        else Finish(entry.Slot);
    }

    void Close(int slot, Outcome outcome)
    {
        ref var lead = ref leads[slot];
        if (lead.Clock is not null) CancelClock(ref lead);
        if (outcome == Outcome.Unreachable && lead.TookTurn) Credit(lead);
        Leave(ref lead);
        Remember(lead.First.Person, slot);
        Tell(HappeningKind.Closed, lead, outcome: outcome);
        tally.Closed(lead, outcome);
        lead.IsOpen = false;
        lead.ActStamp++;
        lead.ClockStamp++;
        unused.Push(slot);
        WakeForWaiting(now);
    }

    void Remember(int person, int slot)
    {
        var entry = (slot, leads[slot].Life, leads[slot].Owner);
        if (person == people.Count) people.Add(entry);
        else people[person] = entry;
    }

    void Tell(HappeningKind kind, in LeadState lead, string? rep = null, Grade? grade = null,
        Outcome? outcome = null) =>
        tally.Tell(now, kind, lead, rep is null ? lead.Owner : crew.Place(rep), grade, outcome);
}
