using Handraiser.Core.Routing;
using Handraiser.App.Features.Routing;
using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Platform.Ledger;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Leads;

/// <summary>A claim, with what the lead was before it.</summary>
internal sealed record ClaimedData(string By, string? From, string? Pool, bool Waiting, string? Held, string? CoverFor,
    string? AlarmSince);

/// <summary>A closing, with what it put out of sight.</summary>
internal sealed record ClosedData(string By, string? Held, string? AlarmSince);

/// <summary>
/// Taking back what can be taken back honestly: nothing is erased, and no clock gains a second by it.
/// </summary>
internal static partial class LeadActs
{
    /// <summary>How long a closed lead can be opened again. Later, a new request makes a new lead.</summary>
    public static readonly Duration ReopenWithin = Duration.FromMinutes(10);

    // What time does by itself. Anything else means that the claim has had effects.
    static readonly HashSet<string> DoneByTime =
        ["ladder.nudged", "ladder.manager-told", "ladder.nobody-else", "clock.breached"];

    /// <summary>
    /// "Not me after all": while nothing else has happened, the lead goes back to where the claim took it from.
    /// </summary>
    public static async Task<LeadResult?> GiveBackAsync(LeadChange change, Actor actor)
    {
        var lead = change.Lead;
        if (!lead.IsOpen || lead.ClaimedAt is null || lead.OwnerId != actor.RepId)
        {
            return new LeadResult.Refused("You have not claimed this lead.");
        }
        var events = await Ledger.ReadAsync(change.Tx, lead.WorkspaceId, lead.Id);
        if (ClaimToUndo(events, actor.RepId) is not { From: { } from } claim)
        {
            return new LeadResult.Refused("Something has happened since you took it. Hand it to somebody instead.");
        }
        if (!change.Policy.People.TryGetValue(from, out var before) || !before.Active)
        {
            return new LeadResult.Refused("Whoever had it before is no longer active. Hand it to somebody instead.");
        }
        if (from != actor.RepId || claim.Waiting)
        {
            var number = (await Assignments.OfAsync(change.Tx, lead.WorkspaceId, lead.Id)).Count + 1;
            Assignments.Start(change, from, Cause.GivenBack, number,
                $"{change.Policy.NameOf(actor.RepId)} took it and gave it back.", claim.Pool, claim.Waiting);
            // Claiming a waiting lead took a turn; giving it back gives the turn back.
            if (claim is { Waiting: true, Pool: { } pool } && change.Policy.Playbook.Pools.TryGetValue(pool, out var turns)
                && turns.Members.Any(member => member.Rep == actor.RepId))
            {
                await PoolStore.LockAsync(change.Tx, lead.WorkspaceId, change.Policy.Playbook, [pool]);
                PoolStore.Write(change.Tx, lead.WorkspaceId,
                    [new(pool, TurnKind.Credited, actor.RepId, -1, "Gave back a lead that had waited.", change.Tx.Now)], lead.Id);
            }
        }
        change.Lead = change.Lead with
        {
            ClaimedAt = null, Held = claim.Held, CoverFor = claim.CoverFor, AlarmSince = Moment(claim.AlarmSince),
        };
        change.Record("lead.given-back", new { by = actor.RepId, owner = from, waiting = claim.Waiting });
        if (from != actor.RepId) change.Alert("assigned", from);
        return null;
    }

    /// <summary>
    /// Closed by mistake: within ten minutes it is open again, with its owner, and its clock runs on with the instants
    /// it had. What fell due meanwhile happens now.
    /// </summary>
    public static async Task<LeadResult?> ReopenAsync(LeadChange change, Actor actor)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        if (lead.IsOpen || lead.ClosedAt is not { } closed) return new LeadResult.Refused("The lead is open.");
        if (!actor.IsManager && lead.OwnerId != actor.RepId)
        {
            return new LeadResult.Refused(
                "Only its owner or a manager can open it again.", change.Policy.NameOf(lead.OwnerId));
        }
        if (tx.Now - closed > ReopenWithin)
        {
            return new LeadResult.Refused("It was closed more than ten minutes ago and stays closed.");
        }
        var another = await tx.SingleAsync<string>(
            "select id from lead where workspace_id = @WorkspaceId and person_id = @PersonId and state = 'open'",
            new { lead.WorkspaceId, lead.PersonId });
        if (another is not null)
        {
            return new LeadResult.Refused("This person has raised a hand again and has a new lead.");
        }
        var end = ClosingOf(await Ledger.ReadAsync(tx, lead.WorkspaceId, lead.Id));
        tx.Add(
            """
            update assignment set ended_at = null where workspace_id = @WorkspaceId and lead_id = @Id
            and number = (select max(number) from assignment where workspace_id = @WorkspaceId and lead_id = @Id)
            """,
            new { lead.WorkspaceId, lead.Id });
        change.Lead = lead with
        {
            State = "open", Stage = StageOf(lead), ClosedAt = null, Outcome = null, Held = end?.Held,
            AlarmSince = Moment(end?.AlarmSince),
        };
        change.Record("lead.reopened", new { by = actor.RepId });
        await RestartClock.RunAsync(change, closed);
        return null;
    }

    /// <summary>Whether the rep could give the lead back, judged by its history.</summary>
    public static bool MayGiveBack(LeadRow lead, IReadOnlyList<EventRow> events, string rep) =>
        lead is { IsOpen: true, ClaimedAt: not null } && lead.OwnerId == rep
            && ClaimToUndo(events, rep)?.From is not null;

    public static bool MayReopen(LeadRow lead, Actor actor, Instant now) =>
        lead is { MergedInto: null, ErasedAt: null, ClosedAt: { } closed } && now - closed <= ReopenWithin
            && (actor.IsManager || lead.OwnerId == actor.RepId);

    static ClaimedData? ClaimToUndo(IReadOnlyList<EventRow> events, string rep)
    {
        var last = events.LastOrDefault(one => !DoneByTime.Contains(one.Kind));
        var claim = last?.Kind == "lead.claimed"
            ? JsonSerializer.Deserialize<ClaimedData>(last.Data, JsonSerializerOptions.Web) : null;
        return claim?.By == rep ? claim : null;
    }

    static ClosedData? ClosingOf(IReadOnlyList<EventRow> events) =>
        events.LastOrDefault(one => one.Kind == "lead.closed") is { } closing
        ? JsonSerializer.Deserialize<ClosedData>(closing.Data, JsonSerializerOptions.Web) : null;

    static Instant? Moment(string? text) => text is null ? null : InstantPattern.ExtendedIso.Parse(text).Value;

    public static string StageOf(LeadRow lead) => lead switch
    {
        { FirstMeetingAt: not null } => "meeting",
        { FirstContactAt: not null } => "contacted",
        { FirstAttemptAt: not null } => "attempted",
        _ => "assigned",
    };
}
