using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Workspaces.Preferences;

/// <summary>A program's key as it is listed: all that is known of it after it was shown.</summary>
public sealed record KeyListing
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Scope { get; init; } = "";

    public string Hint { get; init; } = "";

    public Instant CreatedAt { get; init; }

    public Instant? RevokedAt { get; init; }
}

internal static class KeyStore
{
    public static Task<List<KeyListing>> AllAsync(Tx tx, string workspace) => tx.ListAsync<KeyListing>(
        """
        select id, name, scope, hint, created_at, revoked_at from api_key where workspace_id = @Workspace
        order by case when revoked_at is null then 0 else 1 end, created_at desc
        """,
        new { Workspace = workspace });

    /// <returns>Whether there was such a key.</returns>
    public static async Task<bool> RevokeAsync(Tx tx, string workspace, string key) => await tx.ExecuteAsync(
        "update api_key set revoked_at = coalesce(revoked_at, @Now) where workspace_id = @Workspace and id = @Key",
        new { tx.Now, Workspace = workspace, Key = key }) == 1;
}
