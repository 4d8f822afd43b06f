using Handraiser.App.Features.Leads.Case;
using Handraiser.App.Features.Leads.Inbox;
using Handraiser.App.Features.Leads.Merge;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Leads;

internal static class LeadsFeature
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<ChangeLead>().AddSingleton<GiveWaiting>().AddSingleton<LeadDesk>()
            .AddSingleton<MergeLeads>();
        services.AddDueLoop("waiting leads", provider => provider.GetRequiredService<GiveWaiting>().RunDueAsync);
    }

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        app.MapInbox();
        app.MapLeadPages();
        var api = app.MapGroup("/api/v1/leads").RequireKey().WithTags("Leads");
        api.MapGet("/", LeadsApi.ListAsync).Describe<LeadPage>("listLeads", "Lists leads, newest first",
            "`next` is the `cursor` of the next page; on the last one it is null.", problems: [400]);
        api.MapGet("/{id}", LeadsApi.GetAsync).Describe<LeadDetail>("getLead", "Tells everything about a lead",
            "Its owners and why each was chosen, who else was looked at, its clocks and their steps.", problems: [404]);
        api.MapGet("/{id}/events", LeadsApi.EventsAsync).Describe<IReadOnlyList<EventView>>("listEvents",
            "Tells a lead's history",
            "Each event is sealed by the hash of all that came before it.", problems: [404]);
        api.MapPost("/{id}/claim", LeadsApi.ClaimAsync).Act("claimLead", "Takes a lead for a rep",
            "Of many at once one wins; the others are told who did, in `holder`.");
        api.MapPost("/{id}/assignment", LeadsApi.AssignAsync).Act("assignLead", "Gives a lead to a rep");
        api.MapPost("/{id}/touches", LeadsApi.TouchAsync).Act("recordTouch", "Writes down what was done towards a lead",
            "A touch of a sufficient grade meets the clock. What a rep reports counts from now; what a system observed, from when it was.");
        api.MapPost("/{id}/close", LeadsApi.CloseAsync).Act("closeLead", "Closes a lead");
        api.MapPost("/{id}/merge", LeadsApi.MergeAsync).Act("mergeLead",
            "Merges a lead into another one of the same buyer",
            "The other goes on with its owner, all requests and touches and the clock that is due first. It is what is answered.");
    }

    static void Act(this RouteHandlerBuilder endpoint, string name, string summary, string? more = null) =>
        endpoint.Describe<LeadView>(name, summary, more, problems: [400, 404, 409, 415]);
}
