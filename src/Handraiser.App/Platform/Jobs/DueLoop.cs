namespace Handraiser.App.Platform.Jobs;

/// <summary>
/// Looks for due work again and again: at once when signalled, else each second. All it knows is time and the function
/// that does what is due; tests call that function themselves.
/// </summary>
internal sealed partial class DueLoop(
    string name, Func<CancellationToken, Task<int>> runDue, Signal signal, TimeProvider time, ILogger<DueLoop> log) : BackgroundService
{
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var signalled = signal.Next();
            try
            {
                if (await runDue(stoppingToken) > 0) continue;
                await Task.WhenAny(signalled, Task.Delay(Glance, time, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception failure)
            {
                // The database may be away for a while: say so, and look again.
                Failed(name, failure);
                await Task.Delay(AfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Name} loop failed and looks again in two seconds.")]
    partial void Failed(string name, Exception failure);
}
