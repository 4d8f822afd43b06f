using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Http;

namespace Handraiser.App.Features.Erasure;

internal static class ErasureFeature
{
    public static void AddErasure(this IServiceCollection services) =>
        services.AddSingleton<ErasePerson>().AddSingleton<ErasureLog>();

    public static void MapErasure(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/leads/{id}/erasure", ErasureApi.PostAsync).RequireKey().WithTags("Leads")
            .Describe<ErasureView>("erasePerson", "Erases the person of a lead, with all that they ever sent",
                "For a key that may erase. It cannot be taken back; done again, it answers what was done the first time. "
                + "The lead and its history stay as a tombstone, and `person.erased` goes to webhooks.", problems: [403, 404]);
        var pages = app.MapGroup("/leads/{id}/erasure").RequireAdmin().ExcludeFromDescription();
        pages.MapGet("", ErasurePages.ShowAsync);
        pages.MapPost("", ErasurePages.EraseAsync);
    }
}
