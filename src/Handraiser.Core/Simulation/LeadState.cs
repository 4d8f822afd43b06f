using Handraiser.Core.Clocks;
using Handraiser.Core.Leads;
using Handraiser.Core.Routing;

namespace Handraiser.Core.Simulation;

/// <summary>
/// One open lead. Its place is used again after it is closed, so whoever points at it holds a stamp: stamps only grow.
/// </summary>
internal struct LeadState
{
    public const int Nobody = -1;

    public Arrival First;
    public RequestKind Kind;
    public Profile Profile;
    public bool IsOpen;
    public int Life;

    public int Owner;
    public string? Pool;
    public bool Waiting;
    public bool TookTurn;
    public Hold Hold;

    /// <summary>How many have owned it.</summary>
    public int Spell;
    public HashSet<string>? Missed;

    /// <summary>The touch or the ending that is to come.</summary>
    public int ActStamp;
    public bool ActPending;
    public bool OnAlarm;

    /// <summary>How often somebody was told of it.</summary>
    public int Calls;

    public TargetClock? Clock;
    public IReadOnlyList<PlannedStep> Steps;
    public int NextStep;
    public int ClockStamp;
    public int ClocksEnded;
    public RequestKind ClockKind;
    public int ClockHour;

    public int Touches;
    public long FirstAttempt;
    public long FirstContact;

    /// <summary>A new case in a used place.</summary>
    public void Open(in Arrival arrival, Profile profile)
    {
        this = new LeadState
        {
            First = arrival,
            Kind = arrival.Kind,
            Profile = profile,
            IsOpen = true,
            Life = Life + 1,
            ActStamp = ActStamp + 1,
            ClockStamp = ClockStamp + 1,
            Owner = Nobody,
            Steps = [],
            FirstAttempt = Attendance.Never,
            FirstContact = Attendance.Never,
        };
    }
}
