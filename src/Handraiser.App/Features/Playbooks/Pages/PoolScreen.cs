using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Playbooks.Pages;

/// <summary>A pool as its members see it: who is next, and for each why not them.</summary>
public sealed record PoolScreen(
    string Key, string Team, string Manager, bool IsCatchAll, string? Next, string Reason,
        IReadOnlyList<PoolSeat> Seats, IReadOnlyList<PoolTurn> Latest)
{
    public long Turns => Seats.Sum(seat => seat.Level);

    public long MostLevel =>
        Math.Max(1, Seats.Count == 0 ? 1 : Seats.Max(seat => Math.Max(seat.Level, (long)Math.Ceiling(seat.Fair))));
}

/// <summary>A member's place in the rotation.</summary>
/// <param name="Fair">The turns they would have by now, if everybody were always free.</param>
/// <param name="Skips">When they would have been next and could not, and how often, in the last thirty days.</param>
public sealed record PoolSeat(
    string Name, bool IsMe, bool IsNext, string Verdict, bool IsFree, int Weight, decimal Share, long Level,
        decimal Fair, long? TurnsAway,
    IReadOnlyList<(string Why, long Times)> Skips);

/// <summary>An entry of the pool's fairness ledger.</summary>
public sealed record PoolTurn(Instant At, string? Name, string Kind, string Reason, string? Lead);

internal static class PoolQueries
{
    static readonly Duration SkipsCounted = Duration.FromDays(30);
    const int MostTurns = 15;
    static readonly IReadOnlySet<string> Nobody = new HashSet<string>();

    public static async Task<List<PoolScreen>> AllAsync(Tx tx, Policy policy, string rep)
    {
        var screens = new List<PoolScreen>();
        foreach (
            var pool in policy.Playbook.Pools.Values.OrderByDescending(pool =>
            pool.Members.Any(member => member.Rep == rep)))
        {
            screens.Add(await OneAsync(tx, policy, pool, rep));
        }
        return screens;
    }

    static async Task<PoolScreen> OneAsync(Tx tx, Policy policy, Pool pool, string me)
    {
        var rota = (await PoolStore.LockAsync(tx, policy.WorkspaceId, policy.Playbook, [pool.Key]))[pool.Key];
        // Ties under a seed are settled by the lead, so here the order of the list stands for it.
        var next = TurnTaking.Next(pool, rota, await Standings.OfAsync(tx, policy, pool), tx.Now, Nobody, seed: 0);
        var skips = (await tx.ListAsync<SkipRow>(
            """
            select rep_id, reason, count(*) as times from turn
            where workspace_id = @Workspace and pool = @Pool and kind = 'skipped' and at >= @Since
            group by rep_id, reason order by times desc
            """,
            new { Workspace = policy.WorkspaceId, Pool = pool.Key, Since = tx.Now - SkipsCounted }))
                .ToLookup(row => row.RepId);
        var team = policy.Playbook.Teams[pool.Team];
        return new(pool.Key, team.Name, policy.NameOf(team.Manager), policy.Playbook.CatchAll == pool.Key, next.Rep
            is { } rep ? policy.NameOf(rep) : null, next.Reason,
            [.. next.Explain()
                .Select(one =>
                new PoolSeat(policy.NameOf(one.Rep), one.Rep == me, one.Verdict == Verdict.Chosen, one.Verdict.Text(),
                one.Verdict >= Verdict.Free, one.Weight, one.Share, one.Level, decimal.Max(0, one.Target),
                    one.TurnsAway,
                [.. skips[one.Rep].Select(row => (row.Reason, row.Times))]))],
            await LatestAsync(tx, policy, pool.Key));
    }

    static async Task<List<PoolTurn>> LatestAsync(Tx tx, Policy policy, string pool) => (await tx.ListAsync<TurnRow>(
        """
        select at, rep_id, kind, reason, lead_id from turn where workspace_id = @Workspace and pool = @Pool
        order by id desc limit @Most
        """,
        new { Workspace = policy.WorkspaceId, Pool = pool, Most = MostTurns }))
        .ConvertAll(row =>
            new PoolTurn(row.At, row.RepId is null ? null
            : policy.NameOf(row.RepId), row.Kind, row.Reason, row.LeadId));

    sealed record SkipRow
    {
        public string? RepId { get; init; }

        public string Reason { get; init; } = "";

        public long Times { get; init; }
    }

    sealed record TurnRow
    {
        public Instant At { get; init; }

        public string? RepId { get; init; }

        public string Kind { get; init; } = "";

        public string Reason { get; init; } = "";

        public string? LeadId { get; init; }
    }
}
