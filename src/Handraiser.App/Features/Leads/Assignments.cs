using System.Text.Json;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>Why a lead changes hands: the rules, a person's claim, a manager's word, the ladder, a release from quarantine.</summary>
internal static class Cause
{
    public const string Rules = "rules", Claim = "claim", Manual = "manual", HandOn = "hand-on", OnCall = "on-call", Release = "release",
        Deactivated = "deactivated", GivenBack = "given-back";
}

/// <summary>One spell of ownership, as stored.</summary>
internal sealed record AssignmentRow
{
    public long Number { get; init; }

    public string OwnerId { get; init; } = "";

    public string? Pool { get; init; }

    public long Waiting { get; init; }

    public string Cause { get; init; } = "";

    public string? Route { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Who else was looked at, and why each was passed over (JSON).</summary>
    public string Considered { get; init; } = "[]";

    public string? DecidedBy { get; init; }

    public Instant StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    public long Missed { get; init; }
}

/// <summary>Somebody who could have owned the lead, and the verdict on them.</summary>
internal sealed record ConsideredRep(string Rep, string Verdict, string Why, long Level, int Weight, decimal Target, decimal Shortfall);

/// <summary>The chain of a lead's owners: gapless, never two at once.</summary>
internal static class Assignments
{
    const int MostConsidered = 60;

    public static Task<List<AssignmentRow>> OfAsync(Tx tx, string workspace, string lead) => tx.ListAsync<AssignmentRow>(
        "select * from assignment where workspace_id = @Workspace and lead_id = @Lead order by number",
        new { Workspace = workspace, Lead = lead });

    /// <summary>Gives the lead to whom the decision names: spell of ownership, turns, event and alert.</summary>
    public static void Give(LeadChange change, OwnershipDecision decision, string cause, long number, bool missed = false)
    {
        var waiting = decision.Owner == OwnerKind.Pool;
        Start(change, decision.Rep, cause, number, decision.Reason, decision.Pool, waiting, decision.Route, Explain(decision), missed);
        change.Lead = change.Lead with { CoverFor = decision.CoverFor, Held = Word(decision.Hold) };
        PoolStore.Write(change.Tx, change.Lead.WorkspaceId, decision.Turns, change.Lead.Id);
        change.Record("lead.assigned", new
        {
            owner = decision.Rep, pool = decision.Pool, waiting, cause, rung = decision.Rung.ToString(), route = decision.Route,
            coverFor = decision.CoverFor, held = change.Lead.Held, playbook = change.Policy.Version,
        });
        change.Alert(change.Lead.Held is null ? "assigned" : "held", decision.Rep);
    }

    /// <summary>Ends the present spell and starts the next; the lead's row follows.</summary>
    /// <param name="missed">Whoever had it until now let it run out, and does not get it again.</param>
    public static void Start(LeadChange change, string owner, string cause, long number, string reason, string? pool, bool waiting = false,
        string? route = null, string considered = "[]", bool missed = false)
    {
        var (tx, lead) = (change.Tx, change.Lead);
        if (number > 1)
        {
            tx.Add(
                """
                update assignment set ended_at = @Now, missed = @Missed
                where workspace_id = @WorkspaceId and lead_id = @Id and ended_at is null
                """,
                new { tx.Now, Missed = missed, lead.WorkspaceId, lead.Id });
        }
        tx.Add(
            """
            insert into assignment (workspace_id, lead_id, number, owner_id, pool, waiting, cause, route, reason, considered, decided_by,
              playbook_version, started_at)
            values (@WorkspaceId, @Id, @Number, @Owner, @Pool, @Waiting, @Cause, @Route, @Reason, @Considered, @Actor, @Version, @Now)
            """,
            new
            {
                lead.WorkspaceId, lead.Id, Number = number, Owner = owner, Pool = pool, Waiting = waiting, Cause = cause, Route = route, Reason = reason,
                Considered = considered, change.Actor, change.Policy.Version, tx.Now,
            });
        change.Lead = lead with
        {
            OwnerId = owner, Pool = pool, Waiting = waiting ? 1 : 0, OwnedSince = tx.Now, ClaimedAt = null, CoverFor = null, Reason = reason,
            PlaybookVersion = change.Policy.Version,
        };
    }

    static string? Word(Hold hold) => hold switch
    {
        Hold.Quarantine => "quarantine",
        Hold.SecondLook => "second-look",
        _ => null,
    };

    static string Explain(OwnershipDecision decision) => JsonSerializer.Serialize(
        decision.Explain().Take(MostConsidered).Select(one => new ConsideredRep(one.Rep, one.Verdict.ToString(), one.Verdict.Text(),
            one.Level, one.Weight, decimal.Round(one.Target, 2), decimal.Round(one.Shortfall, 2))), JsonSerializerOptions.Web);
}
