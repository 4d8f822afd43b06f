using System.Text.Json;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Ledger;
using NodaTime;

namespace Handraiser.App.Features.Alerts;

/// <summary>Somebody who was told of the lead earlier, as what, and when.</summary>
internal sealed record Told(string Rep, string As, Instant At);

/// <summary>Everything an alert may say, as it is when the alert is sent and not as it was when it was
/// queued.</summary>
internal sealed record AlertFacts
{
    public required string Purpose { get; init; }

    public required Policy Policy { get; init; }

    public required LeadRow Lead { get; init; }

    public required PersonView Person { get; init; }

    /// <summary>What the person wrote with the latest request that has any words.</summary>
    public required string? Message { get; init; }

    /// <summary>Whom the alert is for; null when the rep is not active here any more.</summary>
    public required Colleague? Recipient { get; init; }

    /// <summary>In which the recipient reads times.</summary>
    public required DateTimeZone Zone { get; init; }

    public required ClockRow? Clock { get; init; }

    public required IReadOnlyList<Told> ToldBefore { get; init; }

    /// <summary>The key of the lead's first alert, from which its thread of mails takes its id.</summary>
    public required string? FirstKey { get; init; }

    public required Instant Now { get; init; }

    /// <summary>Open time that the present owner has had it.</summary>
    public Duration OwnerClock => Core.Clocks.OwnerClock.Spent(Lead.OwnedSince, Lead.FirstAttemptAt, Now,
        Policy.HoursOf(Lead.OwnerId, Policy.TeamOf(Lead.Pool)));

    public Duration BuyerClock => Core.Clocks.BuyerClock.Waited(Lead.ArrivedAt, Lead.FirstAttemptAt, Now);

    /// <summary>The facts, or null when the lead is gone.</summary>
    public static async Task<AlertFacts?> LoadAsync(Tx tx, Policy policy, string workspace, AlertWork work)
    {
        if (await LeadStore.FindAsync(tx, workspace, work.Lead) is not { } lead) return null;
        var person = await tx.SingleAsync<PersonView>(
            "select name, email, phone, company, country from person "
            + "where workspace_id = @WorkspaceId and id = @PersonId",
            new { lead.WorkspaceId, lead.PersonId });
        var message = await tx.SingleAsync<string>(
            """
            select message from request where workspace_id = @Workspace and lead_id = @Lead and message is not null
            order by arrived_at desc, id desc limit 1
            """,
            new { Workspace = workspace, work.Lead });
        var zone = await tx.SingleAsync<string>(
            "select zone from rep where workspace_id = @Workspace and id = @Rep",
                new { Workspace = workspace, work.Rep });
        var events = await Ledger.ReadAsync(tx, workspace, work.Lead);
        return new AlertFacts
        {
            Purpose = work.Purpose, Policy = policy, Lead = lead, Person = person ?? new(), Message = message,
            Recipient = policy.People.TryGetValue(work.Rep, out var rep) && rep.Active ? rep : null,
            // A chat is read by many, in the workspace's zone.
            Zone = zone is null || work.Endpoint is not null ? policy.Zone : DateTimeZoneProviders.Tzdb[zone],
            Clock = await ClockStore.RunningAsync(tx, workspace, work.Lead),
            ToldBefore = [.. events.Select(TellingOf).OfType<Told>().Where(told => told.Rep != work.Rep)],
            FirstKey = FirstKeyOf(work.Lead, events), Now = tx.Now,
        };
    }

    static Told? TellingOf(EventRow row) => row.Kind switch
    {
        "lead.assigned" => Telling(row, "owner", "owner"),
        "ladder.manager-told" => Telling(row, "manager", "manager"),
        "ladder.on-call" => Telling(row, "onCall", "on call"),
        _ => null,
    };

    static Told? Telling(EventRow row, string field, string role) => Text(row, field) is { } rep
        ? new(rep, role, row.At) : null;

    // It is the first assignment that is told first, under the key that LeadChange gave it.
    static string? FirstKeyOf(string lead, List<EventRow> events) =>
        events.Find(row => row.Kind == "lead.assigned") is { } first && Text(first, "owner") is { } owner
            ? string.Join(':', lead, first.Number,
                Text(first, "held") is null ? Alerts.Purpose.Assigned : Alerts.Purpose.Held, owner)
            : null;

    static string? Text(EventRow row, string field)
    {
        using var data = JsonDocument.Parse(row.Data);
        return data.RootElement.TryGetProperty(field, out var value) ? value.GetString() : null;
    }
}
