using Handraiser.App.Features.Leads.Case;
using Handraiser.App.Features.Leads.Inbox;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Leads;

internal static class LeadsFeature
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<ChangeLead>().AddSingleton<GiveWaiting>().AddSingleton<LeadDesk>();
        services.AddDueLoop("waiting leads", provider => provider.GetRequiredService<GiveWaiting>().RunDueAsync);
    }

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        app.MapInbox();
        app.MapLeadPages();
        var api = app.MapGroup("/api/v1/leads").RequireKey();
        api.MapGet("/", LeadsApi.ListAsync);
        api.MapGet("/{id}", LeadsApi.GetAsync);
        api.MapGet("/{id}/events", LeadsApi.EventsAsync);
        api.MapPost("/{id}/claim", LeadsApi.ClaimAsync);
        api.MapPost("/{id}/assignment", LeadsApi.AssignAsync);
        api.MapPost("/{id}/touches", LeadsApi.TouchAsync);
        api.MapPost("/{id}/close", LeadsApi.CloseAsync);
    }
}
