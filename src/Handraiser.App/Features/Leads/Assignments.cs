using System.Buffers;
using System.Text;
using System.Text.Json;
using Handraiser.App.Features.Routing;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Routing;
using NodaTime;

namespace Handraiser.App.Features.Leads;

/// <summary>Why a lead changes hands: the rules, a person's claim, a manager's word, the ladder, a release from quarantine, a pool's member who is back.</summary>
internal static class Cause
{
    public const string Rules = "rules", Claim = "claim", Manual = "manual", HandOn = "hand-on", OnCall = "on-call", Release = "release",
        Deactivated = "deactivated", Back = "back", GivenBack = "given-back";
}

/// <summary>One spell of ownership, as stored.</summary>
internal record AssignmentRow
{
    public long Number { get; init; }

    public string OwnerId { get; init; } = "";

    public string? Pool { get; init; }

    public long Waiting { get; init; }

    public string Cause { get; init; } = "";

    public string? Route { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Who else was looked at, and why each was passed over (<see cref="ConsideredRep"/>).</summary>
    public string Considered { get; init; } = "[]";

    public string? DecidedBy { get; init; }

    public long PlaybookVersion { get; init; }

    public Instant StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    public long Missed { get; init; }
}

/// <summary>Somebody who could have owned the lead, and the verdict on them.</summary>
internal sealed record ConsideredRep(string Rep, Verdict Verdict, long Level, int Weight, decimal Target, decimal Shortfall)
{
    // One is stored for every member of every pool at every decision, so it is kept short: a list, no names.
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteStringValue(Rep);
        json.WriteNumberValue((int)Verdict);
        json.WriteNumberValue(Level);
        json.WriteNumberValue(Weight);
        json.WriteNumberValue(Target);
        json.WriteNumberValue(Shortfall);
        json.WriteEndArray();
    }

    public static IReadOnlyList<ConsideredRep> Read(string rows) => [.. JsonDocument.Parse(rows).RootElement.EnumerateArray().Select(row =>
        new ConsideredRep(row[0].GetString()!, (Verdict)row[1].GetInt32(), row[2].GetInt64(), row[3].GetInt32(), row[4].GetDecimal(), row[5].GetDecimal()))];
}

/// <summary>The chain of a lead's owners: gapless, never two at once.</summary>
internal static class Assignments
{
    const int MostConsidered = 60;

    public static Task<List<AssignmentRow>> OfAsync(Tx tx, string workspace, string lead) => tx.ListAsync<AssignmentRow>(
        "select * from assignment where workspace_id = @Workspace and lead_id = @Lead order by number",
        new { Workspace = workspace, Lead = lead });

    /// <summary>Who let this lead's clock run out already: it does not go back to them.</summary>
    public static HashSet<string> WhoMissed(IEnumerable<AssignmentRow> past) =>
        past.Where(spell => spell.Missed != 0).Select(spell => spell.OwnerId).ToHashSet(StringComparer.Ordinal);

    /// <summary>The present owner had the lead when its clock ran out. A pool that it waits in has missed nothing.</summary>
    public static bool RanOut(LeadChange change) =>
        change.Lead is { Waiting: 0, DueAt: { } due } && due < change.Tx.Now && change.Lead.OwnedSince <= due;

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
        // Whoever waited for the lead's lock has an older moment than whoever held it; spells follow one another all the same.
        var at = Instant.Max(tx.Now, lead.OwnedSince);
        if (number > 1)
        {
            tx.Add(
                """
                update assignment set ended_at = @At, missed = @Missed
                where workspace_id = @WorkspaceId and lead_id = @Id and ended_at is null
                """,
                new { At = at, Missed = missed, lead.WorkspaceId, lead.Id });
        }
        change.Add(
            """
            insert into assignment (workspace_id, lead_id, number, owner_id, pool, waiting, cause, route, reason, considered, decided_by,
              playbook_version, started_at)
            values (@WorkspaceId, @Id, @Number, @Owner, @Pool, @Waiting, @Cause, @Route, @Reason, @Considered, @Actor, @Version, @At)
            """,
            new
            {
                lead.WorkspaceId, lead.Id, Number = number, Owner = owner, Pool = pool, Waiting = waiting, Cause = cause, Route = route, Reason = reason,
                Considered = considered, change.Actor, change.Policy.Version, At = at,
            });
        change.Lead = lead with
        {
            OwnerId = owner, Pool = pool, Waiting = waiting ? 1 : 0, OwnedSince = at, ClaimedAt = null, Reason = reason,
            CoverFor = lead.CoverFor == owner ? null : lead.CoverFor, PlaybookVersion = change.Policy.Version,
        };
    }

    static string? Word(Hold hold) => hold switch
    {
        Hold.Quarantine => "quarantine",
        Hold.SecondLook => "second-look",
        _ => null,
    };

    static string Explain(OwnershipDecision decision)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var one in decision.Explain().Take(MostConsidered))
            {
                new ConsideredRep(one.Rep, one.Verdict, one.Level, one.Weight, decimal.Round(one.Target, 2), decimal.Round(one.Shortfall, 2)).Write(json);
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
