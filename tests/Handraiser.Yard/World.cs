using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.Yard;

/// <summary>
/// Everything there is, under one seed: one database, its nodes, the peers outside, the people, and what goes wrong. One
/// thread, one virtual time; whatever could happen next is in a list, and the dice choose. So a seed is a history, and the
/// same seed is the same history.
/// </summary>
internal sealed class World : IDisposable
{
    readonly PriorityQueue<Action, (Instant At, long Order)> planned = new();
    readonly int thread = Environment.CurrentManagedThreadId;
    long order;

    public World(int seed, Template template)
    {
        Seed = seed;
        Dice = new Dice(seed);
        Now = Template.Start;
        Session = template.Renew();
        (Company, Other) = (template.Company, template.Other);
        Trace = new Trace();
        Faults = new Faults(Dice);
        Outside = new Lane(this, "outside");
        Mail = new MailPeer(this);
        Hooks = new HookPeer(this);
        Checks = new Checks(this);
        Erasures = new Erasures(this);
    }

    public int Seed { get; }

    public Dice Dice { get; }

    public Instant Now { get; private set; }

    /// <summary>The one database, in memory. Nodes reach it through their own doors, which may jam.</summary>
    public SqliteSession Session { get; }

    public Company Company { get; }

    public Company Other { get; }

    public Trace Trace { get; }

    public Faults Faults { get; }

    public Sometimes Sometimes { get; } = new();

    public MailPeer Mail { get; }

    public HookPeer Hooks { get; }

    public Checks Checks { get; }

    public Erasures Erasures { get; }

    public Lane Outside { get; }

    public List<Node> Nodes { get; } = [];

    public long Commits { get; set; }

    /// <summary>Plans something that is not a node's: it happens whatever becomes of anybody.</summary>
    public void At(Instant at, Action act) => planned.Enqueue(act, (at, order++));

    public void After(Duration wait, Action act) => At(Now + wait, act);

    /// <summary>A short while, as a network or a disk takes it.</summary>
    public Duration Moment() => Duration.FromTicks(10L * Dice.Between(50, 20_000));

    /// <summary>Lets things happen until the given time.</summary>
    public void RunUntil(Instant end)
    {
        while (true)
        {
            if (MoveOne()) continue;
            foreach (var node in Nodes) node.PlanGlance();
            if (!planned.TryPeek(out _, out var next) || next.At > end) break;
            var act = planned.Dequeue();
            if (next.At > Now) Now = next.At;
            act();
            Checks.Throw();
        }
        Now = end;
    }

    public void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new YardException("Something left the yard's one thread, so that its seed says nothing any more.");
    }

    public void Dispose()
    {
        foreach (var node in Nodes) node.Dispose();
    }

    // One step of anybody who can move.
    bool MoveOne()
    {
        var count = Outside.Count;
        foreach (var node in Nodes) count += node.Lane.Count;
        if (count == 0) return false;
        var pick = Dice.Below(count);
        if (pick < Outside.Count) { Outside.Move(pick); return true; }
        pick -= Outside.Count;
        foreach (var node in Nodes)
        {
            if (pick < node.Lane.Count) { node.Lane.Move(pick); break; }
            pick -= node.Lane.Count;
        }
        Checks.Throw();
        return true;
    }
}

/// <summary>A law was broken, or the yard itself cannot go on.</summary>
internal sealed class YardException(string what) : Exception(what);
