using System.Globalization;
using Handraiser.Core.Leads;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>
/// The same traffic and people as in <see cref="Simulator"/>, as a script for the application to play through its own
/// use cases: who asks what and when, and what an owner would do, told from the moment a lead reaches them. Who the
/// owner is, when clocks run out and what follows is for the application's engine to decide.
/// </summary>
public sealed class Story
{
    readonly SimulationPlan plan;
    readonly ulong seed;
    readonly Dictionary<string, Attendance> attendances;

    Story(SimulationPlan plan, ulong seed)
    {
        (this.plan, this.seed) = (plan, seed);
        var crew = new Crew(plan, seed, plan.End + plan.GivenUpAfter + plan.GivenUpAfter);
        attendances = crew.Members.ToDictionary(
            member => member.Rep, member => member.Attendance, StringComparer.Ordinal);
    }

    public static Story Of(SimulationPlan plan, ulong seed) => new(plan, seed);

    /// <summary>Every request in order of time. Asking again gives the same.</summary>
    public IEnumerable<StoryArrival> Arrivals()
    {
        var arrivals = new Arrivals(plan, seed);
        var people = new List<StoryPerson>();
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        while (arrivals.Next(out var arrival))
        {
            var values = Profiles.Values(plan.Traffic[arrival.Traffic], arrival.Profile);
            if (arrival.Person == people.Count)
            {
                people.Add(StoryPeople.Invent(seed, arrival.Person, values, addresses));
            }
            yield return Tell(arrival, people[arrival.Person], values);
        }
    }

    /// <summary>When the rep is here: what they would tell the application by coming and going.</summary>
    public IReadOnlyList<Interval> PresenceOf(string rep) => [.. attendances[rep].Here()];

    /// <summary>The moment by which the rep has been here for so long; null when the story ends before.</summary>
    public Instant? ActsAt(string rep, Instant from, Duration here) =>
        attendances[rep].After(Moments.Ticks(from), here.BclCompatibleTicks) is var at and not Attendance.Never
            ? Moments.At(at) : null;

    StoryArrival Tell(in Arrival arrival, StoryPerson person, Dictionary<string, string> values)
    {
        var dice = Dice.Of(seed, DicePurpose.Words, arrival.Index);
        var fields = values.Where(value => value.Key.StartsWith("fields.", StringComparison.Ordinal))
            .OrderBy(value => value.Key, StringComparer.Ordinal)
            .ToDictionary(value => value.Key["fields.".Length..], value => value.Value);
        return new StoryArrival(plan, seed, arrival.Dud)
        {
            Index = arrival.Index, At = Moments.At(arrival.At), Kind = arrival.Kind, Person = person,
            Message = StoryWords.Message(ref dice, arrival.Kind, person, arrival.Held && arrival.Spam),
            Channel = values.GetValueOrDefault("source.channel") ?? StoryWords.Channel(ref dice),
            Campaign = values.GetValueOrDefault("source.campaign"),
            Page = StoryWords.Page(arrival.Kind), Fields = fields,
            LooksLikeSpam = arrival.Held, IsSpam = arrival.Spam,
        };
    }
}

/// <summary>One request, and what would be done about it.</summary>
public sealed class StoryArrival
{
    readonly SimulationPlan plan;
    readonly ulong seed;
    readonly bool dud;

    internal StoryArrival(SimulationPlan plan, ulong seed, bool dud) =>
        (this.plan, this.seed, this.dud) = (plan, seed, dud);

    /// <summary>The first request is 0.</summary>
    public required int Index { get; init; }

    public required Instant At { get; init; }

    public required RequestKind Kind { get; init; }

    public required StoryPerson Person { get; init; }

    public required string? Message { get; init; }

    /// <summary>Where the visit came from, as <c>source.channel</c>.</summary>
    public required string Channel { get; init; }

    public required string? Campaign { get; init; }

    public required string Page { get; init; }

    /// <summary>The form's own fields, without the <c>fields.</c>.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public required bool LooksLikeSpam { get; init; }

    public required bool IsSpam { get; init; }

    /// <summary>What this rep would make of the lead when told of it for the n-th time, anybody's turn counted; the
    /// first is 1.</summary>
    public SpellPlan Spell(string rep, int number) => Behaviour.Spell(seed, Index, number, plan.HabitsOf(rep));

    /// <summary>The same for a nudge to an owner who had not noticed.</summary>
    public SpellPlan Nudge(string rep, int number) => Behaviour.Nudge(seed, Index, number, plan.HabitsOf(rep));

    /// <summary>The n-th touch, the first being 1, with the words for it.</summary>
    /// <param name="waited">Since the request.</param>
    public StoryTouch Touch(string rep, int number, Duration waited)
    {
        var touch = Behaviour.Touch(seed, Index, number, waited, dud, plan.HabitsOf(rep), plan.Buyers);
        var dice = Dice.Of(seed, DicePurpose.Words, Index, number);
        return StoryWords.Touch(ref dice, Kind, touch);
    }

    /// <summary>How it ends after the last touch. A meeting is held at that moment, and the lead then closed.</summary>
    /// <param name="reached">Whether any touch was a conversation.</param>
    public EndingPlan Ending(bool reached) => Behaviour.Ending(seed, Index, reached, dud, plan.Buyers);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Index} {At} {Kind.Text()} {Person.Email}");
}

/// <summary>A touch with the words for it.</summary>
/// <param name="Next">Until the next one, in the time that the owner is here; null when there is none to come.</param>
public readonly record struct StoryTouch(
    Grade Grade, string Channel, Origin Origin, string Note, Duration Handling, Duration? Next);
