using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Clocks;

internal static class ClocksFeature
{
    public static void AddClocks(this IServiceCollection services)
    {
        services.AddSingleton<ClimbLadder>();
        services.AddDueLoop("ladders", provider => provider.GetRequiredService<ClimbLadder>().RunDueAsync);
    }
}
