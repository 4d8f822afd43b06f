using Handraiser.App.Platform.Database;

namespace Handraiser.App.Features.Reports;

/// <summary>Who gets the report by mail each Monday.</summary>
internal static class Subscribers
{
    public static async Task<bool> HasAsync(Tx tx, string workspace, string rep) => await tx.SingleAsync<string>(
        "select rep_id from report_subscriber where workspace_id = @Workspace and rep_id = @Rep",
        new { Workspace = workspace, Rep = rep }) is not null;

    public static void Add(Tx tx, string workspace, string rep) => tx.Add(
        """
        insert into report_subscriber (workspace_id, rep_id, since) values (@Workspace, @Rep, @Now)
        on conflict (workspace_id, rep_id) do nothing
        """, new { Workspace = workspace, Rep = rep, tx.Now });

    public static void Remove(Tx tx, string workspace, string rep) => tx.Add(
        "delete from report_subscriber where workspace_id = @Workspace and rep_id = @Rep",
        new { Workspace = workspace, Rep = rep });
}
