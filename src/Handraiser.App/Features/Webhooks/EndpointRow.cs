using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Webhooks;

/// <summary>A webhook or a chat channel of a workspace, as stored.</summary>
public sealed record EndpointRow
{
    public const string Webhook = "webhook", Chat = "chat";

    public string WorkspaceId { get; init; } = "";

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Url { get; init; } = "";

    /// <summary>Newest first; a second one, separated by a space, signs too until <see cref="OlderUntil"/>.</summary>
    public string Secret { get; init; } = "";

    public Instant? OlderUntil { get; init; }

    /// <summary>Kinds of events, separated by spaces; none means all.</summary>
    public string Events { get; init; } = "";

    public string State { get; init; } = "live";

    /// <summary>Nothing has got through since; null while it is well.</summary>
    public Instant? FailingSince { get; init; }

    /// <summary>When the admins were told of this failing.</summary>
    public Instant? ToldAt { get; init; }

    public Instant? LastAt { get; init; }

    /// <summary>What the other side said last: a stranger's words, to be escaped, and for admins only.</summary>
    public string? LastSaid { get; init; }

    public Instant CreatedAt { get; init; }

    public bool IsLive => State == "live";

    /// <summary>What the jobs that deliver to it are queued under.</summary>
    public string Lane => $"{Kind}:{Id}";

    public IReadOnlyList<string> EventList => Events.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> SecretsAt(Instant now) =>
        Secret.Split(' ') is [var newest, ..] && !(now < OlderUntil) ? [newest] : Secret.Split(' ');

    /// <summary>The address as it may be shown: whoever knows a chat's whole address can write into it.</summary>
    public string ShownUrl => Kind == Chat && Uri.TryCreate(Url, UriKind.Absolute, out var url)
        ? $"{url.GetLeftPart(UriPartial.Authority)}/…{Url[^Math.Min(4, url.AbsolutePath.Length)..]}" : Url;
}

/// <summary>The endpoint table.</summary>
internal static class EndpointStore
{
    /// <summary>The endpoint; null when this workspace has none of that id.</summary>
    public static Task<EndpointRow?> FindAsync(Tx tx, string workspace, string id) => tx.SingleAsync<EndpointRow>(
        "select * from endpoint where workspace_id = @Workspace and id = @Id", new { Workspace = workspace, Id = id });

    public static Task<List<EndpointRow>> AllAsync(Tx tx, string workspace) => tx.ListAsync<EndpointRow>(
        "select * from endpoint where workspace_id = @Workspace order by id", new { Workspace = workspace });

    public static void Insert(Tx tx, EndpointRow row) => tx.Add(
        """
        insert into endpoint (workspace_id, id, kind, name, url, secret, events, state, created_at)
        values (@WorkspaceId, @Id, @Kind, @Name, @Url, @Secret, @Events, @State, @CreatedAt)
        """,
        new { row.WorkspaceId, row.Id, row.Kind, row.Name, row.Url, row.Secret, row.Events, row.State, row.CreatedAt });
}
