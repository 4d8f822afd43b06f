using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Live;

internal static class LiveFeature
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveWatch>();
        services.AddDueLoop("live", provider => provider.GetRequiredService<LiveWatch>().LookAsync);
        services.AddSingleton<IHostedService>(provider => new NotifyBridge(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<Signal>(),
                provider.GetRequiredService<Chance>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NotifyBridge>>()));
    }

    public static void MapLive(this IEndpointRouteBuilder app) =>
        app.MapGet("/live", LiveStream.RunAsync).RequireRep().ExcludeFromDescription();
}
