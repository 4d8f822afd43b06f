using Handraiser.App.Features.Deliveries;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Http.Outgoing;
using Handraiser.App.Platform.Jobs;

namespace Handraiser.App.Features.Webhooks;

internal static class WebhooksFeature
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Dialer(
            Destinations.Guard(provider.GetRequiredService<Settings>().AllowPrivate)));
        services.AddSingleton(provider => new OutgoingHttp(provider.GetRequiredService<Dialer>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EndpointPost>().AddSingleton<EndpointActs>().AddSingleton<PingEndpoint>();
        services.AddSingleton<DeliverEvent>().AddSingleton<EndpointMail>().AddSingleton<EndpointWatch>();
        services.AddSingleton(provider => new JobKind("webhook", EndpointPost.LaneWidth,
            provider.GetRequiredService<DeliverEvent>().RunAsync));
        services.AddSingleton(provider => new JobKind(EndpointMail.Kind, 1,
            provider.GetRequiredService<EndpointMail>().RunAsync));
        services.AddDueLoop("endpoints", provider =>
            new Pace(provider.GetRequiredService<TimeProvider>(), TimeSpan.FromSeconds(20))
            .Of(provider.GetRequiredService<EndpointWatch>().RunDueAsync));
    }

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/endpoints").RequireKey();
        api.MapGet("/", EndpointsApi.ListAsync);
        api.MapPost("/", EndpointsApi.AddAsync);
        api.MapDelete("/{id}", EndpointsApi.RemoveAsync);
        api.MapPost("/{id}/test", EndpointsApi.TestAsync);
        api.MapPost("/{id}/rotate", EndpointsApi.RotateAsync);
        api.MapPost("/{id}/enable", EndpointsApi.EnableAsync);
        api.MapPost("/{id}/disable", EndpointsApi.DisableAsync);

        var pages = app.MapGroup("/settings/endpoints").RequireAdmin().ExcludeFromDescription();
        pages.MapGet("", EndpointPages.ListAsync);
        pages.MapGet("/new", EndpointPages.NewAsync);
        pages.MapGet("/{id}", EndpointPages.ShowAsync);
        pages.MapPost("", EndpointPages.AddAsync);
        pages.MapPost("/{id}/test", EndpointPages.TestAsync);
        pages.MapPost("/{id}/rotate", EndpointPages.RotateAsync);
        pages.MapPost("/{id}/enable", EndpointPages.EnableAsync);
        pages.MapPost("/{id}/disable", EndpointPages.DisableAsync);
        pages.MapPost("/{id}/delete", EndpointPages.RemoveAsync);
    }
}
