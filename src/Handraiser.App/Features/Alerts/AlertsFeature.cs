using Handraiser.App.Features.Webhooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Mail;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Handraiser.App.Features.Alerts;

internal static class AlertsFeature
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton(provider => RouteOf(provider, provider.GetRequiredService<Settings>()));
        services.TryAddSingleton<Dial>(SmtpWire.DialTcpAsync);
        services.AddSingleton<AlertByMail>().AddSingleton<AlertInChat>();
        services.AddSingleton(provider => new JobKind("mail", MailRoute.LaneWidth,
            provider.GetRequiredService<AlertByMail>().RunAsync));
        services.AddSingleton(provider => new JobKind("chat", EndpointPost.LaneWidth,
            provider.GetRequiredService<AlertInChat>().RunAsync));
    }

    static MailRoute RouteOf(IServiceProvider provider, Settings settings) => new(
        provider.GetRequiredService<Database>(), provider.GetRequiredService<Chance>(), provider.GetRequiredService<TimeProvider>(),
        MailTransports.From(settings.Mail, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Dial>()),
        Mailbox.Parse(settings.MailFrom));
}
