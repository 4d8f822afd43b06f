using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Routing;

internal static class RoutingFeature
{
    public static void AddPools(this IServiceCollection services)
    {
        services.AddSingleton<PlaceWaiting>();
        services.AddDueLoop("waiting leads", provider => provider.GetRequiredService<PlaceWaiting>().RunDueAsync);
    }
}
