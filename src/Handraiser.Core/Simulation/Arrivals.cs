using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>One invented request.</summary>
/// <param name="Index">The first request is 0.</param>
/// <param name="Person">People are numbered as they first appear.</param>
/// <param name="Profile">What the person says of themselves: a place in the mixed field values.</param>
/// <param name="Held">It looks like spam.</param>
internal readonly record struct Arrival(
    int Index, long At, int Traffic, int Hour, RequestKind Kind, int Person, long Profile, bool Held, bool Spam,
    bool Dud);

/// <summary>
/// The requests of a plan, in order of time. Each hour of each traffic draws its own number of requests, so a change to
/// one hour leaves the number in all others alone.
/// </summary>
internal sealed class Arrivals
{
    const int Recent = 256;
    const int HourMs = NodaConstants.MillisecondsPerHour;
    const long HourTicks = NodaConstants.TicksPerHour;

    readonly SimulationPlan plan;
    readonly ulong seed;
    readonly int[][] kinds;
    readonly int[][][] fields;
    readonly long start;
    readonly long end;
    readonly List<(int Traffic, long Profile)> people = [];
    readonly int[] recent = new int[Recent];
    readonly List<(int Ms, int Traffic, int Hour)> hour = [];
    long nextHour;
    int place;
    int index;

    public Arrivals(SimulationPlan plan, ulong seed)
    {
        (this.plan, this.seed) = (plan, seed);
        kinds = [.. plan.Traffic.Select(traffic => Totals(traffic.Kinds.Select(kind => kind.Weight)))];
        fields = [.. plan.Traffic.Select(traffic =>
            traffic.Fields.Select(mix => Totals(mix.Values.Select(value => value.Weight))).ToArray())];
        (start, end) = (Moments.Ticks(plan.Start), Moments.Ticks(plan.End));
        nextHour = start - (((start % HourTicks) + HourTicks) % HourTicks);
    }

    /// <summary>The next request, or none.</summary>
    public bool Next(out Arrival arrival)
    {
        arrival = default;
        while (true)
        {
            while (place == hour.Count)
            {
                if (nextHour >= end || plan.Traffic.Count == 0) return false;
                Fill();
            }
            var (ms, traffic, ofWeek) = hour[place++];
            var at = nextHour - HourTicks + (ms * NodaConstants.TicksPerMillisecond);
            if (at < start || at >= end) continue;
            arrival = Invent(at, traffic, ofWeek);
            return true;
        }
    }

    Arrival Invent(long at, int traffic, int ofWeek)
    {
        var dice = Dice.Of(seed, DicePurpose.Request, index);
        var model = plan.Traffic[traffic];
        var kind = model.Kinds[dice.Pick(kinds[traffic])].Kind;
        var held = dice.Happens(model.Held);
        var spam = dice.Happens(model.Spam) && held;
        var dud = dice.Happens(model.Duds) && !spam;
        var again = dice.Happens(model.Returning) && index > 0;
        var person = again ? recent[dice.Below(Math.Min(index, Recent))] : people.Count;
        if (!again) people.Add((traffic, Profile(person, traffic)));
        recent[index % Recent] = person;
        return new(index++, at, people[person].Traffic, ofWeek, kind, person, people[person].Profile, held, spam, dud);
    }

    long Profile(int person, int traffic)
    {
        var dice = Dice.Of(seed, DicePurpose.Person, person);
        var profile = 0L;
        foreach (var totals in fields[traffic]) profile = checked((profile * totals.Length) + dice.Pick(totals));
        return profile;
    }

    void Fill()
    {
        hour.Clear();
        place = 0;
        for (var i = 0; i < plan.Traffic.Count; i++)
        {
            var (zone, week) = plan.Traffic[i];
            var local = Moments.At(nextHour).InZone(zone).LocalDateTime;
            var ofWeek = (((int)local.DayOfWeek - 1) * 24) + local.Hour;
            var dice = Dice.Of(seed, DicePurpose.Hour, nextHour / HourTicks, i);
            for (var left = dice.Poisson(week.RequestsPerHour[ofWeek]); left > 0; left--)
            {
                hour.Add((dice.Below(HourMs), i, ofWeek));
            }
        }
        hour.Sort();
        nextHour += HourTicks;
    }

    static int[] Totals(IEnumerable<int> weights)
    {
        var sum = 0;
        int[] totals = [.. weights.Select(weight => sum = checked(sum + Math.Max(0, weight)))];
        return sum > 0 ? totals : throw new ArgumentException("A mix needs a weight above zero.");
    }
}
