using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace Handraiser.App.Features.Playbooks.Pages;

/// <summary>Whose turn it is, for everybody to see.</summary>
internal static class PoolPages
{
    public static void MapPoolPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/pools", ShowAsync).RequireRep().ExcludeFromDescription();

    static Task<RazorComponentResult<PoolsPage>> ShowAsync(HttpContext http, Database database, PolicyStore policies,
        CancellationToken cancel) =>
        database.ReadAsync(async tx =>
        {
            var rep = http.Rep()!;
            var policy = await policies.InForceAsync(tx, rep.WorkspaceId);
            var after = await Live.LiveEvents.LastAsync(tx);
            return new RazorComponentResult<PoolsPage>(new
            {
                Pools = await PoolQueries.AllAsync(tx, policy, rep.RepId), Now = tx.Now,
                    Zone = DateTimeZoneProviders.Tzdb[rep.Zone],
                MayEdit = rep.IsManager,
                    StreamAfter = after.ToString(System.Globalization.CultureInfo.InvariantCulture),
            });
        }, cancel);
}
