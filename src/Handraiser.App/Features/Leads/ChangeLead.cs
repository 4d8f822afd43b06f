using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Leads;

/// <summary>Opens a transaction on one lead, holds its row so that nobody else decides meanwhile, and runs an act on it.</summary>
internal sealed class ChangeLead(Database database, PolicyStore policies, Chance chance, Signal signal)
{
    public Task<LeadResult> RunAsync(Actor actor, string lead, Func<LeadChange, Task<LeadResult?>> act, CancellationToken cancel = default) =>
        database.WriteAsync(tx => RunAsync(tx, actor.WorkspaceId, actor.Name, lead,
            change => IsHere(change, actor) ? act(change) : Task.FromResult<LeadResult?>(new LeadResult.Refused("You are not active here any more."))), cancel);

    // They may have been signed in when they asked, and gone when their turn came.
    static bool IsHere(LeadChange change, Actor actor) => change.Policy.People.TryGetValue(actor.RepId, out var rep) && rep.Active;

    /// <summary>The same inside a transaction that is open already.</summary>
    /// <param name="isCatchingUp">See <see cref="LeadChange.IsCatchingUp"/>.</param>
    public async Task<LeadResult> RunAsync(Tx tx, string workspace, string actor, string lead, Func<LeadChange,
        Task<LeadResult?>> act,
        bool isCatchingUp = false)
    {
        var row = await LeadStore.LockAsync(tx, workspace, lead);
        // Whoever knows only the one that was merged means the one that goes on.
        if (row?.MergedInto is { } into) row = await LeadStore.LockAsync(tx, workspace, into);
        if (row is null) return new LeadResult.NotFound();
        if (row.ErasedAt is not null) return new LeadResult.Refused("The person was erased. Nothing is done with their lead any more.");
        var change = new LeadChange(tx, await policies.InForceAsync(tx, workspace), chance, row,
            actor) { IsCatchingUp = isCatchingUp };
        if (await act(change) is { } refused) return refused;
        if (change.Lead != row) change.Save(signal);
        return new LeadResult.Done(change.Lead, tx.Now);
    }
}
