namespace Handraiser.App.Platform.Jobs;

/// <summary>Keeps housekeeping, which a loop could run at every signal, to a pace of its own.</summary>
internal sealed class Pace(TimeProvider time, TimeSpan every)
{
    DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>The function as a loop may call it: most calls find nothing to do.</summary>
    public Func<CancellationToken, Task<int>> Of(Func<CancellationToken, Task<int>> runDue) => async cancel =>
    {
        if (time.GetUtcNow() < next) return 0;
        next = time.GetUtcNow() + every;
        return await runDue(cancel);
    };
}
