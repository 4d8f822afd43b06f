using System.Text.Json;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;

namespace Handraiser.App.Features.Leads;

/// <summary>What rules may ask of a lead that arrived earlier: its first request as it was stored.</summary>
internal static class LeadFacts
{
    public static async Task<Facts> OfAsync(Tx tx, string workspace, string lead)
    {
        var text = await tx.SingleAsync<string>(
            "select facts from request where workspace_id = @Workspace and lead_id = @Lead order by arrived_at, id limit 1",
            new { Workspace = workspace, Lead = lead });
        return new Facts(JsonSerializer.Deserialize<Dictionary<string, string>>(text ?? "{}")!);
    }
}
