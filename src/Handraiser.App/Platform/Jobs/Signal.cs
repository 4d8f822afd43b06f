namespace Handraiser.App.Platform.Jobs;

/// <summary>
/// "Something may be due": wakes the loops of this node at once, and on PostgreSQL those of the others. It is a hint and
/// may be lost; the loops look twice a second anyway.
/// </summary>
internal sealed class Signal
{
    readonly Lock gate = new();
    TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised on each local change, for whoever passes the hint on to other nodes.</summary>
    public event Action? Raised;

    public void Raise()
    {
        Wake();
        Raised?.Invoke();
    }

    /// <summary>Wakes this node only: the hint came from elsewhere.</summary>
    public void Wake()
    {
        TaskCompletionSource woken;
        lock (gate) { woken = next; next = new(TaskCreationOptions.RunContinuationsAsynchronously); }
        woken.TrySetResult();
    }

    public Task Next() { lock (gate) return next.Task; }
}
