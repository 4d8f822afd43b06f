using System.Runtime.CompilerServices;
using Handraiser.Core.Statistics;
using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>Time that passed while the team worked, in the unit of the columns.</summary>
public sealed class WorkingClock
{
    readonly OpeningHours hours;
    readonly long first;

    // Of each hour from the first on, the open time before it; one entry more than hours.
    readonly long[] passed = [];

    public WorkingClock(OpeningHours hours) => this.hours = hours;

    /// <summary>To be asked often about one span: the hours of it are worked out once.</summary>
    /// <param name="from">The first instant that is asked about.</param>
    /// <param name="to">The last.</param>
    public WorkingClock(OpeningHours hours, long from, long to) : this(hours)
    {
        first = from;
        passed = new long[((to - from) / Micros.Hour) + 2];
        for (var hour = 1; hour < passed.Length; hour++)
        {
            passed[hour] = passed[hour - 1] + Count(StartOf(hour - 1), StartOf(hour));
        }
    }

    /// <summary>Open microseconds between two instants; zero when the second is not after the first.</summary>
    [MethodImpl(RowLoop.Fast)]
    public long Between(long from, long to) => to <= from ? 0
        : from >= first && to < StartOf(passed.Length - 1) ? Before(to) - Before(from) : Count(from, to);

    long Before(long at)
    {
        var hour = (at - first) / Micros.Hour;
        var (start, open) = (StartOf(hour), passed[hour + 1] - passed[hour]);
        return passed[hour] + (open == Micros.Hour ? at - start : open == 0 ? 0 : Count(start, at));
    }

    long StartOf(long hour) => first + (hour * Micros.Hour);

    long Count(long from, long to) => hours.Elapsed(At(from), At(to)).BclCompatibleTicks / 10;

    static Instant At(long moment) => Instant.FromUnixTimeTicks(moment * 10);
}
