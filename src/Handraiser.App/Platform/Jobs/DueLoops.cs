namespace Handraiser.App.Platform.Jobs;

/// <summary>A function that does what is due and tells how much that was.</summary>
internal sealed record DueWork(string Name, Func<CancellationToken, Task<int>> RunDueAsync);

/// <summary>
/// Looks for due work again and again: at once when signalled, else twice a second. All it knows is time and the functions
/// that do what is due; tests call those themselves.
/// </summary>
internal sealed partial class DueLoops(IEnumerable<DueWork> works, Signal signal, TimeProvider time, ILogger<DueLoops> log) : BackgroundService
{
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(works.Select(work => Task.Run(() => LoopAsync(work, stoppingToken), stoppingToken)));

    async Task LoopAsync(DueWork work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var signalled = signal.Next();
            try
            {
                if (await work.RunDueAsync(stoppingToken) > 0) continue;
                await Task.WhenAny(signalled, Task.Delay(Glance, time, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception failure)
            {
                // The database may be away for a while: say so, and look again.
                Failed(work.Name, failure);
                await Task.Delay(AfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Name} loop failed and looks again in two seconds.")]
    partial void Failed(string name, Exception failure);
}
