using System.Collections.Frozen;
using Handraiser.Core.Leads;
using Handraiser.Core.Routing;

namespace Handraiser.Core.Simulation;

/// <summary>Who owns a lead: asked of <see cref="Ownership"/>, written down and checked here.</summary>
internal sealed partial class SimulationRun
{
    static readonly Facts NoFacts = new(new Dictionary<string, string>());

    OwnershipDecision Decide(in LeadState lead, string? lastOwner, bool held)
    {
        var profile = lead.Profile;
        var state = new RoutingState(crew.Standings, rotations[profile.FirstPool].Rotas);
        return Ownership.Decide(new OwnershipQuestion(profile.Facts, playbook, state, Now, (ulong)lead.First.Index)
        {
            LastOwner = lastOwner,
            Missed = (IReadOnlySet<string>?)lead.Missed ?? FrozenSet<string>.Empty,
            Held = held,
        });
    }

    void Own(int slot, OwnershipDecision decision)
    {
        ref var lead = ref leads[slot];
        laws.DecisionIsFair(lead, decision, Now);
        rotations.Apply(decision.Turns);
        laws.TurnsAgree(decision.Turns);
        lead.Hold = decision.Hold;
        lead.Pool = decision.Pool;
        lead.TookTurn = Took(decision);
        Give(slot, decision.Rep, decision.Owner == OwnerKind.Pool);
        if (lead.Spell == 1 && lead.Pool is { } pool) rotations[pool].Leads++;
        if (lead.Hold != Hold.None) Tell(HappeningKind.Held, lead);
        if (lead.Waiting)
        {
            rotations[lead.Pool!].Waiting.Add((slot, lead.Life, lead.Spell));
            WakeForWaiting(crew.NextChange);
        }
    }

    /// <summary>A spell of ownership begins, and with it the time that the owner takes to notice.</summary>
    void Give(int slot, string rep, bool waiting, Call call = Call.Usual)
    {
        ref var lead = ref leads[slot];
        Leave(ref lead);
        lead.Owner = crew.Place(rep);
        lead.Waiting = waiting;
        lead.Spell++;
        lead.ActStamp++;
        lead.ActPending = false;
        if (!waiting) crew.Give(lead.Owner);
        Tell(waiting ? HappeningKind.Waiting : HappeningKind.Assigned, lead);
        if (call != Call.None) Notice(slot, call);
    }

    void Notice(int slot, Call call = Call.Usual)
    {
        ref var lead = ref leads[slot];
        var spell = Behaviour.Spell(seed, lead.First.Index, ++lead.Calls, crew[lead.Owner].Habits);
        if (spell.Notices || lead.OnAlarm || call == Call.Heard) PlanAct(slot, spell.Reaction.BclCompatibleTicks);
    }

    void Leave(ref LeadState lead)
    {
        if (lead.Owner >= 0 && !lead.Waiting) crew.Take(lead.Owner);
        lead.Waiting = false;
    }

    /// <summary>The ladder's step: whoever had it missed it. With nobody else left it stays where it is.</summary>
    void HandOn(int slot)
    {
        ref var lead = ref leads[slot];
        var owner = crew[lead.Owner].Rep;
        Miss(ref lead);
        var decision = Decide(lead, null, lead.Hold == Hold.Quarantine);
        if (decision.Rep == owner)
        {
            Nudge(slot);
            return;
        }
        Tell(HappeningKind.HandedOn, lead);
        Own(slot, decision);
    }

    /// <summary>The ladder's end: a named human has it, and the alarm stays up until they act.</summary>
    void CallOnCall(int slot)
    {
        ref var lead = ref leads[slot];
        var onCall = playbook.Teams[playbook.Pools[lead.Pool ?? playbook.CatchAll].Team].OnCall;
        lead.OnAlarm = true;
        Tell(HappeningKind.OnCall, lead, onCall);
        if (crew[lead.Owner].Rep != onCall || lead.Waiting)
        {
            Miss(ref lead);
            lead.TookTurn = false;
            Give(slot, onCall, waiting: false);
        }
        else if (!lead.ActPending) Notice(slot);
    }

    /// <summary>Who waits in a pool's place has not missed it.</summary>
    void Miss(ref LeadState lead)
    {
        if (lead.Waiting) return;
        (lead.Missed ??= new HashSet<string>(StringComparer.Ordinal)).Add(crew[lead.Owner].Rep);
    }

    /// <summary>A human has looked, and it is a buyer after all: the rules decide, on the clock it has had all along.
    /// </summary>
    void Release(int slot)
    {
        ref var lead = ref leads[slot];
        Tell(HappeningKind.Released, lead);
        var decision = Decide(lead, null, held: false);
        if (decision.Hold != Hold.None)
        {
            // It has had its second look.
            lead.Profile = new Profile(NoFacts, playbook.CatchAll);
            decision = Decide(lead, null, held: false);
        }
        Own(slot, decision);
    }

    /// <summary>Nobody could be reached by what was left of them: the turn is given back.</summary>
    void Credit(in LeadState lead)
    {
        var turn = new Turn(lead.Pool!, TurnKind.Credited, crew[lead.Owner].Rep, -1, "Nobody could be reached.", Now);
        rotations.Apply(turn);
        laws.TurnsAgree([turn]);
        Tell(HappeningKind.Credited, lead);
    }

    /// <summary>How a new owner learns of it: perhaps, surely, or not at all since they are at it.</summary>
    enum Call { Usual, Heard, None }

    static bool Took(OwnershipDecision decision)
    {
        for (var i = 0; i < decision.Turns.Count; i++)
        {
            if (decision.Turns[i].Kind == TurnKind.Assigned) return true;
        }
        return false;
    }
}
