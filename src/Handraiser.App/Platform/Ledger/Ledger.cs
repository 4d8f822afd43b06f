using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Platform.Ledger;

/// <summary>Where a stream stands: how many events it has and the seal of the last.</summary>
internal readonly record struct StreamHead(string Id, long Events, string Hash)
{
    public static StreamHead New(string id) => new(id, 0, "");
}

/// <summary>
/// The append-only history. Each event carries the hash of everything before it in its stream, so that an edit, a gap or
/// a swap shows. Events hold ids and figures, never a person's data: that lives in rows that can be erased.
/// </summary>
internal static class Ledger
{
    static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Adds an event and returns the stream's new head, which the caller stores with the state it changed.</summary>
    public static StreamHead Append(
        Tx tx, string workspace, StreamHead head, string kind, string actor, object data, Instant? at = null)
    {
        var text = JsonSerializer.Serialize(data, data.GetType(), Plain);
        var moment = at ?? tx.Now;
        var number = head.Events + 1;
        var hash = Seal(head.Hash, number, kind, moment, actor, text);
        tx.Add(
            """
            insert into event (workspace_id, stream, number, kind, at, actor, data, hash)
            values (@Workspace, @Stream, @Number, @Kind, @At, @Actor, @Data, @Hash)
            """,
            new { Workspace = workspace, Stream = head.Id, Number = number, Kind = kind, At = moment, Actor = actor, Data = text, Hash = hash });
        return head with { Events = number, Hash = hash };
    }

    /// <summary>The hash an event must have after the one before it.</summary>
    public static string Seal(string before, long number, string kind, Instant at, string actor, string data)
    {
        const int Small = 2048;
        var text = string.Create(CultureInfo.InvariantCulture, $"{before}\n{number}\n{kind}\n{at.Micros()}\n{actor}\n{data}");
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= Small ? stackalloc byte[Small] : new byte[most];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return Convert.ToHexStringLower(hash);
    }

    public static Task<List<EventRow>> ReadAsync(Tx tx, string workspace, string stream) => tx.ListAsync<EventRow>(
        "select id, stream, number, kind, at, actor, data, hash from event "
        + "where workspace_id = @Workspace and stream = @Stream order by number",
        new { Workspace = workspace, Stream = stream });

    /// <summary>What is wrong with a stream's chain, or null when it is whole.</summary>
    public static string? Check(IReadOnlyList<EventRow> events, StreamHead head)
    {
        var hash = "";
        for (var i = 0; i < events.Count; i++)
        {
            var row = events[i];
            if (row.Number != i + 1) return $"event {i + 1} is missing";
            hash = Seal(hash, row.Number, row.Kind, row.At, row.Actor, row.Data);
            if (hash != row.Hash) return $"event {row.Number} was changed after it was written";
        }
        return events.Count != head.Events || hash != head.Hash ? "the stream's end was cut off or added to" : null;
    }
}

internal sealed record EventRow
{
    public long Id { get; init; }

    public string Stream { get; init; } = "";

    public long Number { get; init; }

    public string Kind { get; init; } = "";

    public Instant At { get; init; }

    public string Actor { get; init; } = "";

    public string Data { get; init; } = "";

    public string Hash { get; init; } = "";
}
