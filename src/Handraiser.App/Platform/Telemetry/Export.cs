using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Handraiser.App.Platform.Telemetry;

/// <summary>What the program tells about itself: its log, and with a collector its metrics and traces.</summary>
internal static class Export
{
    const string Name = "handraiser";

    static readonly string[] Meters =
        ["Handraiser", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting",
            "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http"];

    static readonly string[] Sources = ["Handraiser", "Npgsql", "Microsoft.AspNetCore", "System.Net.Http"];

    /// <summary>Sends metrics and traces to a collector (OTLP over HTTP); without an address, nothing.</summary>
    public static void AddTelemetry(this IServiceCollection services, string collector)
    {
        if (collector.Length == 0) return;
        var resource = ResourceBuilder.CreateDefault().AddService(Name,
            serviceVersion: typeof(Export).Assembly.GetName().Version?.ToString(3));
        // Made when the host starts and flushed when it stops.
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter(to => Aim(to, collector, "metrics")).Build());
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
            .AddOtlpExporter(to => Aim(to, collector, "traces")).Build());
        services.AddHostedService<Exporting>();
    }

    public static void AddLog(this ILoggingBuilder logging, string form)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning)
            // It would say at each start that its keys lie in the database as they are, which they do on purpose.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (form == "json")
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) =
                (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        }
        else
        {
            logging.AddSimpleConsole(console =>
                (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat, console.ColorBehavior) =
                (true, true, "yyyy-MM-dd HH:mm:ss'Z' ", LoggerColorBehavior.Disabled));
        }
    }

    static void Aim(OtlpExporterOptions to, string collector, string signal) =>
        (to.Protocol, to.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri($"{collector}/v1/{signal}"));

    /// <summary>Asks for both once, so that they begin; the container disposes of them, which sends what is
    /// left.</summary>
    sealed class Exporting(MeterProvider meters, TracerProvider tracers) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) =>
            Task.Run(() => (meters.ForceFlush(2000), tracers.ForceFlush(2000)), cancellationToken);
    }
}
