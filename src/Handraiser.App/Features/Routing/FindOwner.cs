using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;

namespace Handraiser.App.Features.Routing;

/// <summary>Who already has a claim to a person, strongest first.</summary>
internal sealed record OwnerClaims(string? OpenLead, string? Deal, string? Account, string? Last)
{
    public static OwnerClaims None { get; } = new(null, null, null, null);

    /// <summary>
    /// The claims to a person's lead: the account's owner, and who owned the person's lead before it. Whoever only screened
    /// that one, or stood behind a pool that it waited in, never knew the person.
    /// </summary>
    public static async Task<OwnerClaims> OfAsync(Tx tx, string workspace, string person, string lead)
    {
        var row = await tx.SingleAsync<ClaimsRow>(
            """
            select a.owner_id as account, (select l.owner_id from lead l where l.workspace_id = p.workspace_id and l.person_id = p.id
              and l.id <> @Lead and l.held is null and l.waiting = 0 and l.merged_into is null order by l.arrived_at desc limit 1) as last
            from person p left join account a on a.workspace_id = p.workspace_id and a.id = p.account_id
            where p.workspace_id = @Workspace and p.id = @Person
            """,
            new { Workspace = workspace, Person = person, Lead = lead });
        return row is null ? None : new(null, null, row.Account, row.Last);
    }

    sealed record ClaimsRow
    {
        public string? Account { get; init; }

        public string? Last { get; init; }
    }
}

/// <summary>Who answers: loads what the decision may look at, locks the pools it may take a turn from, and asks Core.</summary>
internal static class FindOwner
{
    /// <param name="held">It looks like spam: whoever screens decides first.</param>
    /// <param name="looked">A human has looked at it: rows that ask for a second look are passed over.</param>
    public static async Task<OwnershipDecision> RunAsync(Tx tx, Policy policy, string lead, Facts facts, OwnerClaims claims,
        IReadOnlySet<string> missed, bool held, bool looked = false)
    {
        var playbook = policy.Playbook;
        if (looked) playbook = playbook with { Routes = [.. playbook.Routes.Where(route => route.Pool is not null)] };
        var pools = held ? [] : PoolsThatMayAnswer(playbook, facts, claims);
        var rotas = await PoolStore.LockAsync(tx, policy.WorkspaceId, playbook, pools);
        var standings = new Dictionary<string, Standing>(StringComparer.Ordinal);
        foreach (var key in pools)
        {
            foreach (var standing in await Standings.OfAsync(tx, policy, playbook.Pools[key])) standings.TryAdd(standing.Rep, standing);
        }
        var team = policy.TeamOf(pools.Count > 0 ? pools[0] : null);
        // Whoever stands behind any of the pools may be asked in the end, so what is true of them must be known.
        var behind = pools.Select(policy.TeamOf).Append(policy.TeamOf(null)).SelectMany(one => new[] { one.Manager, one.OnCall });
        foreach (var rep in behind.Concat([claims.OpenLead, claims.Deal, claims.Account, claims.Last, playbook.Screening.Owner]))
        {
            if (rep is not null) standings.TryAdd(rep, Standings.Of(policy, team, rep, tx.Now));
        }
        return Ownership.Decide(new(facts, playbook, new RoutingState(standings, rotas), tx.Now, SeedOf(lead))
        {
            OpenLeadOwner = claims.OpenLead,
            DealOwner = claims.Deal,
            AccountOwner = claims.Account,
            LastOwner = claims.Last,
            Missed = missed,
            Held = held,
        });
    }

    /// <summary>The pool of the first route that matches, what it overflows into, and the catch-all.</summary>
    static List<string> PoolsThatMayAnswer(Playbook playbook, Facts facts, OwnerClaims claims)
    {
        var first = playbook.CatchAll;
        foreach (var route in playbook.Routes)
        {
            if (route.When.Ask(facts) != true) continue;
            // For a second look nobody takes a turn. But a claimant who is away is covered for by the catch-all.
            if (route.Pool is null && claims == OwnerClaims.None) return [];
            first = route.Pool ?? playbook.CatchAll;
            break;
        }
        var pools = new List<string>();
        for (string? key = first; key is not null && !pools.Contains(key); key = playbook.Pools[key].Overflow) pools.Add(key);
        return pools;
    }

    // One draw per lead: asking again gives the same answer.
    static ulong SeedOf(string lead) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(lead)));
}
