using NodaTime;

namespace Handraiser.Yard;

/// <summary>A node's own clock: the world's time, as wrong as this node's clock is. Its timers go by true durations.</summary>
internal sealed class NodeTime(World world, Lane lane) : TimeProvider
{
    public Duration Skew { get; set; }

    public override DateTimeOffset GetUtcNow() => (world.Now + Skew).ToDateTimeOffset();

    public override long TimestampFrequency => NodaConstants.TicksPerSecond;

    public override long GetTimestamp() => world.Now.ToUnixTimeTicks();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(world, lane, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class Timer(World world, Lane lane, TimerCallback callback, object? state) : ITimer
    {
        int version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++version;
            if (dueTime != Timeout.InfiniteTimeSpan) Plan(dueTime, period, mine);
            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            version++;
            return default;
        }

        void Plan(TimeSpan wait, TimeSpan period, int mine) => world.After(Duration.FromTimeSpan(wait), () =>
        {
            if (mine != version) return;
            lane.Post(_ => { if (mine == version) callback(state); }, null);
            if (period > TimeSpan.Zero) Plan(period, period, mine);
        });
    }
}
