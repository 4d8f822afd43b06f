using Handraiser.App.Platform.Database;
using Handraiser.Core.Playbooks;
using NodaTime;

namespace Handraiser.App.Features.Playbooks.Pages;

/// <summary>The playbook as it is edited: the text, what is wrong with it, and what was in force before.</summary>
public sealed record PlaybookScreen(
    string Text, string? Note, PublishedPlaybook InForce, IReadOnlyList<PublishedPlaybook> Versions, Instant Now,
        DateTimeZone Zone)
{
    public IReadOnlyList<PlaybookError> Errors { get; init; } = [];

    /// <summary>The text was looked at and can be published.</summary>
    public bool IsSound { get; init; }

    /// <summary>Who published meanwhile, when that is why this text was not.</summary>
    public string? Overtaken { get; init; }

    public bool IsChanged => Text != InForce.Text.ReplaceLineEndings("\n");
}

/// <summary>A version that was published.</summary>
public sealed record PublishedPlaybook
{
    public long Version { get; init; }

    public string Text { get; init; } = "";

    public string? Note { get; init; }

    public Instant PublishedAt { get; init; }

    public string? By { get; init; }
}

internal static class PlaybookQueries
{
    const int MostVersions = 100;

    public static Task<List<PublishedPlaybook>> VersionsAsync(Tx tx, string workspace) =>
        tx.ListAsync<PublishedPlaybook>(
        """
        select p.version, '' as text, p.note, p.published_at, r.name as by from playbook p
        left join rep r on r.workspace_id = p.workspace_id and r.id = p.published_by
        where p.workspace_id = @Workspace order by p.version desc limit @Most
        """,
        new { Workspace = workspace, Most = MostVersions });

    public static Task<PublishedPlaybook?> FindAsync(Tx tx, string workspace, long version) =>
        tx.SingleAsync<PublishedPlaybook>(
        """
        select p.version, p.text, p.note, p.published_at, r.name as by from playbook p
        left join rep r on r.workspace_id = p.workspace_id and r.id = p.published_by
        where p.workspace_id = @Workspace and p.version = @Version
        """,
        new { Workspace = workspace, Version = version });

    public static async Task<PublishedPlaybook> InForceAsync(Tx tx, string workspace) => (await FindAsync(tx, workspace,
        await tx.SingleAsync<long>("select playbook_version from workspace where id = @Workspace",
            new { Workspace = workspace })))!;
}
