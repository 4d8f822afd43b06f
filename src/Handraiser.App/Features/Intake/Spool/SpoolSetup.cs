using System.Diagnostics.Metrics;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Jobs;
using NodaTime.Extensions;

namespace Handraiser.App.Features.Intake.Spool;

internal static class SpoolSetup
{
    public static void AddSpool(this IServiceCollection services)
    {
        services.AddSingleton<SpoolDisk>().AddSingleton<SpoolFolder>().AddSingleton<Outage>().AddSingleton<Receipts>()
            .AddSingleton<DrainSpool>().AddSingleton<SpoolFigures>();
        services.AddSingleton(provider =>
        {
            var spool = provider.GetRequiredService<SpoolFolder>();
            return new Standby(() => spool.Fault, () => spool.IsTaking, spool.Waiting);
        });
        services.AddDueLoop("spool", provider =>
        {
            provider.GetRequiredService<SpoolFigures>();
            return provider.GetRequiredService<DrainSpool>().RunDueAsync;
        });
    }
}

/// <summary>What waits in the spool, as metrics.</summary>
internal sealed class SpoolFigures : IDisposable
{
    readonly Meter meter = new("Handraiser");

    public SpoolFigures(SpoolFolder spool, TimeProvider time)
    {
        meter.CreateObservableGauge("handraiser.spool.waiting", () => spool.Waiting().Count,
            description: "Requests that wait on this node for the database.");
        meter.CreateObservableGauge("handraiser.spool.oldest",
            () => spool.Waiting().Since is { } since ? (time.GetCurrentInstant() - since).TotalSeconds : 0, "s",
            "How long the oldest of them has waited.");
        meter.CreateObservableGauge("handraiser.spool.failed", () => spool.Fault is null ? 0 : 1,
            description: "1 when the spool could not write and takes nothing more.");
    }

    public void Dispose() => meter.Dispose();
}
