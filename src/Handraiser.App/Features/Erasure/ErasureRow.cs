using System.Text.Json;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Erasure;

/// <summary>An erasure as it is kept: ids, figures, when, and by whom. Nothing in it tells who it was.</summary>
internal sealed record ErasureRow
{
    public string WorkspaceId { get; init; } = "";

    public string Id { get; init; } = "";

    public Instant At { get; init; }

    public string Actor { get; init; } = "";

    /// <summary>The ids of all the people that they were, as a JSON list.</summary>
    public string People { get; init; } = "[]";

    public long Leads { get; init; }

    public long Requests { get; init; }

    /// <summary>Messages about them that waited and are never sent.</summary>
    public long CalledOff { get; init; }

    /// <summary>Messages about them that were being sent, or in doubt: they may have arrived.</summary>
    public long UnderWay { get; init; }

    public IReadOnlyList<string> PeopleList => JsonSerializer.Deserialize<List<string>>(People)!;

    public static Task<ErasureRow?> FindAsync(Tx tx, string workspace, string id) => tx.SingleAsync<ErasureRow>(
        "select * from erasure where workspace_id = @Workspace and id = @Id", new { Workspace = workspace, Id = id });

    public void Insert(Tx tx) => tx.Add(
        """
        insert into erasure (workspace_id, id, at, actor, people, leads, requests, called_off, under_way)
        values (@WorkspaceId, @Id, @At, @Actor, @People, @Leads, @Requests, @CalledOff, @UnderWay)
        """,
        new { WorkspaceId, Id, At, Actor, People, Leads, Requests, CalledOff, UnderWay });
}

/// <summary>What became of an erasure that was asked for.</summary>
internal abstract record ErasureResult
{
    private ErasureResult() { }

    /// <param name="Repeat">The person had been erased before; this is what was done then.</param>
    public sealed record Done(ErasureRow Erasure, bool Repeat) : ErasureResult;

    public sealed record NotFound : ErasureResult;

    public sealed record Refused(string Why) : ErasureResult;
}
