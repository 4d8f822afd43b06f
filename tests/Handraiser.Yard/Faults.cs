using NodaTime;

namespace Handraiser.Yard;

/// <summary>What may go wrong at a step.</summary>
internal enum Fault
{
    DatabaseAway, CommitRefused, ReplyLost, KillBeforeCommit, KillAfterCommit, StallBeforeCommit,
    MailRefused, MailDeferred, MailHangs, MailResets, MailReplyLost,
    HookHangs, HookRedirects, HookGone, HookBusy, HookResets, HookFails, HookReplyLost,
}

/// <summary>
/// Which faults this world has, and how often each strikes: a share of the seeds has each, so that many are seen alone and
/// many together. They stop when they are told to.
/// </summary>
internal sealed class Faults
{
    readonly Dictionary<Fault, double> shares = [];
    readonly Dice dice;

    public Faults(Dice dice)
    {
        this.dice = dice;
        foreach (var fault in Enum.GetValues<Fault>())
        {
            if (dice.Chance(0.25)) shares[fault] = (fault is Fault.KillBeforeCommit or Fault.KillAfterCommit ? 0.1 : fault is Fault.StallBeforeCommit ? 0.3 : 1)
                * (0.01 + (dice.Fraction() * 0.24));
        }
        Kills = dice.Chance(0.4) ? dice.Between(1, 4) : 0;
        Pauses = dice.Chance(0.4) ? dice.Between(1, 4) : 0;
        Skews = dice.Chance(0.3);
        FullDisks = dice.Chance(0.2) ? dice.Between(1, 2) : 0;
        Outages = dice.Chance(0.2) ? 1 : 0;
        Erasures = dice.Chance(0.3) ? dice.Between(1, 4) : 0;
    }

    public bool AreOver { get; private set; }

    public int Kills { get; }

    public int Pauses { get; }

    public bool Skews { get; }

    public int FullDisks { get; }

    /// <summary>Times at which every node is down for a while.</summary>
    public int Outages { get; }

    /// <summary>Times at which somebody is erased, most of them while something about them is under way.</summary>
    public int Erasures { get; }

    public bool Fires(Fault fault) => !AreOver && shares.TryGetValue(fault, out var share) && dice.Chance(share);

    public void Stop() => AreOver = true;

    public void Plan(World world, Instant until)
    {
        for (var i = 0; i < Kills; i++) world.At(Sometime(world, until), () => Kill(world, AnyUp(world)));
        for (var i = 0; i < Pauses; i++) world.At(Sometime(world, until), () => Pause(world));
        for (var i = 0; i < FullDisks; i++) world.At(Sometime(world, until), () => FillDisk(world));
        for (var i = 0; i < Outages; i++) world.At(Sometime(world, until), () => { foreach (var node in world.Nodes.ToList()) Kill(world, node); });
        for (var i = 0; i < Erasures; i++) world.At(Sometime(world, until), () => world.Erasures.Begin());
        if (!Skews) return;
        foreach (var _ in world.Nodes) world.At(Sometime(world, until), () => Skew(world));
    }

    /// <summary>A killed node comes back: the same folder, a new process.</summary>
    public static void PlanRestart(World world, Node node)
    {
        var wait = Duration.FromSeconds(world.Dice.Chance(0.2) ? world.Dice.Between(60, 3600) : world.Dice.Between(1, 40));
        world.After(wait, () => Restart(world, node));
    }

    /// <summary>Ends every fault: nodes are up, clocks are right, there is room on the disk.</summary>
    public void Heal(World world)
    {
        Stop();
        world.Session.Run("pragma max_page_count=1073741823");
        foreach (var node in world.Nodes.ToList())
        {
            node.Lane.IsPaused = false;
            node.Time.Skew = Duration.Zero;
            if (!node.IsUp) Restart(world, node);
        }
    }

    static void Restart(World world, Node node)
    {
        var place = world.Nodes.IndexOf(node);
        if (place < 0) return;
        world.Nodes[place] = new Node(world, node.Name);
        node.Dispose();
        world.Trace.Say(world.Now, node.Name, "starts again");
    }

    Instant Sometime(World world, Instant until) => world.Now + ((until - world.Now) * dice.Fraction());

    Node? AnyUp(World world) => world.Nodes.Where(node => node.IsUp).ToList() is { Count: > 0 } up ? dice.Of(up) : null;

    void Kill(World world, Node? node)
    {
        if (AreOver || node is not { IsUp: true }) return;
        node.Kill();
        PlanRestart(world, node);
    }

    void Pause(World world)
    {
        if (AreOver || AnyUp(world) is not { IsPaused: false } node) return;
        node.Pause(Duration.FromSeconds(dice.Chance(0.5) ? dice.Between(1, 40) : dice.Between(40, 600)));
    }

    void Skew(World world)
    {
        if (AreOver || AnyUp(world) is not { } node) return;
        node.Time.Skew = Duration.FromSeconds(dice.Chance(0.2) ? dice.Of([-86_400, 86_400]) : dice.Between(-600, 600));
        world.Trace.Say(world.Now, node.Name, $"has a clock that is {node.Time.Skew.TotalSeconds:0} s off");
    }

    // The database file may not grow: SQLite itself then refuses, wherever it happens to need a page.
    void FillDisk(World world)
    {
        if (AreOver) return;
        world.Session.Run("pragma max_page_count=1");
        world.Trace.Say(world.Now, "disk", "is full");
        world.After(Duration.FromSeconds(dice.Between(1, 90)), () =>
        {
            world.Session.Run("pragma max_page_count=1073741823");
            world.Trace.Say(world.Now, "disk", "has room again");
        });
    }
}
