using System.Text.Json;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Forms;

/// <summary>The table of forms.</summary>
internal static class FormStore
{
    const string Columns =
        """
        f.workspace_id, w.name as company, f.id, f.name, f.kind, f.title, f.intro, f.fields, f.button, f.thanks, f.next, f.public_key,
        f.old_key, f.old_key_until, f.secret, f.state, f.created_at, f.deleted_at
        """;

    /// <summary>A form as it is first made: it asks the usual questions and works at once.</summary>
    public static (string Id, string PublicKey) Add(Tx tx, Chance chance, string workspace, string name, string kind) =>
        Add(tx, chance, workspace, new FormText(name, kind, name, null, FormField.Usual, "Send", "Your request has arrived.", []));

    public static (string Id, string PublicKey) Add(Tx tx, Chance chance, string workspace, FormText form)
    {
        var (id, key) = (chance.NewId(tx.Now), NewKey(chance));
        tx.Add(
            """
            insert into form (workspace_id, id, name, kind, title, intro, fields, button, thanks, next, public_key, secret, state, created_at)
            values (@Workspace, @Id, @Name, @Kind, @Title, @Intro, @Fields, @Button, @Thanks, @Next, @Key, @Secret, 'live', @Now)
            """,
            new
            {
                Workspace = workspace, Id = id, form.Name, form.Kind, form.Title, form.Intro, Fields = Json(form.Fields), form.Button, form.Thanks,
                Next = JsonSerializer.Serialize(form.Next), Key = key, Secret = chance.NewToken(), tx.Now,
            });
        return (id, key);
    }

    /// <summary>By its id or a public key of it, whatever the workspace: the only way in for buyers, who belong to none.</summary>
    public static Task<Form?> FindAsync(Tx tx, string handle) => tx.SingleAsync<Form>(
        $"""
        select {Columns} from form f join workspace w on w.id = f.workspace_id
        where f.id = @Handle or f.public_key = @Handle or f.old_key = @Handle
        """,
        new { Handle = handle });

    public static Task<Form?> FindAsync(Tx tx, string workspace, string id) => tx.SingleAsync<Form>(
        $"select {Columns} from form f join workspace w on w.id = f.workspace_id where f.workspace_id = @Workspace and f.id = @Id",
        new { Workspace = workspace, Id = id });

    public static Task<int> ChangeAsync(Tx tx, string workspace, string id, FormText form) => tx.ExecuteAsync(
        """
        update form set name = @Name, kind = @Kind, title = @Title, intro = @Intro, fields = @Fields, button = @Button, thanks = @Thanks,
          next = @Next where workspace_id = @Workspace and id = @Id and state = 'live'
        """,
        new
        {
            form.Name, form.Kind, form.Title, form.Intro, Fields = Json(form.Fields), form.Button, form.Thanks,
            Next = JsonSerializer.Serialize(form.Next), Workspace = workspace, Id = id,
        });

    /// <summary>Gives the form a new key. Pages that still carry the old one are heard, and held, until the given time.</summary>
    public static Task<int> ChangeKeyAsync(Tx tx, Chance chance, string workspace, string id, Instant until) => tx.ExecuteAsync(
        """
        update form set old_key = public_key, old_key_until = @Until, public_key = @Key
        where workspace_id = @Workspace and id = @Id and state = 'live'
        """,
        new { Until = until, Key = NewKey(chance), Workspace = workspace, Id = id });

    public static Task<int> DeleteAsync(Tx tx, string workspace, string id) => tx.ExecuteAsync(
        "update form set state = 'deleted', deleted_at = @Now where workspace_id = @Workspace and id = @Id and state = 'live'",
        new { tx.Now, Workspace = workspace, Id = id });

    public static Task<int> RestoreAsync(Tx tx, string workspace, string id) => tx.ExecuteAsync(
        "update form set state = 'live', deleted_at = null where workspace_id = @Workspace and id = @Id and state = 'deleted'",
        new { Workspace = workspace, Id = id });

    /// <summary>The live forms with what came through each since a moment, and how much of it was held as spam from the given score.</summary>
    public static Task<List<FormCount>> CountsAsync(Tx tx, string workspace, Instant since, int heldFrom) => tx.ListAsync<FormCount>(
        """
        select f.id, f.name, f.kind, count(r.id) as requests, max(r.arrived_at) as latest_at,
          cast(coalesce(sum(case when r.spam_score >= @HeldFrom then 1 else 0 end), 0) as bigint) as held,
          cast(coalesce((select sum(t.posts) from form_refusal t
            where t.workspace_id = f.workspace_id and t.form_id = f.id and t.hour >= @Since), 0) as bigint) as turned_away
        from form f left join request r on r.workspace_id = f.workspace_id and r.form_id = f.id and r.arrived_at >= @Since
        where f.workspace_id = @Workspace and f.state = 'live'
        group by f.workspace_id, f.id, f.name, f.kind order by f.name, f.id
        """,
        new { HeldFrom = heldFrom, Since = since, Workspace = workspace });

    static string Json(IReadOnlyList<FormField> fields) => JsonSerializer.Serialize(fields, JsonSerializerOptions.Web);

    static string NewKey(Chance chance) => "hrf_" + chance.NewToken();
}

/// <summary>What people write about a form.</summary>
internal sealed record FormText(string Name, string Kind, string Title, string? Intro, IReadOnlyList<FormField> Fields,
    string Button, string Thanks, IReadOnlyList<string> Next);

/// <summary>A form in the list, with its traffic.</summary>
public sealed record FormCount
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public long Requests { get; init; }

    public Instant? LatestAt { get; init; }

    public long Held { get; init; }

    public long TurnedAway { get; init; }
}
