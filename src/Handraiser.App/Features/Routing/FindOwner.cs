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
}

/// <summary>Who answers: loads what the decision may look at, locks the pools it may take a turn from, and asks Core.</summary>
internal static class FindOwner
{
    public static async Task<OwnershipDecision> RunAsync(
        Tx tx, Policy policy, string lead, Facts facts, OwnerClaims claims, IReadOnlySet<string> missed, bool held)
    {
        var playbook = policy.Playbook;
        var pools = held ? [] : PoolsThatMayAnswer(playbook, facts);
        var rotas = await PoolStore.LockAsync(tx, policy.WorkspaceId, playbook, pools);
        var standings = new Dictionary<string, Standing>(StringComparer.Ordinal);
        foreach (var key in pools)
        {
            foreach (var standing in await Standings.OfAsync(tx, policy, playbook.Pools[key])) standings.TryAdd(standing.Rep, standing);
        }
        var team = policy.TeamOf(pools.Count > 0 ? pools[0] : null);
        foreach (var rep in new[] { claims.OpenLead, claims.Deal, claims.Account, claims.Last, team.Manager, team.OnCall, playbook.Screening.Owner })
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
    static List<string> PoolsThatMayAnswer(Playbook playbook, Facts facts)
    {
        var first = playbook.CatchAll;
        foreach (var route in playbook.Routes)
        {
            if (route.When.Ask(facts) != true) continue;
            if (route.Pool is null) return [];
            first = route.Pool;
            break;
        }
        var pools = new List<string>();
        for (string? key = first; key is not null && !pools.Contains(key); key = playbook.Pools[key].Overflow) pools.Add(key);
        return pools;
    }

    // One draw per lead: asking again gives the same answer.
    static ulong SeedOf(string lead) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(lead)));
}
