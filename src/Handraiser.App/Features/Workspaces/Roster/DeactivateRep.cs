using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Workspaces.Roster;

/// <summary>
/// Somebody leaves: in one commit they are off the roster, signed out everywhere, and each of their open leads has
/// another
/// owner. No clock is touched: the buyers wait as long as they have waited.
/// </summary>
internal sealed class DeactivateRep(Database database, PolicyStore policies, ChangeLead changeLead, Sessions sessions)
{
    /// <returns>Why not; null when it was done.</returns>
    public Task<string?> RunAsync(SignedIn by, string rep, CancellationToken cancel) => database.WriteAsync(async tx =>
    {
        await tx.SingleAsync<string>($"select id from workspace where id = @WorkspaceId{tx.ForUpdate}",
            new { by.WorkspaceId });
        var policy = await policies.InForceAsync(tx, by.WorkspaceId);
        if (!policy.People.TryGetValue(rep, out var person)) return "Nobody like that is here.";
        if (rep == by.RepId) return "Ask another admin to deactivate you.";
        if (!policy.People.TryGetValue(by.RepId, out var me) || !me.Active) return "You are not active here any more.";
        if (!person.Active) return null;
        if (NeededBy(policy, rep) is { Length: > 0 } roles)
        {
            return $"The playbook needs {person.Name}: {roles}. Publish one that names somebody else first.";
        }
        tx.Add("update rep set active = 0 where workspace_id = @WorkspaceId and id = @Rep",
            new { by.WorkspaceId, Rep = rep });
        tx.Add("delete from password_link where workspace_id = @WorkspaceId and rep_id = @Rep",
            new { by.WorkspaceId, Rep = rep });
        PolicyStore.RosterChanged(tx, by.WorkspaceId);
        sessions.EndAll(tx, by.WorkspaceId, rep);
        // All of them locked in one order before the first moves, so that no two such changes wait for each other.
        var leads = await tx.ListAsync<string>(
            $"select id from lead where workspace_id = @WorkspaceId and owner_id = @Rep and state = 'open' order by id{tx.ForUpdate}",
            new { by.WorkspaceId, Rep = rep });
        foreach (var lead in leads)
        {
            await changeLead.RunAsync(tx, by.WorkspaceId, by.RepId, lead, change => GiveAwayAsync(change, rep));
        }
        return null;
    }, cancel);

    public Task ReactivateAsync(SignedIn by, string rep, CancellationToken cancel) => database.WriteAsync(async tx =>
    {
        if (await tx.ExecuteAsync(
            "update rep set active = 1 where workspace_id = @WorkspaceId and id = @Rep and active = 0",
            new { by.WorkspaceId, Rep = rep }) == 1) PolicyStore.RosterChanged(tx, by.WorkspaceId);
    }, cancel);

    static async Task<LeadResult?> GiveAwayAsync(LeadChange change, string rep)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        var past = await Assignments.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var missed = past.Where(spell => spell.Missed != 0).Select(spell => spell.OwnerId)
            .Append(rep).ToHashSet(StringComparer.Ordinal);
        var facts = await LeadFacts.OfAsync(tx, lead.WorkspaceId, lead.Id);
        var decision = await FindOwner.RunAsync(
            tx, change.Policy, lead.Id, facts, OwnerClaims.None, missed, held: lead.Held == "quarantine");
        Assignments.Give(change, decision, Cause.Deactivated, past.Count + 1);
        return null;
    }

    static string NeededBy(Policy policy, string rep) => string.Join(", ",
        policy.Playbook.Teams.Values.Where(team => team.Manager == rep).Select(team => $"manager of {team.Name}")
        .Concat(policy.Playbook.Teams.Values.Where(team => team.OnCall == rep).Select(team =>
            $"on call for {team.Name}"))
        .Concat(policy.Playbook.Screening.Owner == rep ? ["looks at what is held"] : []));
}
