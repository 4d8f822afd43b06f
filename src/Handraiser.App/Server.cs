using Handraiser.App.Features.Alerts;
using Handraiser.App.Features.Clocks;
using Handraiser.App.Features.Erasure;
using Handraiser.App.Features.Forms;
using Handraiser.App.Features.Deliveries;
using Handraiser.App.Features.Intake;
using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Live;
using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Reports;
using Handraiser.App.Features.Webhooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Features.Workspaces.FirstRun;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Platform.Telemetry;
using Handraiser.App.Platform.Ui;

namespace Handraiser.App;

/// <summary>The application: every feature added and mapped, one line each. Time and chance come in here and nowhere else.</summary>
internal static class Server
{
    /// <param name="configure">What a test replaces: its own listener, its own peers.</param>
    public static WebApplication Build(Settings settings, TimeProvider time, Chance chance, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.AddLog(settings.Log);
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 1024 * 1024;
            server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        });
        var services = builder.Services;
        // Made by the container, so that it is closed with it.
        services.AddSingleton(_ => Database.Open(settings.Database, time));
        services.AddWeb(new Uri(settings.BaseUrl));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow);
        services.AddApiDocument();
        services.AddTelemetry(settings.Telemetry);
        AddFeatures(services, settings, time, chance);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseKnownProxies(SettingsTable.Parts(settings.KnownProxies));
        app.UseWeb(new Uri(settings.BaseUrl));
        app.UseKnownHosts(KnownHosts.Of(new Uri(settings.BaseUrl), SettingsTable.Parts(settings.Hosts)));
        app.UseFirstRun();
        app.UseSessions();
        app.UseForgeryLocks(new Uri(settings.BaseUrl));
        IntakeLimits.Use(app);
        app.MapUi();
        app.MapHealth();
        app.MapApiDocument();
        app.MapWorkspaces();
        app.MapForms();
        app.MapIntake();
        app.MapLeads();
        app.MapErasure();
        app.MapWebhooks();
        app.MapDeliveries();
        app.MapPlaybooks();
        app.MapReports();
        app.MapLive();
        return app;
    }

    /// <summary>Everything that works without being asked over HTTP.</summary>
    public static void AddFeatures(IServiceCollection services, Settings settings, TimeProvider time, Chance chance)
    {
        services.AddSingleton(settings).AddSingleton(time).AddSingleton(chance);
        services.AddJobs();
        services.AddPlaybooks();
        services.AddWorkspaces();
        services.AddForms();
        services.AddIntake();
        services.AddLeads();
        services.AddErasure();
        services.AddClocks();
        services.AddAlerts();
        services.AddWebhooks();
        services.AddDeliveries();
        services.AddReports();
        services.AddLive();
    }
}
