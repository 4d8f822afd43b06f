using System.Globalization;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// Alive: the process answers. Ready: the database took a write just now, and we are not on our way out. A balancer
/// sends
/// people only where it is ready.
/// </summary>
internal sealed class Readiness(Database.Database database, TimeProvider time, IHostApplicationLifetime lifetime)
    : IDisposable
{
    /// <summary>A write that takes longer than this serves nobody.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asking more often than this costs no further write.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim gate = new(1, 1);
    (DateTimeOffset Until, string? Why) last;

    /// <summary>Why it is not ready; null when it is.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancel)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return "It is stopping.";
        await gate.WaitAsync(cancel);
        try
        {
            if (last.Until > time.GetUtcNow()) return last.Why;
            last = (time.GetUtcNow() + Memory, await WriteAsync());
            return last.Why;
        }
        finally { gate.Release(); }
    }

    public void Dispose() => gate.Dispose();

    async Task<string?> WriteAsync()
    {
        try
        {
            await database.WriteAsync(tx => tx.ExecuteAsync(
                "insert into probe (name, at) values ('ready', @Now) on conflict (name) do update set at = excluded.at", new { tx.Now }))
                .WaitAsync(Patience);
            return null;
        }
        catch (TimeoutException) { return string.Create(CultureInfo.InvariantCulture,
            $"The database took no write within {Patience.TotalSeconds} s."); }
        // Whatever it is, it is the answer to the question.
        catch (Exception failure) when (failure is not OutOfMemoryException) { return "The database takes no writes."; }
    }
}

internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => "alive").ExcludeFromDescription();
        app.MapGet("/readyz", async (HttpContext http, Readiness readiness, CancellationToken cancel) =>
        {
            if (await readiness.WhyNotAsync(cancel) is not { } why) return (IResult)TypedResults.Text("ready");
            http.Response.Headers.RetryAfter = "5";
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "Not ready.", why);
        }).ExcludeFromDescription();
    }
}
