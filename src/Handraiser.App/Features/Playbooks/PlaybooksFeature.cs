using Handraiser.App.Features.Playbooks.Pages;

namespace Handraiser.App.Features.Playbooks;

internal static class PlaybooksFeature
{
    public static void AddPlaybooks(this IServiceCollection services) => services.AddSingleton<PolicyStore>();

    public static void MapPlaybooks(this IEndpointRouteBuilder app)
    {
        app.MapPlaybookPages();
        app.MapPoolPages();
    }
}
