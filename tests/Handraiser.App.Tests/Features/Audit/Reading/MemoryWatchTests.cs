using Handraiser.App.Features.Audit.Reading;

namespace Handraiser.App.Tests.Features.Audit;

public sealed class MemoryWatchTests
{
    [Fact]
    public void What_nobody_needs_is_cleared_away_when_there_is_more_than_allowed()
    {
        using var watch = new MemoryWatch(least: 1, room: 1);
        var garbage = Garbage();
        Assert.True(SpinWait.SpinUntil(() => !garbage.IsAlive, TimeSpan.FromSeconds(30)));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static WeakReference Garbage() => new(new byte[1 << 20]);
}
