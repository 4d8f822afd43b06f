using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.Core.Simulation;

/// <summary>Requests from one part of the world: when they come, what they ask and who they are.</summary>
/// <param name="Zone">The zone in which the week is written.</param>
public sealed record Traffic(DateTimeZone Zone, WeekShape Week)
{
    /// <summary>The mix of kinds, by weight.</summary>
    public IReadOnlyList<(RequestKind Kind, int Weight)> Kinds { get; init; } = UsualKinds;

    /// <summary>What leads say of themselves; each person has one value of each field, for good.</summary>
    public IReadOnlyList<FieldMix> Fields { get; init; } = [];

    /// <summary>The share of requests that come from somebody who came lately, 0 to 1.</summary>
    public double Returning { get; init; } = 0.08;

    /// <summary>The share of requests that look like spam and are held, 0 to 1.</summary>
    public double Held { get; init; } = 0.04;

    /// <summary>Of those held, the share that is spam.</summary>
    public double Spam { get; init; } = 0.7;

    /// <summary>The share of leads that nobody could reach: a wrong number, a made-up name. Their turn is given back.
    /// </summary>
    public double Duds { get; init; } = 0.03;

    public static IReadOnlyList<(RequestKind Kind, int Weight)> UsualKinds { get; } =
    [
        (RequestKind.Chat, 14), (RequestKind.CallMe, 8), (RequestKind.Demo, 24), (RequestKind.Contact, 14),
        (RequestKind.Pricing, 12), (RequestKind.Trial, 10), (RequestKind.Content, 14), (RequestKind.Event, 3),
        (RequestKind.Community, 1),
    ];
}

/// <summary>A field and its values by weight; a null value stands for leads that do not say.</summary>
public sealed record FieldMix(string Field, IReadOnlyList<(string? Text, int Weight)> Values);
