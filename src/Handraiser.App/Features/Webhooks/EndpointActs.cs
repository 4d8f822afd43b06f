using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Mail;
using NodaTime;

namespace Handraiser.App.Features.Webhooks;

/// <summary>An endpoint as somebody asks for it.</summary>
/// <param name="Kind">webhook or chat.</param>
/// <param name="Events">Kinds of events, or families like lead.*; none are all.</param>
internal sealed record EndpointBody([property: Required] string? Kind, [property: Required] string? Name,
    [property: Required] string? Url,
    IReadOnlyList<string>? Events = null);

/// <summary>An endpoint just made or given a new secret. The secret is shown this once; a chat has none.</summary>
internal sealed record MadeEndpoint(EndpointRow Row, string? Secret);

/// <summary>What one does with endpoints. Each change makes every node read its policy anew.</summary>
internal sealed partial class EndpointActs(Database database, Chance chance, Dialer dialer)
{
    const int MostPerWorkspace = 50;
    const int NameMax = 80;
    const int EventsMax = 40;

    /// <summary>How long the secret before a rotation signs too.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    /// <summary>The endpoint, or what is wrong with each field. Its host must lead to a public address, now and at each
    /// delivery.</summary>
    public async Task<(MadeEndpoint? Made, List<(string Field, string Problem)> Problems)> AddAsync(
        string workspace, EndpointBody body, CancellationToken cancel)
    {
        var problems = Check(body);
        if (await dialer.CheckResolvedAsync(body.Url, cancel) is UrlVerdict.Denied denied)
        {
            problems.Add(("url", denied.Message));
        }
        if (problems.Count > 0) return (null, problems);
        return await database.WriteAsync(async tx =>
        {
            if ((await EndpointStore.AllAsync(tx, workspace)).Count >= MostPerWorkspace)
            {
                return (null, [("", $"A workspace has at most {MostPerWorkspace} endpoints; delete one first.")]);
            }
            var row = New(tx, workspace, body);
            EndpointStore.Insert(tx, row);
            PolicyStore.RosterChanged(tx, workspace);
            return ((MadeEndpoint?)new MadeEndpoint(row, row.Secret.Length == 0 ? null : row.Secret), problems);
        }, cancel);
    }

    /// <summary>Gives a webhook a new secret; the one until now signs too for a day, and one before that no
    /// more.</summary>
    public Task<MadeEndpoint?> RotateAsync(string workspace, string id, CancellationToken cancel) =>
        database.WriteAsync(async tx =>
    {
        if (await EndpointStore.FindAsync(tx, workspace, id) is not { Kind: EndpointRow.Webhook } row) return null;
        var fresh = NewSecret();
        row = row with { Secret = $"{fresh} {row.Secret.Split(' ')[0]}", OlderUntil = tx.Now + Overlap };
        tx.Add("update endpoint set secret = @Secret, older_until = @OlderUntil "
            + "where workspace_id = @Workspace and id = @Id",
            new { row.Secret, row.OlderUntil, Workspace = workspace, Id = id });
        return new MadeEndpoint(row, fresh);
    }, cancel);

    /// <summary>Deletes it. What is still queued for it ends without being sent.</summary>
    public Task<bool> RemoveAsync(string workspace, string id, CancellationToken cancel) =>
        ChangeAsync(workspace, tx => tx.ExecuteAsync(
        "delete from endpoint where workspace_id = @Workspace and id = @Id", new { Workspace = workspace, Id = id }),
            cancel);

    public Task<bool> EnableAsync(string workspace, string id, CancellationToken cancel) =>
        ChangeAsync(workspace, tx => tx.ExecuteAsync(
        "update endpoint set state = 'live', failing_since = null, told_at = null "
        + "where workspace_id = @Workspace and id = @Id",
        new { Workspace = workspace, Id = id }), cancel);

    /// <summary>Stops it. No further events are queued for it, and those that are wait parked.</summary>
    public Task<bool> DisableAsync(string workspace, string id, CancellationToken cancel) =>
        ChangeAsync(workspace, tx => tx.ExecuteAsync(
        "update endpoint set state = 'disabled' where workspace_id = @Workspace and id = @Id",
            new { Workspace = workspace, Id = id }), cancel);

    Task<bool> ChangeAsync(string workspace, Func<Tx, Task<int>> change, CancellationToken cancel) =>
        database.WriteAsync(async tx =>
    {
        var changed = await change(tx) == 1;
        if (changed) PolicyStore.RosterChanged(tx, workspace);
        return changed;
    }, cancel);

    static List<(string Field, string Problem)> Check(EndpointBody body)
    {
        var problems = new List<(string, string)>();
        if (body.Kind is not (EndpointRow.Webhook or EndpointRow.Chat)) problems.Add(("kind", "Is webhook or chat."));
        if (HeaderText.OneLine(body.Name ?? "") is not { Length: > 0 and <= NameMax })
        {
            problems.Add(("name", $"Takes 1 to {NameMax} characters."));
        }
        var events = body.Events ?? [];
        if (events.Count > EventsMax)
        {
            problems.Add(("events", $"Takes at most {EventsMax} kinds; none at all means every kind."));
        }
        if (events.FirstOrDefault(kind => kind is null || !EventPattern.IsMatch(kind)) is { } odd)
        {
            problems.Add(("events", $"\"{odd}\" is no kind of event; write lead.assigned, or lead.* for a family."));
        }
        return problems;
    }

    EndpointRow New(Tx tx, string workspace, EndpointBody body) => new()
    {
        WorkspaceId = workspace, Id = chance.NewId(tx.Now), Kind = body.Kind!, Name = HeaderText.OneLine(body.Name!),
            Url = body.Url!,
        Secret = body.Kind == EndpointRow.Webhook ? NewSecret() : "",
        Events = string.Join(' ', (body.Events ?? []).Distinct()), CreatedAt = tx.Now,
    };

    string NewSecret() => StandardWebhook.NewSecret(chance.Bytes(32));

    [GeneratedRegex(@"^[a-z][a-z-]{0,39}\.(\*|[a-z][a-z-]{0,39})\z", RegexOptions.CultureInvariant)]
    private static partial Regex EventPattern { get; }
}
