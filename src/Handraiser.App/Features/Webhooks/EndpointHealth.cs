using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;
using NodaTime;

namespace Handraiser.App.Features.Webhooks;

/// <summary>Something about an endpoint that an admin is told by mail: that it has been failing, or that it was
/// switched off.</summary>
internal sealed record EndpointNews(string Endpoint, string Rep, string What)
{
    public const string Failing = "failing", Gone = "gone";
}

/// <summary>Whether an endpoint is well, as told by its own deliveries.</summary>
internal static class EndpointHealth
{
    /// <summary>How long it may fail before the admins are told.</summary>
    public static readonly Duration Patience = Duration.FromHours(1);

    /// <summary>A success is written down when the last one written is older than this.</summary>
    public static readonly Duration Quiet = Duration.FromMinutes(1);

    const int SaidMax = 300;

    public static async Task RecordAsync(Tx tx, Chance chance, EndpointRow endpoint, DeliveryOutcome outcome)
    {
        var row = new { endpoint.WorkspaceId, endpoint.Id, tx.Now, Said = Short(EndpointPost.Said(outcome)) };
        switch (outcome)
        {
            case DeliveryOutcome.Accepted:
                tx.Add(
                    """
                    update endpoint set failing_since = null, told_at = null, last_at = @Now, last_said = @Said
                    where workspace_id = @WorkspaceId and id = @Id
                    """, row);
                return;
            case DeliveryOutcome.Gone:
                await SwitchOffAsync(tx, chance, endpoint, row.Said);
                return;
            default:
                tx.Add(
                    """
                    update endpoint set failing_since = coalesce(failing_since, @Now), last_at = @Now, last_said = @Said
                    where workspace_id = @WorkspaceId and id = @Id
                    """, row);
                return;
        }
    }

    /// <summary>Tells each admin, once for the same key.</summary>
    public static async Task TellAdminsAsync(Tx tx, Chance chance, EndpointRow endpoint, string what, string key)
    {
        foreach (var admin in await tx.ListAsync<string>(
            "select id from rep where workspace_id = @WorkspaceId and role = 'admin' and active = 1 order by id",
                new { endpoint.WorkspaceId }))
        {
            JobQueue.Enqueue(tx, endpoint.WorkspaceId, chance.NewId(tx.Now), EndpointMail.Kind, "mail",
                $"{endpoint.Id}:{key}:{admin}", new EndpointNews(endpoint.Id, admin, what), tx.Now);
        }
    }

    /// <summary>410 means "never again": it is switched off, and what was queued for it waits parked.</summary>
    static async Task SwitchOffAsync(Tx tx, Chance chance, EndpointRow endpoint, string said)
    {
        var changed = await tx.ExecuteAsync(
            """
            update endpoint set state = 'disabled', last_at = @Now, last_said = @Said
            where workspace_id = @WorkspaceId and id = @Id and state = 'live'
            """,
            new { tx.Now, Said = said, endpoint.WorkspaceId, endpoint.Id });
        if (changed == 0) return;
        PolicyStore.RosterChanged(tx, endpoint.WorkspaceId);
        await TellAdminsAsync(tx, chance, endpoint, EndpointNews.Gone, $"{EndpointNews.Gone}:{tx.Now.Micros()}");
    }

    static string Short(string said) => said.Length <= SaidMax ? said
        : said[..(char.IsHighSurrogate(said[SaidMax - 1]) ? SaidMax - 1 : SaidMax)] + "…";
}
