using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Clocks;

/// <summary>What became of a target as of an instant.</summary>
public enum ClockStatus { Running, Met, MetLate, Breached, Cancelled }

/// <summary>
/// The clock of one request against its target, as data. It is not a timer: whoever holds the current time asks what
/// became of it, so a restart, a test, or a simulation of next year reaches the same verdict. The verdict follows
/// from these instants alone, never from when somebody looked, and facts may be told in any order.
/// </summary>
/// <param name="StartedAt">When the request arrived. Nothing moves it.</param>
/// <param name="DueAt">The last instant that is in time: a touch at exactly this instant meets the target.</param>
/// <param name="MetBy">The weakest touch that meets the target.</param>
/// <param name="MetAt">The earliest sufficient touch known.</param>
/// <param name="CancelledAt">When the target stopped to matter, such as by disqualification; later touches change
/// nothing.</param>
/// <param name="BreachedAt">The breach on record, once one was seen. Nothing clears it.</param>
public sealed record TargetClock(Instant StartedAt, Instant DueAt, Grade MetBy, Instant? MetAt = null,
    Instant? CancelledAt = null, Instant? BreachedAt = null)
{
    /// <summary>
    /// The verdict on what has happened by <paramref name="now"/>. It follows the touches: one that comes to light
    /// late but was made in time makes it <see cref="ClockStatus.Met"/>, while a breach on record stays in <see
    /// cref="BreachAt"/>.
    /// </summary>
    public ClockStatus StatusAt(Instant now)
    {
        if (MetAt <= now && !(CancelledAt < MetAt)) return MetAt <= DueAt ? ClockStatus.Met : ClockStatus.MetLate;
        if (CancelledAt <= now && CancelledAt <= DueAt) return ClockStatus.Cancelled;
        return now > DueAt ? ClockStatus.Breached : ClockStatus.Running;
    }

    /// <summary>
    /// When the target was breached, as known by <paramref name="now"/>: at the due instant, when it passed without a
    /// sufficient touch. A touch or a cancellation afterwards does not undo it. Null when there is none.
    /// </summary>
    public Instant? BreachAt(Instant now) => BreachedAt ?? StatusAt(now) switch
    {
        ClockStatus.MetLate or ClockStatus.Breached => DueAt,
        _ => null,
    };

    /// <summary>The clock with a breach, if there is one by now, put on record for good.</summary>
    public TargetClock RecordBreach(Instant now) => this with { BreachedAt = BreachAt(now) };

    /// <summary>
    /// The clock told of a touch. It counts when a human made it after the request arrived and it is strong enough; the
    /// earliest wins, in whatever order touches become known.
    /// </summary>
    public TargetClock Meet(Instant touchAt, Grade grade)
    {
        var counts = grade != Grade.Automated && grade >= MetBy && touchAt >= StartedAt && !(MetAt <= touchAt);
        return counts ? this with { MetAt = touchAt } : this;
    }

    /// <summary>
    /// The clock with another due instant, for a further request by the same person or for hours that were edited:
    /// never later than before, so neither a wait nor a breach is ever extended away.
    /// </summary>
    public TargetClock Tighten(Instant newDue) =>
        this with { DueAt = Instant.Max(StartedAt, Instant.Min(DueAt, newDue)) };

    /// <summary>The clock cancelled; the earliest cancellation stands.</summary>
    public TargetClock Cancel(Instant at) => CancelledAt <= at ? this : this with { CancelledAt = at };
}
