using Handraiser.Core.Clocks;
using Handraiser.Core.Leads;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>Counts what happens, and folds it into one number that tells whether two runs were the same.</summary>
internal sealed class Tally(SimulationPlan plan, Crew crew, Rotations rotations, Action<Happening>? tell)
{
    const ulong Prime = 1099511628211UL;
    const int HoursPerDay = 24;

    readonly RepTally[] reps = new RepTally[crew.Members.Count];
    readonly int[] happened = new int[Enum.GetValues<HappeningKind>().Length];
    readonly int[] outcomes = new int[Enum.GetValues<Outcome>().Length];
    readonly int[] requests = new int[RequestKinds.All.Count];
    readonly ClockCounts[] clocks = new ClockCounts[RequestKinds.All.Count];
    readonly int[] hours = new int[HoursPerDay];
    readonly int[] breaches = new int[HoursPerDay];
    readonly List<long> attempts = [];
    readonly List<long> contacts = [];
    ulong fingerprint = 14695981039346656037UL;
    int held;
    int judged;
    int touches;

    public void Request(in Arrival arrival, bool joined)
    {
        requests[(int)arrival.Kind]++;
        hours[arrival.Hour % HoursPerDay]++;
        if (arrival.Held && !joined) held++;
    }

    public void Touched(in LeadState lead, bool firstContact)
    {
        touches++;
        reps[lead.Owner].Touches++;
        if (firstContact) reps[lead.Owner].Contacted++;
    }

    public void Breached(in LeadState lead)
    {
        reps[lead.Owner].Breached++;
        breaches[lead.ClockHour]++;
    }

    public void Ended(in LeadState lead, ClockStatus status)
    {
        ref var counts = ref clocks[(int)lead.ClockKind];
        counts = status switch
        {
            ClockStatus.Met => counts with { Met = counts.Met + 1 },
            ClockStatus.MetLate => counts with { MetLate = counts.MetLate + 1 },
            ClockStatus.Breached => counts with { NeverMet = counts.NeverMet + 1 },
            ClockStatus.Cancelled => counts with { Cancelled = counts.Cancelled + 1 },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (status == ClockStatus.Met) reps[lead.Owner].Met++;
    }

    public void Closed(in LeadState lead, Outcome outcome)
    {
        outcomes[(int)outcome]++;
        if (outcome == Outcome.Spam) return;
        judged++;
        if (lead.FirstAttempt != Attendance.Never) attempts.Add(lead.FirstAttempt - lead.First.At);
        if (lead.FirstContact != Attendance.Never) contacts.Add(lead.FirstContact - lead.First.At);
    }

    public void Tell(long at, HappeningKind kind, in LeadState lead, int rep, Grade? grade, Outcome? outcome)
    {
        happened[(int)kind]++;
        if (kind == HappeningKind.Assigned) reps[rep].Given++;
        if (kind == HappeningKind.HandedOn) reps[rep].Missed++;
        var what = ((ulong)kind << 48) | (Number(rep) << 16) | (Number((int?)grade) << 8)
            | Number((int?)outcome);
        Fold((ulong)at);
        Fold(what);
        Fold(((ulong)lead.First.Person << 32) | (uint)lead.First.Index);
        tell?.Invoke(new Happening(Moments.At(at), kind, lead.First.Index, lead.First.Person,
            rep < 0 ? null : crew[rep].Rep, lead.Pool, grade, outcome));
    }

    public SimulationResult Result()
    {
        var total = clocks.Aggregate((sum, one) => new ClockCounts(
            sum.Met + one.Met, sum.MetLate + one.MetLate, sum.NeverMet + one.NeverMet, sum.Cancelled + one.Cancelled));
        return new SimulationResult(
            requests.Sum(), Times(HappeningKind.RequestArrived), Times(HappeningKind.RequestJoined), held,
            outcomes[(int)Outcome.Spam], judged - attempts.Count, contacts.Count, outcomes[(int)Outcome.Meeting],
            touches, Times(HappeningKind.Nudged), Times(HappeningKind.ManagerTold), Times(HappeningKind.HandedOn),
            Times(HappeningKind.OnCall), Times(HappeningKind.Waiting), Times(HappeningKind.Credited), total,
            Waits(attempts), Waits(contacts), [.. reps.Select(Rep)], [.. rotations.All.Select(Pool)],
            [.. requests.Select((count, kind) => new KindResult((RequestKind)kind, count, clocks[kind]))],
            [.. hours.Select((count, hour) => new HourResult(hour, count, breaches[hour]))], fingerprint)
        {
            Plan = plan,
        };
    }

    int Times(HappeningKind kind) => happened[(int)kind];

    RepResult Rep(RepTally rep, int place) => new(crew[place].Rep, rep.Given, rep.Touches, rep.Contacted, rep.Met,
        rep.Breached, rep.Missed, crew[place].MostOpen);

    static PoolResult Pool(PoolState state)
    {
        var members = state.Pool.Members;
        var turns = members.Sum(member => state.Turns(member.Rep));
        var weights = members.Sum(member => (long)member.Weight);
        return new PoolResult(state.Pool.Key, state.Leads, [.. members.Select(member => new ShareResult(
            member.Rep, member.Weight, (int)state.Turns(member.Rep),
            weights == 0 ? 0 : (decimal)turns * member.Weight / weights))]);
    }

    ResponseTimes Waits(List<long> answered)
    {
        answered.Sort();
        var histogram = new int[ResponseTimes.Bounds.Count + 1];
        foreach (var wait in answered)
        {
            var bar = 0;
            while (bar < ResponseTimes.Bounds.Count && wait > ResponseTimes.Bounds[bar].BclCompatibleTicks) bar++;
            histogram[bar]++;
        }
        return new(answered.Count, judged - answered.Count, Quantile(50), Quantile(75), Quantile(90), histogram);

        // The smallest wait that at least so many percent of all leads did not exceed.
        Duration? Quantile(int percent)
        {
            var rank = (int)Math.Max(1, (((long)judged * percent) + 99) / 100);
            return rank <= answered.Count ? Duration.FromTicks(answered[rank - 1]) : null;
        }
    }

    static ulong Number(int? word) => word is { } known ? (ulong)(uint)(known + 1) : 0;

    void Fold(ulong value) => fingerprint = (fingerprint ^ value ^ (fingerprint >> 29)) * Prime;

    struct RepTally
    {
        public int Given;
        public int Touches;
        public int Contacted;
        public int Met;
        public int Breached;
        public int Missed;
    }
}
