namespace Handraiser.Core.Simulation;

/// <summary>What may be on the agenda, in the order in which it happens when it falls due together: a touch at the last
/// instant is in time, so the ladder and the breach come after it.</summary>
internal enum Due : byte { Act, Ending, Ladder, Free, Wake }

/// <summary>An entry. The stamp tells whether it still holds.</summary>
internal readonly record struct Entry(Due Due, int Lead, int Stamp);

/// <summary>What happens next. Entries due at one instant go by kind, then in the order in which they were added.
/// </summary>
internal sealed class Agenda
{
    const int KindShift = 56;

    readonly PriorityQueue<Entry, Key> entries = new();
    long order;

    public long NextAt { get; private set; } = Attendance.Never;

    public void Add(long at, Entry entry)
    {
        entries.Enqueue(entry, new Key(at, ((long)entry.Due << KindShift) | order++));
        if (at < NextAt) NextAt = at;
    }

    public Entry Take()
    {
        var entry = entries.Dequeue();
        NextAt = entries.TryPeek(out _, out var key) ? key.At : Attendance.Never;
        return entry;
    }

    readonly record struct Key(long At, long Order) : IComparable<Key>
    {
        public int CompareTo(Key other) => At != other.At ? At.CompareTo(other.At) : Order.CompareTo(other.Order);
    }
}
