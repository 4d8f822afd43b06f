using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Handraiser.App.Features.Deliveries;

/// <summary>The page on which a manager sees what goes out and sends again what stopped.</summary>
internal static class DeliveryPages
{
    public static async Task<IResult> ShowAsync(HttpContext http, Database database, PolicyStore policies,
        string? tab, string? lane, string? q, CancellationToken cancel)
    {
        var filter = DeliveryFilter.Of(tab, lane, q);
        var (page, now) = await database.ReadAsync(async tx =>
            (await DeliveryList.FindAsync(tx, await policies.InForceAsync(tx, http.Rep()!.WorkspaceId), filter),
                tx.Now), cancel);
        return new RazorComponentResult<DeliveriesPage>(new { Now = now, Page = page, Filter = filter });
    }

    public static async Task<IResult> ResendAsync(HttpContext http, ResendDelivery resend, string id,
        CancellationToken cancel) =>
        await resend.OneAsync(http.Rep()!.WorkspaceId, id, cancel) switch
        {
            true => new SeeOther("/deliveries"),
            false => new Refused(StatusCodes.Status409Conflict, "It is not stopped any more: somebody was quicker."),
            null => new Refused(StatusCodes.Status404NotFound, "There is no such delivery."),
        };

    public static async Task<IResult> ResendParkedAsync(HttpContext http, ResendDelivery resend,
        [FromForm] ResendForm form, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(form.Lane)) return new Refused(StatusCodes.Status400BadRequest,
            "Say which destination.", ("Lane", "Choose where to."));
        await resend.ParkedAsync(http.Rep()!.WorkspaceId, form.Lane, cancel);
        return new SeeOther("/deliveries?lane=" + Uri.EscapeDataString(form.Lane));
    }
}

public sealed record ResendForm
{
    public string? Lane { get; init; }
}
