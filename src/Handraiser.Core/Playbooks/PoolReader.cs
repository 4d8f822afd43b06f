namespace Handraiser.Core.Playbooks;

/// <summary>Reads a pool: who takes turns, and the policies of taking turns, each with a visible default.</summary>
internal static class PoolReader
{
    const string Members = "members: [ann@acme.example, { rep: bob@acme.example, weight: 200 }]";
    const int HighestCap = 100_000;

    public static Pool? Read(Entry entry, IReadOnlyCollection<string> teams, IReadOnlyCollection<string> pools)
    {
        if (entry.Value.Keys($"{{ team: ..., {Members} }}", "team", "members", "caps", "joiners",
            "back-from-leave", "ties", "everyone-away", "counts") is not { } block) return null;
        var team = block.Need("team", "Name the team that stands behind the pool.")?.Reference("team", "teams", teams);
        var members = block.Need("members", $"Write {Members}.") is { } list ? ReadMembers(list) : null;
        var caps = block.Find("caps") is { } limits ? ReadCaps(limits) : Caps.None;
        var joiners = block.Find("joiners") is { } join
            ? join.Choice(("max", JoinerPolicy.Max), ("mean", JoinerPolicy.Mean), ("zero", JoinerPolicy.Zero))
            : JoinerPolicy.Max;
        var leave = block.Find("back-from-leave") is { } back
            ? back.Choice(("catch-up", LeavePolicy.CatchUp), ("hold", LeavePolicy.Hold), ("mean", LeavePolicy.Mean))
            : LeavePolicy.Hold;
        var ties = block.Find("ties") is { } equals
            ? equals.Choice(
                ("list", TiePolicy.List), ("least-recent", TiePolicy.LeastRecent), ("seeded", TiePolicy.Seeded))
            : TiePolicy.List;
        var (away, overflow) = block.Find("everyone-away") is { } empty
            ? ReadAway(empty, entry.Key, pools)
            : (EveryoneAway.Wait, null);
        var counts = block.Find("counts") is { } counted ? ReadCounts(counted) : (true, true);
        return team is null || members is null || caps is null || joiners is null || leave is null || ties is null
            || away is null || counts is null
            ? null
            : new(entry.Key, team, members, caps, joiners.Value, leave.Value, ties.Value, away.Value, overflow,
                counts.Value.Presence, counts.Value.Hours);
    }

    static List<PoolMember>? ReadMembers(Spot spot)
    {
        if (spot.Items(Members) is not { } items) return null;
        if (items.Count == 0)
        {
            spot.Refuse("The pool has no members, so nobody would answer.", $"Name at least one rep: {Members}.");
            return null;
        }
        var members = new List<PoolMember>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (ReadMember(item) is not { } member) continue;
            if (seen.Add(member.Rep)) members.Add(member);
            else item.Refuse($"{Spot.Quote(member.Rep)} is in the pool twice.",
                "Use weight to give somebody more turns.");
        }
        return members;
    }

    static PoolMember? ReadMember(Spot spot)
    {
        if (spot.Node is TextNode) return spot.Email() is { } plain ? new(plain, 100) : null;
        if (spot.Keys("ann@acme.example or { rep: ann@acme.example, weight: 100 }", "rep", "weight") is not { } block)
        {
            return null;
        }
        var rep = block.Need("rep", "Name the rep: { rep: ann@acme.example, weight: 100 }.")?.Email();
        var weight = block.Find("weight") is { } share ? share.Whole(1, 10_000) : 100;
        return rep is null || weight is null ? null : new(rep, weight.Value);
    }

    static Caps? ReadCaps(Spot spot)
    {
        if (spot.Keys("{ day: 20, week: 80, open: 30 }", "day", "week", "open") is not { } block) return null;
        return new(Cap("day"), Cap("week"), Cap("open"));

        int? Cap(string key) => block.Find(key)?.Whole(1, HighestCap);
    }

    static (EveryoneAway? Away, string? Overflow) ReadAway(
        Spot spot, string pool, IReadOnlyCollection<string> pools)
    {
        if (spot.Node is TextNode { Value: "overflow" })
        {
            spot.Refuse("'overflow' needs a pool.", "Write { overflow: NAME }.");
            return default;
        }
        if (spot.Node is not MapNode)
        {
            return (spot.Choice(("wait", EveryoneAway.Wait), ("assign", EveryoneAway.Assign),
                ("{ overflow: POOL }", EveryoneAway.Overflow), ("manager", EveryoneAway.Manager),
                ("on-call", EveryoneAway.OnCall)), null);
        }
        var other = spot.Keys("{ overflow: POOL }", "overflow")?.Need("overflow", "Write { overflow: NAME }.");
        if (other?.Reference("pool", "pools", pools) is not { } name) return default;
        if (name != pool) return (EveryoneAway.Overflow, name);
        other.Value.Refuse($"The pool {Spot.Quote(pool)} overflows to itself.", "Name another pool, or write on-call.");
        return default;
    }

    static (bool Presence, bool Hours)? ReadCounts(Spot spot)
    {
        if (spot.Items("[presence, hours]") is not { } items) return null;
        var counted = items.Select(item => item.Choice(("presence", 0), ("hours", 1))).ToList();
        return (counted.Contains(0), counted.Contains(1));
    }
}
