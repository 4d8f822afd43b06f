namespace Handraiser.Yard;

/// <summary>
/// What one node (or the world outside) could do next. Every continuation of its code comes back here instead of going to
/// a thread, and waits until the dice choose it. A dead lane forgets; a paused one waits.
/// </summary>
internal sealed class Lane(World world, string name) : SynchronizationContext
{
    readonly List<(SendOrPostCallback Act, object? State)> ready = [];
    bool isDead;

    public bool IsPaused { get; set; }

    public string Name => name;

    /// <summary>How many things could happen here now.</summary>
    public int Count => IsPaused ? 0 : ready.Count;

    public override void Post(SendOrPostCallback d, object? state)
    {
        world.CheckThread();
        if (!isDead) ready.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new YardException("Nothing waits for another inside the yard.");

    public override SynchronizationContext CreateCopy() => this;

    public void Move(int pick)
    {
        var (act, state) = ready[pick];
        // Only the first of all is in the order of time; the others may overtake.
        ready[pick] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        Inside(() => act(state));
    }

    /// <summary>Starts something here; it runs until it first waits.</summary>
    public void Start(Func<Task> act) => Inside(() => _ = act());

    public void Kill()
    {
        isDead = true;
        ready.Clear();
    }

    void Inside(Action act)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try { act(); }
        finally { SetSynchronizationContext(before); }
    }
}
