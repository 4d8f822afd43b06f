using System.Globalization;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// Alive: the process answers. Ready: the database took a write just now, or it is away and this node takes requests without
/// it; and we are not on our way out. A balancer sends people only where it is ready.
/// </summary>
internal sealed class Readiness(
    Database.Database database, Standby standby, TimeProvider time, IHostApplicationLifetime lifetime) : IDisposable
{
    /// <summary>A write that takes longer than this serves nobody.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asking more often than this costs no further write.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim gate = new(1, 1);
    (DateTimeOffset Until, (string? Why, bool IsAway) Found) last;

    /// <summary>Whether it is ready, and what there is to say about it.</summary>
    public async Task<(bool IsReady, string Text)> AskAsync(CancellationToken cancel)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return (false, "It is stopping.");
        var (why, isAway) = await WhyNotAsync(cancel);
        var waiting = standby.Waiting(null) is { Count: > 0 and var count, Since: { } since }
            ? string.Create(CultureInfo.InvariantCulture, $" Requests that wait in the spool: {count}, since {since.Iso()}.") : "";
        if (standby.Fault() is { } fault) return (false, $"{fault} {why}{waiting}");
        if (why is null) return (true, waiting.Length == 0 ? "ready" : "ready." + waiting);
        return isAway && standby.IsTaking() ? (true, $"ready for requests alone. {why}{waiting}") : (false, why + waiting);
    }

    async Task<(string? Why, bool IsAway)> WhyNotAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (last.Until > time.GetUtcNow()) return last.Found;
            last = (time.GetUtcNow() + Memory, await WriteAsync());
            return last.Found;
        }
        finally { gate.Release(); }
    }

    public void Dispose() => gate.Dispose();

    async Task<(string? Why, bool IsAway)> WriteAsync()
    {
        try
        {
            await database.WriteAsync(tx => tx.ExecuteAsync(
                "insert into probe (name, at) values ('ready', @Now) on conflict (name) do update set at = excluded.at", new { tx.Now }))
                .WaitAsync(Patience);
            return (null, false);
        }
        catch (TimeoutException) { return (string.Create(CultureInfo.InvariantCulture,
            $"The database took no write within {Patience.TotalSeconds} s."), true); }
        // Whatever it is, it is the answer to the question.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return ("The database takes no writes.", failure is DatabaseUnavailableException);
        }
    }
}

internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => "alive").ExcludeFromDescription();
        app.MapGet("/readyz", async (HttpContext http, Readiness readiness, CancellationToken cancel) =>
        {
            var (isReady, text) = await readiness.AskAsync(cancel);
            if (isReady) return (IResult)TypedResults.Text(text);
            http.Response.Headers.RetryAfter = "5";
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "Not ready.", text);
        }).ExcludeFromDescription();
    }
}
