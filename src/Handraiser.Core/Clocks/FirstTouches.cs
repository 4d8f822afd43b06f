using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Clocks;

/// <summary>When a milestone was first reached and who says so.</summary>
public readonly record struct FirstTouch(Instant At, Origin Origin);

/// <summary>
/// The three measures of a response: the first attempt by a human of any grade, the first contact (both sides spoke),
/// and the first meeting held. A machine's message is none of them. The result does not depend on the order, or on
/// how often a touch is told; of two at the same instant, the one that a system observed is kept.
/// </summary>
public sealed record FirstTouches(FirstTouch? Attempt, FirstTouch? Contact, FirstTouch? Meeting)
{
    /// <summary>Nothing has happened yet, which is not the same as an answer after zero seconds.</summary>
    public static FirstTouches None { get; } = new(null, null, null);

    public static FirstTouches Of(IEnumerable<(Grade Grade, Origin Origin, Instant At)> touches) =>
        touches.Aggregate(None, (first, touch) => first.And(touch.Grade, touch.Origin, touch.At));

    /// <summary>The measures with one more touch told.</summary>
    public FirstTouches And(Grade grade, Origin origin, Instant at)
    {
        var touch = new FirstTouch(at, origin);
        return new FirstTouches(
            grade > Grade.Automated ? Earlier(Attempt, touch) : Attempt,
            grade >= Grade.TwoWay ? Earlier(Contact, touch) : Contact,
            grade >= Grade.Meeting ? Earlier(Meeting, touch) : Meeting);
    }

    /// <summary>The measures over the touches of both, as for leads that turn out to be one.</summary>
    public FirstTouches And(FirstTouches other) => new(
        Earlier(Attempt, other.Attempt), Earlier(Contact, other.Contact), Earlier(Meeting, other.Meeting));

    static FirstTouch? Earlier(FirstTouch? one, FirstTouch? other)
    {
        if (one is not { } left || other is not { } right) return one ?? other;
        return (left.At, left.Origin).CompareTo((right.At, right.Origin)) <= 0 ? left : right;
    }
}
