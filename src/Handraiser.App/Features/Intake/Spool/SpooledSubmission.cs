using System.Text.Encodings.Web;
using System.Text.Json;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;
using Handraiser.Core.Screening;
using NodaTime;

namespace Handraiser.App.Features.Intake.Spool;

/// <summary>A submission as it lies in the spool: byte for byte, with what was known of it when it came.</summary>
internal sealed record SpooledSubmission
{
    static readonly JsonSerializerOptions Plain =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What its sender was told: the id of the request that it becomes.</summary>
    public required string Receipt { get; init; }

    /// <summary>When it came, in microseconds since 1970.</summary>
    public required long ReceivedAt { get; init; }

    public required string WorkspaceId { get; init; }

    public required string Channel { get; init; }

    public string? FormId { get; init; }

    /// <summary>The kind of request that it was taken as.</summary>
    public string? Kind { get; init; }

    public string? KeyId { get; init; }

    public required string IdempotencyKey { get; init; }

    public string? ContentType { get; init; }

    public required string Raw { get; init; }

    public string? Network { get; init; }

    public string? Agent { get; init; }

    public bool MayImport { get; init; }

    public string? HeldBecause { get; init; }

    public required SpamSignals Signals { get; init; }

    public static SpooledSubmission Of(Submission submission, Instant received) => new()
    {
        Receipt = submission.Receipt!, ReceivedAt = received.Micros(), WorkspaceId = submission.WorkspaceId,
        Channel = submission.Channel, FormId = submission.FormId, Kind = submission.Body.Kind?.Text(),
        KeyId = submission.KeyId, IdempotencyKey = submission.IdempotencyKey!, ContentType = submission.ContentType,
        Raw = submission.Raw, Network = submission.Network, Agent = submission.Agent, MayImport = submission.MayImport,
        HeldBecause = submission.HeldBecause, Signals = submission.Signals with { Message = null },
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Plain);

    public static SpooledSubmission Read(byte[] text) => JsonSerializer.Deserialize<SpooledSubmission>(text, Plain)!;

    /// <summary>As it reached us, read again with the parser of what it came as.</summary>
    public Submission Again() => new StoredSubmission
    {
        WorkspaceId = WorkspaceId, Channel = Channel, FormId = FormId, FormKind = Kind, KeyId = KeyId,
        IdempotencyKey = IdempotencyKey, ContentType = ContentType, Body = Raw, Network = Network, Agent = Agent,
    }.Read(new IntakeWork(Receipt, MayImport, HeldBecause, Signals)) with
    {
        Receipt = Receipt, ReceivedAt = Arguments.FromMicros(ReceivedAt),
    };

    /// <summary>The same without its meaning, for when the parser fails: it is stored, and read when that is mended.</summary>
    public Submission Unread() => new()
    {
        WorkspaceId = WorkspaceId, Channel = Channel, FormId = FormId, KeyId = KeyId, IdempotencyKey = IdempotencyKey,
        ContentType = ContentType, Raw = Raw, Network = Network, Agent = Agent, MayImport = MayImport,
        HeldBecause = HeldBecause, Signals = Signals, Body = new RequestBody(), Receipt = Receipt,
        ReceivedAt = Arguments.FromMicros(ReceivedAt),
    };
}
