using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>
/// What is assumed: the playbook that is run as it stands, the traffic, and how people behave. Everything else follows
/// from this and a seed.
/// </summary>
/// <param name="Playbook">Its reps may be names or ids; the result speaks of them in the same words.</param>
/// <param name="Start">No request comes before.</param>
/// <param name="Days">Days of 24 hours in which requests come; the last leads are followed to their end.</param>
public sealed record SimulationPlan(Playbook Playbook, Instant Start, int Days, IReadOnlyList<Traffic> Traffic)
{
    public Instant End => Start + Duration.FromDays(Days);

    /// <summary>How a rep behaves; who is not here behaves as <see cref="Others"/>.</summary>
    public IReadOnlyDictionary<string, RepHabits> Habits { get; init; } = new Dictionary<string, RepHabits>();

    public RepHabits Others { get; init; } = new();

    /// <summary>A rep's own hours; who is not here works in the hours of their first pool's team.</summary>
    public IReadOnlyDictionary<string, OpeningHours> Hours { get; init; } = new Dictionary<string, OpeningHours>();

    public BuyerHabits Buyers { get; init; } = new();

    /// <summary>After so long without any human attempt a lead is given up, and counts as never answered.</summary>
    public Duration GivenUpAfter { get; init; } = Duration.FromDays(14);

    public RepHabits HabitsOf(string rep) => Habits.TryGetValue(rep, out var own) ? own : Others;
}

/// <summary>How a rep works. Lengths are medians of log-normal draws; a spread of 1 puts two thirds within a factor of
/// 2.7 of the median.</summary>
public sealed record RepHabits
{
    /// <summary>From the start of a shift until they are here.</summary>
    public Duration Lateness { get; init; } = Duration.FromMinutes(2);

    public double LatenessSpread { get; init; } = 0.8;

    /// <summary>The chance that they miss a shift, 0 to 1.</summary>
    public double Absent { get; init; } = 0.03;

    /// <summary>The chance that a new lead is noticed without a nudge.</summary>
    public double Notices { get; init; } = 0.88;

    /// <summary>The chance that a nudge, or a word from the manager, helps when it was not.</summary>
    public double Heeds { get; init; } = 0.6;

    /// <summary>From noticing to the first touch, in the time that they are here.</summary>
    public Duration Reaction { get; init; } = Duration.FromSeconds(70);

    public double ReactionSpread { get; init; } = 0.9;

    /// <summary>How long a touch keeps them busy; the next lead waits.</summary>
    public Duration Handling { get; init; } = Duration.FromMinutes(3);

    public double HandlingSpread { get; init; } = 0.6;

    /// <summary>Always here, always notices, at once, and never busy.</summary>
    public static RepHabits Perfect { get; } = new()
    {
        Lateness = Duration.Zero, Absent = 0, Notices = 1, Heeds = 1, Reaction = Duration.Zero,
        Handling = Duration.Zero,
    };
}

/// <summary>How buyers respond to being touched, and how long reps go on trying.</summary>
public sealed record BuyerHabits
{
    /// <summary>The chance to speak with somebody who is touched at once.</summary>
    public double ReachedAtOnce { get; init; } = 0.52;

    /// <summary>The wait in which half of what speed gains is lost.</summary>
    public Duration HalfLife { get; init; } = Duration.FromMinutes(40);

    /// <summary>The chance that is left after any wait.</summary>
    public double ReachedLate { get; init; } = 0.16;

    /// <summary>Of touches that do not get through, the share that is a personal mail.</summary>
    public double ByMail { get; init; } = 0.4;

    /// <summary>After so many touches in vain the lead is closed.</summary>
    public int Touches { get; init; } = 6;

    /// <summary>Between touches, in the time that the owner is here; a median.</summary>
    public Duration Gap { get; init; } = Duration.FromHours(5);

    /// <summary>From first contact to the end of the case, as time passes; a median.</summary>
    public Duration Talks { get; init; } = Duration.FromDays(3);

    /// <summary>Of those spoken with, the share that comes to a meeting.</summary>
    public double Meets { get; init; } = 0.38;
}
