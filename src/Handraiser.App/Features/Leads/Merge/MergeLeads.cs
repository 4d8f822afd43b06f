using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Leads.Merge;

/// <summary>
/// Two leads turn out to be one buyer: one of them takes over the other, in one commit. Nothing is lost by it, and no
/// breach is hidden: the buyer has waited since the earlier of the two arrived.
/// </summary>
internal sealed class MergeLeads(Database database, PolicyStore policies, Chance chance, Signal signal)
{
    /// <param name="from">The lead that ends. What was sent and done there goes over.</param>
    /// <param name="into">The lead that goes on, with its owner.</param>
    public Task<LeadResult> RunAsync(Actor actor, string from, string into, CancellationToken cancel = default) =>
        database.WriteAsync(tx => RunAsync(tx, actor, from, into), cancel);

    async Task<LeadResult> RunAsync(Tx tx, Actor actor, string from, string into)
    {
        if (from == into) return new LeadResult.Refused("A lead cannot be merged into itself.");
        LockPeople(tx, actor.WorkspaceId, from, into);
        var (source, target) = await LockAsync(tx, actor.WorkspaceId, from, into);
        if (source is null) return new LeadResult.NotFound();
        if (target is null) return new LeadResult.Refused("There is no such lead to merge it into.");
        var policy = await policies.InForceAsync(tx, actor.WorkspaceId);
        if (Refusal(policy, actor, source, target) is { } refused) return refused;
        var goesOn = new LeadChange(tx, policy, chance, target, actor.Name);
        await new OneOfTwo(new LeadChange(tx, policy, chance, source, actor.Name), goesOn, actor).RunAsync(signal);
        return new LeadResult.Done(goesOn.Lead, tx.Now);
    }

    static LeadResult.Refused? Refusal(Policy policy, Actor actor, LeadRow source, LeadRow target)
    {
        if (source.MergedInto is not null) return new("This lead has been merged into another one already.");
        if (!source.IsOpen) return new("The lead is closed.");
        if (!target.IsOpen) return new("The lead to merge it into is closed.");
        return actor.IsManager || source.OwnerId == actor.RepId ? null
            : new("Only its owner or a manager can merge this lead into another one.", policy.NameOf(source.OwnerId));
    }

    /// <summary>
    /// Whoever captures a request of these people waits until they are one. The locks are those of the capture and are
    /// taken first, as it takes them; one statement of its own, so that what is read next was committed before.
    /// </summary>
    static void LockPeople(Tx tx, string workspace, string from, string into)
    {
        if (tx.Engine != Engine.Postgres) return;
        tx.Add(
            """
            select pg_advisory_xact_lock(h) from (select distinct hashtextextended(@Workspace || ' ' || i.key, 0) as h
            from identity i join lead l on l.workspace_id = i.workspace_id and l.person_id = i.person_id
            where i.workspace_id = @Workspace and l.id in (@From, @Into) order by 1) as locks
            """,
            new { Workspace = workspace, From = from, Into = into });
    }

    // In one order for everybody, or two who merge the same leads crosswise would wait for each other.
    static async Task<(LeadRow? From, LeadRow? Into)> LockAsync(Tx tx, string workspace, string from, string into)
    {
        var isFromFirst = string.CompareOrdinal(from, into) < 0;
        var first = await LeadStore.LockAsync(tx, workspace, isFromFirst ? from : into);
        var second = await LeadStore.LockAsync(tx, workspace, isFromFirst ? into : from);
        return isFromFirst ? (first, second) : (second, first);
    }
}
