using System.Globalization;
using System.Text;
using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.Core.Routing;

/// <summary>
/// Who is next in a pool. Pure: the same ledger, standings and seed give the same answer on any machine.
/// </summary>
public static class TurnTaking
{
    /// <summary>
    /// The next member who can take a lead now, by exact shares of the turns among those who can. Nobody beyond a cap,
    /// away, outside hours, on leave, inactive or excluded is chosen, unless nobody is left and the pool says
    /// <see cref="EveryoneAway.Assign"/>; even then never somebody inactive, on leave or excluded.
    /// </summary>
    /// <param name="standings">One per member, in the order of the pool's list.</param>
    /// <param name="excluded">Reps who already missed this lead.</param>
    /// <param name="seed">Settles ties under <see cref="TiePolicy.Seeded"/>; one per lead.</param>
    /// <exception cref="ArgumentException">The standings are not those of the members.</exception>
    public static TurnDecision Next(Pool pool, Rota rota, IReadOnlyList<Standing> standings, Instant now,
        IReadOnlySet<string> excluded, ulong seed) =>
        NextOf(pool, rota.For(pool), Checked(pool, standings), now, excluded, seed);

    /// <summary>The same for a rota and standings that are known to be in the order of the pool's list.</summary>
    internal static TurnDecision NextOf(Pool pool, Rota rota, Standing[] standings, Instant now,
        IReadOnlySet<string> excluded, ulong seed)
    {
        var count = standings.Length;
        Span<Verdict> verdicts = count <= 256 ? stackalloc Verdict[count] : new Verdict[count];
        var seen = Judge(pool, rota, standings, excluded, verdicts);

        // Who would be next if nobody were away or at a cap is passed over, and told why.
        var next = seen.CouldBe == 0 ? -1 : Shares.Next(rota, verdicts, Verdict.OutsideHours, pool.Ties, seed);
        var anyway = seen.Free == 0 && next >= 0 && pool.EveryoneAway == EveryoneAway.Assign;
        var chosen = anyway || seen.Free == seen.CouldBe ? next
            : Shares.Next(rota, verdicts, Verdict.Free, pool.Ties, seed);
        if (chosen < 0)
        {
            return new TurnDecision(pool, rota, standings, excluded, -1, Nobody(pool, verdicts))
            {
                SomebodyMayReturn = seen.MayReturn > 0,
                Turns = next < 0 ? [] : [Skip(pool, rota, next, verdicts[next], now)],
            };
        }
        var reason = Why(rota, chosen, seen.Free, anyway);
        var turn = new Turn(pool.Key, TurnKind.Assigned, rota[chosen].Rep, 1, reason, now);
        return new TurnDecision(pool, rota, standings, excluded, chosen, reason)
        {
            Anyway = anyway,
            SomebodyMayReturn = true,
            Turns = next == chosen ? [turn] : [Skip(pool, rota, next, verdicts[next], now), turn],
        };
    }

    /// <summary>
    /// Who answers first in the place of a rightful owner who cannot: the free member who was given nothing for the
    /// longest time. A cover takes no turn, so turns cannot share covers out (the next in turn would get them all);
    /// waiting can. When nobody is free the answer is that of <see cref="Next"/>.
    /// </summary>
    /// <param name="owner">The rightful owner, who cannot cover for themselves.</param>
    public static TurnDecision Cover(Pool pool, Rota rota, IReadOnlyList<Standing> standings, Instant now,
        IReadOnlySet<string> excluded, ulong seed, string owner) =>
        CoverOf(pool, rota.For(pool), Checked(pool, standings), now, excluded, seed, owner);

    internal static TurnDecision CoverOf(Pool pool, Rota rota, Standing[] standings, Instant now,
        IReadOnlySet<string> excluded, ulong seed, string owner)
    {
        var count = standings.Length;
        Span<Verdict> verdicts = count <= 256 ? stackalloc Verdict[count] : new Verdict[count];
        Judge(pool, rota, standings, excluded, verdicts);
        var chosen = Shares.LongestIdle(rota, verdicts, owner);
        var anyway = false;
        if (chosen < 0)
        {
            var next = NextOf(pool, rota, standings, now, excluded, seed);
            if (next.Rep is null) return next.WithoutTurns();
            (chosen, anyway) = (rota.Place(next.Rep), next.Anyway);
        }
        var reason = anyway ? "Covers for a colleague, though nobody is free; it takes no turn."
            : "Covers for a colleague: free, and without a new lead for longest; it takes no turn.";
        return new TurnDecision(pool, rota, standings, excluded, chosen, reason)
        {
            Anyway = anyway,
            SomebodyMayReturn = true,
            Turns = [new Turn(pool.Key, TurnKind.Covered, rota[chosen].Rep, 0, reason, now)],
        };
    }

    /// <summary>What bars each member, if anything, before turns are looked at.</summary>
    internal static Seen Judge(Pool pool, Rota rota, Standing[] standings, IReadOnlySet<string> excluded,
        Span<Verdict> verdicts)
    {
        var seen = default(Seen);
        var weights = rota.Weights;
        for (var i = 0; i < verdicts.Length; i++)
        {
            ref readonly var standing = ref standings[i];
            var verdict = standing.Active && weights[i] == 0 ? Verdict.NoShare : Bar(standing, pool, excluded);
            if (verdict == Verdict.Free) verdict = Cap(standing, pool.Caps);
            verdicts[i] = verdict;
            if (verdict >= Verdict.OnLeave) seen.MayReturn++;
            if (verdict >= Verdict.OutsideHours) seen.CouldBe++;
            if (verdict == Verdict.Free) seen.Free++;
        }
        return seen;
    }

    /// <summary>
    /// What keeps a rep from acting, by what the pool counts; caps aside, which bind turns and not owners.
    /// </summary>
    internal static Verdict Bar(in Standing standing, Pool pool, IReadOnlySet<string> excluded) =>
        !standing.Active ? Verdict.Inactive
        : excluded.Count > 0 && excluded.Contains(standing.Rep) ? Verdict.MissedThisLead
        : standing.OnLeave ? Verdict.OnLeave
        : pool.CountsHours && !standing.Open ? Verdict.OutsideHours
        : pool.CountsPresence && !standing.Present ? Verdict.Away
        : Verdict.Free;

    static Verdict Cap(in Standing standing, Caps caps) =>
        standing.Today >= caps.Day ? Verdict.DayCap
        : standing.ThisWeek >= caps.Week ? Verdict.WeekCap
        : standing.OpenLeads >= caps.Open ? Verdict.OpenCap
        : Verdict.Free;

    static Standing[] Checked(Pool pool, IReadOnlyList<Standing> standings)
    {
        var line = standings as Standing[] ?? [.. standings];
        var members = pool.Members;
        var same = members.Count == line.Length;
        for (var i = 0; same && i < line.Length; i++) same = members[i].Rep == line[i].Rep;
        return same ? line
            : throw new ArgumentException("One standing per member, in the order of the list.", nameof(standings));
    }

    static Turn Skip(Pool pool, Rota rota, int place, Verdict verdict, Instant now) =>
        new(pool.Key, TurnKind.Skipped, rota[place].Rep, 0, verdict.Skip(), now);

    static string Why(Rota rota, int chosen, int free, bool anyway)
    {
        long total = 0;
        foreach (var level in rota.Levels) total += level;
        var among = anyway ? "though nobody is free"
            : free == 1 ? "the only member who is free"
            : string.Create(CultureInfo.InvariantCulture, $"furthest behind their share among {free} free members");
        return string.Create(CultureInfo.InvariantCulture,
            $"Next in turn: {rota.Levels[chosen]} of {total} turns so far, {among}.");
    }

    static string Nobody(Pool pool, ReadOnlySpan<Verdict> verdicts)
    {
        if (verdicts.Length == 0) return $"The pool '{pool.Key}' has no members.";
        Span<int> counts = stackalloc int[(int)Verdict.Chosen + 1];
        foreach (var verdict in verdicts) counts[(int)verdict]++;
        var text = new StringBuilder($"Nobody in '{pool.Key}' can take it now");
        var joint = " (";
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"{joint}{counts[i]} {((Verdict)i).Text()}");
            joint = ", ";
        }
        return text.Append(").").ToString();
    }

    /// <summary>How many members are free, could be if they were here, and may yet come back from leave.</summary>
    internal struct Seen
    {
        public int Free;
        public int CouldBe;
        public int MayReturn;
    }
}
