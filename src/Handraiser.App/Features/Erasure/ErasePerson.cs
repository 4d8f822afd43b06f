using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using NodaTime;

namespace Handraiser.App.Features.Erasure;

/// <summary>
/// Erases a person: everything that tells who they are or what they wrote goes, in one commit, wherever it lies; what is
/// counted stays as a tombstone. The open case is over, its clock ends unanswered, and messages about them are called off.
/// </summary>
internal sealed class ErasePerson(Database database, PolicyStore policies, Chance chance, Signal signal)
{
    public const string Outcome = "erased";

    // An outcome may go on in a rep's own words. What stands before them is a figure of the workspace's.
    static readonly HashSet<string> Figures =
        ["won", "lost", "no answer", "not a fit", "duplicate", "spam", "other", "nurture", "merged"];

    /// <summary>Erases the person of a lead. Done again, it tells what was done the first time.</summary>
    /// <param name="by">rep:ID of an admin, or key:ID of a key that may erase.</param>
    public async Task<ErasureResult> RunAsync(string workspace, string by, string lead, CancellationToken cancel = default)
    {
        var result = await database.WriteAsync(async tx =>
        {
            var policy = await policies.InForceAsync(tx, workspace);
            if (!MayErase(policy, by)) return new ErasureResult.Refused("Only an admin erases people.");
            return await LeadStore.FindAsync(tx, workspace, lead) is not { PersonId: var person }
                ? new ErasureResult.NotFound() : await RunAsync(tx, policy, [person], by, chance.NewId(tx.Now));
        }, cancel);
        if (result is ErasureResult.Done { Repeat: false }) await database.ScrubAsync(cancel: CancellationToken.None);
        return result;
    }

    /// <summary>The same inside a transaction that is open already, of all that these people ever were.</summary>
    /// <param name="erasure">The id that it is to have.</param>
    public async Task<ErasureResult> RunAsync(Tx tx, Policy policy, IReadOnlyList<string> people, string by, string erasure)
    {
        var workspace = policy.WorkspaceId;
        var family = await ErasedFamily.HoldAsync(tx, workspace, people);
        if (family.People.All(one => one.ErasureId is not null))
        {
            var before = await ErasureRow.FindAsync(tx, workspace, family.People[0].ErasureId!);
            return new ErasureResult.Done(before!, Repeat: true);
        }
        var changes = family.Leads.Select(lead => new LeadChange(tx, policy, chance, lead, by)).ToList();
        foreach (var change in changes) await EndAsync(change);
        var messages = await CalledOff.RunAsync(tx, workspace, family.LeadIds);
        var digests = await ErasedAddresses.OfAsync(tx, workspace, chance);
        var requests = await new ErasedSubmissions(tx, family, digests).EmptyAsync();
        var row = new ErasureRow
        {
            WorkspaceId = workspace, Id = erasure, At = tx.Now, Actor = by, People = JsonSerializer.Serialize(family.Ids),
            Leads = family.Leads.Count(lead => lead.MergedInto is null), Requests = requests,
            CalledOff = messages.Waiting, UnderWay = messages.UnderWay,
        };
        row.Insert(tx);
        foreach (var address in family.Addresses)
        {
            ErasedAddresses.Add(tx, workspace, digests.OfAddress(address), erasure, tx.Now);
        }
        await new ErasedRows(tx, family, erasure).EmptyAsync();
        foreach (var change in changes) await RecordAsync(change, erasure);
        return new ErasureResult.Done(row, Repeat: false);
    }

    static bool MayErase(Policy policy, string by) => !by.StartsWith("rep:", StringComparison.Ordinal)
        || (policy.People.TryGetValue(by["rep:".Length..], out var rep) && rep is { Active: true, Role: "admin" });

    /// <summary>
    /// The case ends, and nobody answered it: its clock is cancelled as at any closing, and what was missed by now stays a
    /// breach, for that tells of us and not of them.
    /// </summary>
    static async Task EndAsync(LeadChange change)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        if (!lead.IsOpen)
        {
            change.Lead = lead with { Outcome = lead.Outcome?.Split(':')[0] is { } word && Figures.Contains(word) ? word : Outcome };
            return;
        }
        await StopClock.CancelAsync(change);
        tx.Add(
            "update assignment set ended_at = @At where workspace_id = @WorkspaceId and lead_id = @Id and ended_at is null",
            new { At = Instant.Max(tx.Now, lead.OwnedSince), lead.WorkspaceId, lead.Id });
        change.Lead = change.Lead with
        {
            State = "closed", Stage = "closed", ClosedAt = tx.Now, AlarmSince = null, Outcome = Outcome,
        };
    }

    async Task RecordAsync(LeadChange change, string erasure)
    {
        var spells = await Assignments.OfAsync(change.Tx, change.Lead.WorkspaceId, change.Lead.Id);
        change.Lead = change.Lead with { ErasedAt = change.Tx.Now, Reason = spells[^1].Reason };
        change.Record("person.erased", new { erasure, by = change.Actor });
        change.Save(signal);
    }
}
