namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// Keeps an audit of millions of rows from holding much more memory than its columns need. Left alone, the runtime lets
/// columns that nobody needs any more pile up, for on a large machine it sees no reason to hurry.
/// </summary>
internal sealed class MemoryWatch : IDisposable
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(25);
    readonly long least;
    readonly long room;
    readonly Timer timer;
    long most;
    int busy;

    /// <param name="least">As many bytes may lie about in any case.</param>
    /// <param name="room">And so many more than were needed when they were last cleared away.</param>
    public MemoryWatch(long least = 5L << 28, long room = 384L << 20)
    {
        (this.least, this.room, most) = (least, room, least);
        timer = new Timer(_ => Look(), null, Often, Often);
    }

    public void Dispose() => timer.Dispose();

    void Look()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) < most || Interlocked.Exchange(ref busy, 1) == 1) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        most = Math.Max(least, GC.GetTotalMemory(forceFullCollection: false) + room);
        Volatile.Write(ref busy, 0);
    }
}
