using System.Collections.Concurrent;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>
/// Leads that wait in a pool go to the next member who is back, oldest first. Nobody has to tell us that somebody is: hours
/// open, a leave ends, a cap is free again by the passing of time alone, so we look.
/// </summary>
internal sealed class GiveWaiting(Database database, ChangeLead changeLead, PolicyStore policies)
{
    /// <summary>
    /// Leads that nobody could take (at their cap, or they missed it) are tried again when something has changed in their
    /// pool or in those that it overflows into; and after this long all the same, for what else a decision looks at.
    /// </summary>
    static readonly Duration Anyway = Duration.FromSeconds(15);
    readonly ConcurrentDictionary<WaitingPool, Look> tried = new();

    /// <summary>Gives what can be given now and tells how many leads that were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var given = 0;
        foreach (var pool in await database.ReadAsync(tx => tx.ListAsync<WaitingPool>(
            "select distinct workspace_id, pool from lead where waiting = 1 and state = 'open'"), cancel))
        {
            var look = await database.ReadAsync(tx => LookAsync(tx, pool), cancel);
            if (!look.HasSomebody || (tried.TryGetValue(pool, out var last) && !look.IsNewsAfter(last))) continue;
            var waiting = await database.ReadAsync(tx => tx.ListAsync<string>(
                """
                select id from lead where workspace_id = @WorkspaceId and pool = @Pool and waiting = 1 and state = 'open'
                order by arrived_at, id
                """,
                new { pool.WorkspaceId, pool.Pool }), cancel);
            foreach (var lead in waiting)
            {
                given += await database.WriteAsync(tx => GiveAsync(tx, pool.WorkspaceId, lead), cancel);
            }
            tried[pool] = look;
        }
        return given;
    }

    /// <summary>A glance without a lock, so that looking again and again costs nothing while everybody is away.</summary>
    async Task<Look> LookAsync(Tx tx, WaitingPool waiting)
    {
        var policy = await policies.InForceAsync(tx, waiting.WorkspaceId);
        // A pool that the playbook no longer has is answered by whoever its rules name now.
        if (!policy.Playbook.Pools.ContainsKey(waiting.Pool)) return new(tx.Now, policy, [], true);
        var (members, hasSomebody, seen) = (new List<Standing>(), false, new HashSet<string>(StringComparer.Ordinal));
        for (string? key = waiting.Pool; key is not null && seen.Add(key); key = policy.Playbook.Pools[key].Overflow)
        {
            var pool = policy.Playbook.Pools[key];
            var standings = await Standings.OfAsync(tx, policy, pool);
            members.AddRange(standings);
            hasSomebody |= standings.Any(one => one is { Active: true, OnLeave: false }
                && (one.Open || !pool.CountsHours) && (one.Present || !pool.CountsPresence));
        }
        return new(tx.Now, policy, members, hasSomebody);
    }

    async Task<int> GiveAsync(Tx tx, string workspace, string lead)
    {
        var given = 0;
        await changeLead.RunAsync(tx, workspace, "system", lead, async change =>
        {
            if (change.Lead is not { IsOpen: true, Waiting: not 0 } row) return null;
            var past = await Assignments.OfAsync(tx, workspace, lead);
            var facts = await LeadFacts.OfAsync(tx, workspace, lead);
            var claims = await OwnerClaims.OfAsync(tx, workspace, row.PersonId, lead);
            var decision = await FindOwner.RunAsync(
                tx, change.Policy, lead, facts, claims, Assignments.WhoMissed(past), held: false, looked: true);
            if (decision.Owner == OwnerKind.Pool) return null;
            Assignments.Give(change, decision, Cause.Back, past.Count + 1);
            given = 1;
            return null;
        });
        return given;
    }

    sealed record WaitingPool
    {
        public string WorkspaceId { get; init; } = "";

        public string Pool { get; init; } = "";
    }

    /// <summary>How those who may take from a pool stood at a moment.</summary>
    sealed record Look(Instant At, Policy Policy, List<Standing> Members, bool HasSomebody)
    {
        // The roster has a version of its own, so another of it is another policy.
        public bool IsNewsAfter(Look last) =>
            At < last.At || At >= last.At + Anyway || Policy != last.Policy || !Members.SequenceEqual(last.Members);
    }
}
