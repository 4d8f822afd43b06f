namespace Handraiser.App.Platform;

/// <summary>
/// The machine's time, which never runs backwards. When the machine's clock is set back, it goes on from where it was, a
/// tenth slower than time itself, until that clock has caught up: what waits for an instant is a little late and is never
/// stopped for an hour, and no history has a second before its first. A clock that is set forward is followed at once.
/// </summary>
internal sealed class SteadyTime(TimeProvider machine) : TimeProvider
{
    const double PaceWhenAhead = 0.9;
    readonly Lock gate = new();
    DateTimeOffset last = DateTimeOffset.MinValue;
    long told = machine.GetTimestamp();

    public SteadyTime() : this(System) { }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var (now, ticks) = (machine.GetUtcNow(), machine.GetTimestamp());
            if (now < last)
            {
                var carried = last + (machine.GetElapsedTime(told, ticks) * PaceWhenAhead);
                if (now < carried) now = carried;
            }
            (last, told) = (now, ticks);
            return now;
        }
    }

    /// <summary>What was written at this instant lies in the past: the machine's clock was set back while nobody ran.</summary>
    public void StartAfter(DateTimeOffset written)
    {
        lock (gate) if (written > last) (last, told) = (written, machine.GetTimestamp());
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}
