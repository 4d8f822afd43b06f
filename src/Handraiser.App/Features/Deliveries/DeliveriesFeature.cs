using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Deliveries;

internal static class DeliveriesFeature
{
    public static void AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<ResendDelivery>().AddSingleton<SweepJobs>();
        services.AddDueLoop("sweep", provider => new Pace(provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromMinutes(1))
            .Of(provider.GetRequiredService<SweepJobs>().RunDueAsync));
    }

    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/deliveries").RequireManager().ExcludeFromDescription();
        pages.MapGet("", DeliveryPages.ShowAsync);
        pages.MapPost("/{id}/resend", DeliveryPages.ResendAsync);
        pages.MapPost("/resend", DeliveryPages.ResendParkedAsync);
    }
}
