using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using Handraiser.Core.Routing;

namespace Handraiser.App.Features.Routing;

/// <summary>
/// Leads that wait for a pool go to a member as soon as one can take them: oldest first, by the pool's turns, on the clock
/// that has been running all along.
/// </summary>
internal sealed class PlaceWaiting(Database database, PolicyStore policies, ChangeLead changeLead)
{
    const int MostAtOnce = 200;

    /// <summary>Places what can be placed now, and tells how many leads that were.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var waiting = await database.ReadAsync(async tx =>
        {
            var rows = await tx.ListAsync<Waiting>(
                "select workspace_id, id, pool from lead where waiting = 1 and state = 'open' order by arrived_at limit @Most", new { Most = MostAtOnce });
            var placeable = new List<Waiting>();
            foreach (var row in rows) if (await SomebodyCanAsync(tx, row)) placeable.Add(row);
            return placeable;
        }, cancel);
        var placed = 0;
        foreach (var lead in waiting)
        {
            if (await database.WriteAsync(tx => PlaceAsync(tx, lead), cancel)) placed++;
        }
        return placed;
    }

    // A glance that spares a transaction for each lead while everybody is still away.
    async Task<bool> SomebodyCanAsync(Tx tx, Waiting lead)
    {
        var policy = await policies.InForceAsync(tx, lead.WorkspaceId);
        if (lead.Pool is null || !policy.Playbook.Pools.TryGetValue(lead.Pool, out var pool)) return true;
        var team = policy.Playbook.Teams[pool.Team];
        return pool.Members.Any(member => CanTake(pool, Standings.Of(policy, team, member.Rep, tx.Now)));
    }

    static bool CanTake(Pool pool, Standing standing) => standing is { Active: true, OnLeave: false }
        && (standing.Present || !pool.CountsPresence) && (standing.Open || !pool.CountsHours);

    async Task<bool> PlaceAsync(Tx tx, Waiting lead)
    {
        var placed = false;
        await changeLead.RunAsync(tx, lead.WorkspaceId, "system", lead.Id, async change =>
        {
            if (!change.Lead.IsOpen || change.Lead.Waiting == 0) return null;
            var past = await Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id);
            var missed = past.Where(spell => spell.Missed != 0).Select(spell => spell.OwnerId).ToHashSet(StringComparer.Ordinal);
            var facts = await LeadFacts.OfAsync(tx, lead.WorkspaceId, lead.Id);
            var decision = await FindOwner.RunAsync(tx, change.Policy, lead.Id, facts, OwnerClaims.None, missed, held: false);
            if (decision.Owner == OwnerKind.Pool || decision.Capacity != Capacity.Member) return null;
            Assignments.Give(change, decision, Cause.Placed, past.Count + 1);
            placed = true;
            return null;
        });
        return placed;
    }

    sealed record Waiting
    {
        public string WorkspaceId { get; init; } = "";

        public string Id { get; init; } = "";

        public string? Pool { get; init; }
    }
}
