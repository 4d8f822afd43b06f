using System.Text;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Intake;

/// <summary>A submission as it lies in the database.</summary>
internal sealed record StoredSubmission
{
    const string Columns =
        """
        s.workspace_id, s.id, s.channel, s.form_id, s.key_id, s.idempotency_key, s.content_type, s.body, s.body_hash, s.network, s.agent,
        s.state, s.answer, f.kind as form_kind
        """;

    public string WorkspaceId { get; init; } = "";

    public string Id { get; init; } = "";

    public string Channel { get; init; } = "";

    public string? FormId { get; init; }

    public string? FormKind { get; init; }

    public string? KeyId { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? ContentType { get; init; }

    public string Body { get; init; } = "";

    public string BodyHash { get; init; } = "";

    public string? Network { get; init; }

    public string? Agent { get; init; }

    public string State { get; init; } = "";

    public string? Answer { get; init; }

    public static Task<StoredSubmission?> FindAsync(Tx tx, string workspace, string id) => tx.SingleAsync<StoredSubmission>(
        $"""
        select {Columns} from submission s left join form f on f.workspace_id = s.workspace_id and f.id = s.form_id
        where s.workspace_id = @Workspace and s.id = @Id
        """,
        new { Workspace = workspace, Id = id });

    public static Task<StoredSubmission?> FindByKeyAsync(Tx tx, string workspace, string key) => tx.SingleAsync<StoredSubmission>(
        $"""
        select {Columns} from submission s left join form f on f.workspace_id = s.workspace_id and f.id = s.form_id
        where s.workspace_id = @Workspace and s.idempotency_key = @Key
        """,
        new { Workspace = workspace, Key = key });

    /// <summary>All that were stored as they came and are not requests yet: rarely any.</summary>
    public static Task<List<StoredSubmission>> WaitingAsync(Tx tx, string workspace) => tx.ListAsync<StoredSubmission>(
        $"""
        select {Columns} from submission s left join form f on f.workspace_id = s.workspace_id and f.id = s.form_id
        where s.workspace_id = @Workspace and s.state = 'received' order by s.id
        """,
        new { Workspace = workspace });

    /// <summary>Reads it again, with the parser of what it came as.</summary>
    public Submission Read(IntakeWork work)
    {
        var kind = RequestKinds.Parse(FormKind);
        var body = FormPostReader.IsForm(ContentType) ? FormPostBody.Read(FormPost.Read(Body, ContentType), kind ?? RequestKind.Contact).Body
            : JsonBody.Read(Encoding.UTF8.GetBytes(Body)).Body ?? throw new InvalidDataException("The stored body cannot be read.");
        // As it was when it came from a page: its address may hold what is nobody's business.
        if (Channel == "embed") body = PageAddress.Redact(body);
        return new Submission
        {
            WorkspaceId = WorkspaceId, Channel = Channel, FormId = FormId, KeyId = KeyId, IdempotencyKey = IdempotencyKey,
            ContentType = ContentType, Raw = Body, Network = Network, Agent = Agent, Body = body with { Kind = body.Kind ?? kind },
            MayImport = work.MayImport, HeldBecause = work.HeldBecause, Signals = work.Signals with { Message = body.Message },
        };
    }
}
