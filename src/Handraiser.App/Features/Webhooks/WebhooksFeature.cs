using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Http;
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
            provider.GetRequiredService<TimeProvider>(), connections: provider.GetService<HttpMessageHandler>()));
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
        var api = app.MapGroup("/api/v1/endpoints").RequireKey().WithTags("Endpoints");
        api.MapGet("/", EndpointsApi.ListAsync).Describe<EndpointList>("listEndpoints",
            "Lists webhooks and chats, without secrets");
        api.MapPost("/", EndpointsApi.AddAsync).Describe<EndpointView>("addEndpoint", "Makes a webhook or a chat",
            "A webhook's secret is in this answer and in no other.", 201, [400, 415]);
        api.MapDelete("/{id}", EndpointsApi.RemoveAsync).Done("removeEndpoint",
            "Deletes an endpoint; what waits for it is dropped");
        api.MapPost("/{id}/test", EndpointsApi.TestAsync).Describe<PingAnswer>("testEndpoint",
            "Sends a ping now, as events are sent",
            problems: [404]);
        api.MapPost("/{id}/rotate", EndpointsApi.RotateAsync).Describe<EndpointView>("rotateSecret",
            "Gives an endpoint a new secret",
            "The old one signs too for 24 hours.", problems: [404]);
        api.MapPost("/{id}/enable", EndpointsApi.EnableAsync).Done("enableEndpoint", "Sends to an endpoint again");
        api.MapPost("/{id}/disable", EndpointsApi.DisableAsync).Done("disableEndpoint", "Sends to an endpoint no more");

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

    static void Done(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.Describe(name, summary, problems: [404]).Produces(StatusCodes.Status204NoContent);
}
