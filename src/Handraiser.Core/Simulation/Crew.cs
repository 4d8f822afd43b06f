using System.Runtime.InteropServices;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>Everybody in the playbook: who is here, and how much they have.</summary>
internal sealed class Crew
{
    readonly Dictionary<string, int> places;
    readonly CrewMember[] members;

    public Crew(SimulationPlan plan, ulong seed, Instant tail)
    {
        var reps = plan.Playbook.Reps;
        members = [.. reps.Select(rep => new CrewMember(plan, rep, seed, tail))];
        places = reps.Select((rep, place) => (rep, place)).ToDictionary(StringComparer.Ordinal);
        Standings = reps.ToDictionary(
            rep => rep, rep => new Standing(rep, true, false, false, false, 0, 0, 0), StringComparer.Ordinal);
        NextChange = long.MinValue;
    }

    /// <summary>As of the last moment that was come to. A decision copies what it needs.</summary>
    public Dictionary<string, Standing> Standings { get; }

    /// <summary>When somebody next comes or goes, or a day ends for the caps.</summary>
    public long NextChange { get; private set; }

    public IReadOnlyList<CrewMember> Members => members;

    public CrewMember this[int place] => members[place];

    public int Place(string rep) => places[rep];

    /// <summary>Lets time pass; true when somebody's standing may have changed by it.</summary>
    public bool ComeTo(long now)
    {
        if (now < NextChange) return false;
        NextChange = Attendance.Never;
        foreach (var member in members)
        {
            if (now >= member.ChangesAt) member.ComeTo(now, ref Of(member.Rep));
            NextChange = Math.Min(NextChange, member.ChangesAt);
        }
        return true;
    }

    public void Give(int place)
    {
        var member = members[place];
        ref var standing = ref Of(member.Rep);
        standing = standing with
        {
            Today = standing.Today + 1, ThisWeek = standing.ThisWeek + 1, OpenLeads = standing.OpenLeads + 1,
        };
        member.MostOpen = Math.Max(member.MostOpen, standing.OpenLeads);
    }

    public void Take(int place)
    {
        ref var standing = ref Of(members[place].Rep);
        standing = standing with { OpenLeads = standing.OpenLeads - 1 };
    }

    ref Standing Of(string rep) => ref CollectionsMarshal.GetValueRefOrNullRef(Standings, rep);
}

/// <summary>One rep in a simulation.</summary>
internal sealed class CrewMember
{
    readonly DateTimeZone zone;
    long dayEnds = long.MinValue;
    LocalDate weekOf;

    public CrewMember(SimulationPlan plan, string rep, ulong seed, Instant tail)
    {
        var team = TeamOf(plan.Playbook, rep);
        Rep = rep;
        Habits = plan.HabitsOf(rep);
        zone = team.Hours.Zone;
        var hours = plan.Hours.TryGetValue(rep, out var own) ? own : team.Hours;
        Hours = hours;
        Attendance = new Attendance(hours, Habits, Dice.Number(rep), seed, plan.Start, tail);
    }

    public string Rep { get; }

    public RepHabits Habits { get; }

    public OpeningHours Hours { get; }

    public Attendance Attendance { get; }

    public long ChangesAt { get; private set; } = long.MinValue;

    /// <summary>Leads that are ready for a first touch while the rep is busy, first come first served.</summary>
    public Queue<Entry> Ready { get; } = new();

    /// <summary>The same for leads that were tried before.</summary>
    public Queue<Entry> Again { get; } = new();

    /// <summary>The lead that the rep took last from those that wait in a pool.</summary>
    public (int Slot, int Life) Claimed { get; set; }

    public long BusyUntil { get; set; }

    public bool WillBeFree { get; set; }

    public int MostOpen { get; set; }

    public void ComeTo(long now, ref Standing standing)
    {
        var (open, here, changesAt) = Attendance.At(now);
        standing = standing with { Open = open, Present = here };
        if (now >= dayEnds)
        {
            var date = Moments.At(now).InZone(zone).Date;
            var monday = date.PlusDays(1 - (int)date.DayOfWeek);
            standing = standing with { Today = 0, ThisWeek = monday == weekOf ? standing.ThisWeek : 0 };
            weekOf = monday;
            dayEnds = Moments.Ticks(zone.AtStartOfDay(date.PlusDays(1)).ToInstant());
        }
        ChangesAt = Math.Min(changesAt, dayEnds);
    }

    // A rep's day is that of the team whose pool comes first; who is in no pool has the team that they stand behind.
    static Team TeamOf(Playbook playbook, string rep)
    {
        var pool = playbook.Pools.Values.FirstOrDefault(pool => pool.Members.Any(member => member.Rep == rep));
        return pool is not null ? playbook.Teams[pool.Team]
            : playbook.Teams.Values.FirstOrDefault(team => team.Manager == rep)
            ?? playbook.Teams.Values.FirstOrDefault(team => team.OnCall == rep)
            ?? playbook.Teams[playbook.Pools[playbook.CatchAll].Team];
    }
}
