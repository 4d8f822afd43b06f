using Handraiser.Core.Clocks;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>A simulation found that the product broke one of its laws. It is a bug, and the seed repeats it.</summary>
public sealed class BrokenLawException(string law, ulong seed, Instant at, int lead)
    : Exception(FormattableString.Invariant($"Seed {seed}, lead {lead}, {at}: {law}"))
{
    public ulong Seed => seed;

    public Instant At => at;

    public int Lead => lead;
}

/// <summary>
/// What must hold whatever people do. Stated anew from the product's words, and not by asking the code that is tried.
/// </summary>
internal sealed class SimulationLaws(Crew crew, Rotations rotations, Playbook playbook, ulong seed)
{
    public void TimeGoesOn(long now, long next)
    {
        if (next < now) throw Broken("Something happened in the past.", Moments.At(next));
    }

    /// <summary>Law 2: an owner, and a clock for as long as nobody has done what the target asks for.</summary>
    public void LeadIsInOrder(in LeadState lead, Instant now)
    {
        if (!lead.IsOpen) return;
        if (lead.Owner < 0) throw Broken("An open lead has no owner.", now, lead);
        if (lead.Clock is null)
        {
            if (lead.ClocksEnded == 0 && playbook.Targets.ContainsKey(lead.Kind))
            {
                throw Broken("An open lead with a target has no clock.", now, lead);
            }
            return;
        }
        var status = lead.Clock.StatusAt(now);
        if (status is not (ClockStatus.Running or ClockStatus.Breached))
        {
            throw Broken("The clock of an open lead stands still.", now, lead);
        }
    }

    /// <summary>Whether a member may be given a turn: of weight, here, in their hours, and under every cap.</summary>
    public static bool IsFree(Pool pool, PoolMember member, in Standing standing) =>
        member.Weight > 0 && (standing.Open || !pool.CountsHours) && (standing.Present || !pool.CountsPresence)
        && IsUnderCaps(pool.Caps, standing);

    /// <summary>Nobody over a cap, nobody who is away, and nobody who missed it while another is free.</summary>
    public void DecisionIsFair(in LeadState lead, OwnershipDecision decision, Instant now)
    {
        if (!crew.Standings.TryGetValue(decision.Rep, out var standing))
        {
            throw Broken("A lead went to somebody who is not in the playbook.", now, lead);
        }
        if (decision.Capacity == Capacity.Member && !decision.Asked[^1].Anyway)
        {
            var pool = decision.Asked[^1].Pool;
            var member = pool.Members.First(other => other.Rep == decision.Rep);
            if (!IsFree(pool, member, standing)) throw Broken("A turn went to somebody who is not free.", now, lead);
        }
        if (lead.Missed is not { } missed || !missed.Contains(decision.Rep)) return;
        foreach (var asked in decision.Asked)
        {
            foreach (var member in asked.Pool.Members)
            {
                if (!missed.Contains(member.Rep) && IsFree(asked.Pool, member, crew.Standings[member.Rep]))
                {
                    throw Broken("It went back to somebody who missed it, though another was free.", now, lead);
                }
            }
        }
        var team = playbook.Teams[playbook.Pools[lead.Pool ?? playbook.CatchAll].Team];
        if (!missed.IsSupersetOf([team.Manager, team.OnCall, playbook.Screening.Owner]))
        {
            throw Broken("It went back to somebody who missed it, though a human stood behind.", now, lead);
        }
    }

    /// <summary>The product's levels are the plain count of turns taken less turns given back.</summary>
    public void TurnsAgree(IReadOnlyList<Turn> turns)
    {
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            var pool = rotations[turn.Pool];
            if (turn.Rep is null || pool.Rota.Of(turn.Rep)!.Value.Level == pool.Turns(turn.Rep)) continue;
            throw Broken($"The turns of '{turn.Pool}' do not add up.", turn.At);
        }
    }

    public long TurnsTaken()
    {
        var turns = 0L;
        foreach (var pool in rotations.All)
        {
            foreach (var member in pool.Rota.Members) turns += member.Assigned;
        }
        return turns;
    }

    public void JoinTookNothing(long turnsBefore, int ownerBefore, in LeadState lead)
    {
        if (TurnsTaken() == turnsBefore && lead.Owner == ownerBefore) return;
        throw Broken("A request that joined a lead took a turn or moved it.", Moments.At(lead.First.At), lead);
    }

    /// <summary>Not before its own moment, nor the clock's start; handing on and alarms not for a clock that was met.
    /// </summary>
    public void StepIsNotEarly(PlannedStep step, in LeadState lead, Instant now)
    {
        if (step.At <= now && lead.Clock is { MetAt: null } clock && clock.StartedAt <= step.At) return;
        throw Broken("A step was taken early, or for nothing.", now, lead);
    }

    public void ClockIsNotLater(TargetClock before, TargetClock after, in LeadState lead, Instant now)
    {
        if (after.DueAt <= before.DueAt && after.StartedAt == before.StartedAt) return;
        throw Broken("A further request gave the clock more time.", now, lead);
    }

    /// <summary>Law 4. A clock that ended late was seen to breach, at its due instant.</summary>
    public void BreachIsKept(TargetClock before, TargetClock after, in LeadState lead, Instant now)
    {
        var late = after.StatusAt(now) is ClockStatus.MetLate or ClockStatus.Breached;
        if (after.BreachedAt == before.BreachedAt && late == (after.BreachedAt is not null)) return;
        throw Broken("A breach was erased, or never seen.", now, lead);
    }

    /// <summary>Every lead has come to an end, and nobody holds one.</summary>
    public void AllIsDone(ReadOnlySpan<LeadState> leads, int open)
    {
        foreach (ref readonly var lead in leads)
        {
            if (lead.IsOpen) throw Broken("A lead never ended.", Moments.At(lead.First.At), lead);
        }
        var held = crew.Standings.Values.Sum(standing => standing.OpenLeads);
        if (open != 0 || held != 0) throw Broken("Leads are closed, but somebody still has some.", default);
    }

    static bool IsUnderCaps(Caps caps, in Standing standing) =>
        !(standing.Today >= caps.Day) && !(standing.ThisWeek >= caps.Week) && !(standing.OpenLeads >= caps.Open);

    BrokenLawException Broken(string law, Instant at) => new(law, seed, at, LeadState.Nobody);

    BrokenLawException Broken(string law, Instant at, in LeadState lead) => new(law, seed, at, lead.First.Index);
}
