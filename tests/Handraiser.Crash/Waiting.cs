namespace Handraiser.Crash;

/// <summary>Waiting on real time, with an end.</summary>
internal static class Waiting
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task UntilAsync(string what, Func<Task<bool>> isSo, TimeSpan? most = null, int everyMs = 20)
    {
        if (!await IsSoWithinAsync(most ?? Patience, isSo, everyMs)) throw new Finding($"Waited in vain until {what}.");
    }

    public static async Task<bool> IsSoWithinAsync(TimeSpan most, Func<Task<bool>> isSo, int everyMs = 20)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(everyMs));
        while (!await isSo())
        {
            if (clock.Elapsed > most) return false;
            await glance.WaitForNextTickAsync();
        }
        return true;
    }

    public static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}
