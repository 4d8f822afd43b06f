using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Workspaces;

/// <summary>Whether a rep takes leads right now. Away, they keep what they have and get nothing new.</summary>
internal sealed class Presence(Database database, Sessions sessions)
{
    public Task SetAsync(string workspace, string rep, bool isPresent, CancellationToken cancel = default) =>
        database.WriteAsync(async tx =>
    {
        var changed = await tx.ExecuteAsync(
            "update rep set present = @Present where workspace_id = @Workspace and id = @Rep and present <> @Present",
            new { Present = isPresent, Workspace = workspace, Rep = rep });
        if (changed == 0) return;
        PolicyStore.RosterChanged(tx, workspace);
        sessions.Forget(tx);
    }, cancel);
}
