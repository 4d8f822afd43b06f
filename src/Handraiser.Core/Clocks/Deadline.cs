using Handraiser.Core.Playbooks;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Clocks;

/// <summary>When a target is due. The answer is stored with the clock; nothing ticks.</summary>
public static class Deadline
{
    // Ten years of dates on none of which anybody works.
    const int IdleDatesMax = 3_653;

    /// <summary>
    /// The due instant of a target that starts counting at <paramref name="start"/>, or null when the hours never
    /// open for long enough. A target in working days is due when work ends on the n-th date on which somebody works,
    /// counted from the day after the local date of arrival; dates are those of the hours' own zone.
    /// </summary>
    /// <param name="hours">The hours that the target counts in; <see cref="OpeningHours.Always"/> for every
    /// hour.</param>
    public static Instant? DueAt(Target target, Instant start, OpeningHours hours)
    {
        if (target.Within is { } within) return hours.Add(start, within);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.WorkingDays, 1, nameof(target));

        var date = start.InZone(hours.Zone).Date;
        var left = target.WorkingDays;
        for (var idle = 0; idle < IdleDatesMax; idle++)
        {
            date = date.PlusDays(1);
            if (hours.ClosingOf(date) is not { } closing) continue;
            if (--left == 0) return closing;
            idle = 0;
        }
        return null;
    }
}
