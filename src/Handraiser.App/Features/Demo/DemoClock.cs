using NodaTime;

namespace Handraiser.App.Features.Demo;

/// <summary>Stands where the story is told while the past is made, and is the real time from then on.</summary>
internal sealed class DemoClock : TimeProvider
{
    long? ticks;

    public void Set(Instant at) => ticks = at.ToUnixTimeTicks();

    public void BeReal() => ticks = null;

    public override DateTimeOffset GetUtcNow() => ticks is { } told ? Instant.FromUnixTimeTicks(told).ToDateTimeOffset() : System.GetUtcNow();
}
