using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;

namespace Handraiser.Core.Simulation;

/// <summary>
/// Leads that wait in a pool: a member who is back, not busy and under every cap takes the oldest, one at a time. The
/// human behind the pool may be faster.
/// </summary>
internal sealed partial class SimulationRun
{
    void ClaimWaiting()
    {
        var stillWaiting = false;
        foreach (var pool in rotations.All)
        {
            if (pool.Waiting.Count == 0) continue;
            pool.Waiting.RemoveAll(isGone);
            for (var i = 0; i < pool.Pool.Members.Count && pool.Waiting.Count > 0; i++)
            {
                TakeOldest(pool, pool.Pool.Members[i]);
            }
            stillWaiting |= pool.Waiting.Count > 0;
        }
        if (stillWaiting) WakeForWaiting(crew.NextChange);
    }

    void TakeOldest(PoolState pool, PoolMember member)
    {
        var place = crew.Place(member.Rep);
        if (crew[place].BusyUntil > now || IsAboutToTouch(crew[place], place)) return;
        if (!SimulationLaws.IsFree(pool.Pool, member, crew.Standings[member.Rep])) return;
        for (var i = 0; i < pool.Waiting.Count; i++)
        {
            var (slot, life, _) = pool.Waiting[i];
            if (leads[slot].Missed is { } missed && missed.Contains(member.Rep)) continue;
            pool.Waiting.RemoveAt(i);
            crew[place].Claimed = (slot, life);
            Claim(slot, place);
            return;
        }
    }

    bool IsAboutToTouch(CrewMember member, int place)
    {
        ref readonly var lead = ref leads[member.Claimed.Slot];
        return lead.IsOpen && lead.Life == member.Claimed.Life && lead.Owner == place && lead.Touches == 0
            && lead.ActPending;
    }

    /// <summary>First come, first served; a member who claims takes a turn.</summary>
    void Claim(int slot, int place, bool atOnce = false)
    {
        ref var lead = ref leads[slot];
        var claim = Claiming.Decide(
            rotations[lead.Pool!].Pool, crew[lead.Owner].Rep, crew[place].Rep, active: true, Now);
        rotations.Apply(claim.Turns);
        laws.TurnsAgree(claim.Turns);
        lead.TookTurn = claim.Turns.Count > 0;
        Give(slot, claim.Owner, waiting: false, atOnce ? Call.None : Call.Heard);
    }

    bool IsWaiting((int Slot, int Life, int Spell) entry)
    {
        ref readonly var lead = ref leads[entry.Slot];
        return lead.IsOpen && lead.Waiting && lead.Life == entry.Life && lead.Spell == entry.Spell;
    }

    void WakeForWaiting(long at)
    {
        if (at >= wakesAt || at == Attendance.Never || !rotations.AnyWaiting) return;
        agenda.Add(at, new Entry(Due.Wake, 0, 0));
        wakesAt = at;
    }
}
