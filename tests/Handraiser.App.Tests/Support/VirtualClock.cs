using NodaTime;

namespace Handraiser.App.Tests.Support;

/// <summary>The whole world's time in a test. It stands still until it is moved.</summary>
internal sealed class VirtualClock(Instant start) : TimeProvider
{
    long ticks = start.ToUnixTimeTicks();

    /// <summary>Monday 2 March 2026, 10:00 in Oslo.</summary>
    public static VirtualClock OnAMondayMorning() => new(Instant.FromUtc(2026, 3, 2, 9, 0));

    public Instant Now => Instant.FromUnixTimeTicks(Interlocked.Read(ref ticks));

    public void Advance(Duration by) => Interlocked.Add(ref ticks, by.BclCompatibleTicks);

    public void Set(Instant to) => Interlocked.Exchange(ref ticks, to.ToUnixTimeTicks());

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
