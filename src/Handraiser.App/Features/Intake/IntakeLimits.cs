using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Handraiser.App.Features.Forms;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using NodaTime;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// How much is taken from one side at once: from one network through one form, and from one key through the API. What is
/// turned away is not kept, but counted.
/// </summary>
internal sealed class IntakeLimits(Settings settings, TokenBuckets buckets, Database database, TimeProvider time)
{
    static readonly Counter<long> TurnedAway = new Meter("Handraiser").CreateCounter<long>(
        "handraiser.intake.turned_away", description: "Posts turned away because their network or key sent too many.");

    readonly ConcurrentDictionary<(string Workspace, string Form, Instant Hour), long> uncounted = new();

    /// <summary>Seconds to wait before this network may use this form again; null when it may now.</summary>
    public int? WaitOf(Form form, string? network)
    {
        var allowance = buckets.Take($"f {form.Id} {network}", settings.FormRate, settings.FormRate / 60.0);
        return allowance.IsGiven ? null : allowance.RetryAfterSeconds;
    }

    /// <summary>Counts a post of this form that is turned away now.</summary>
    public void TurnAway(Form form)
    {
        TurnedAway.Add(1);
        uncounted.AddOrUpdate((form.WorkspaceId, form.Id, Hour(time.GetUtcNow())), 1, (_, count) => count + 1);
    }

    /// <summary>Writes down the counts of those turned away, in one commit for all of them.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        if (uncounted.IsEmpty) return 0;
        var counts = new List<((string Workspace, string Form, Instant Hour), long Posts)>();
        foreach (var one in uncounted.Keys)
        {
            if (uncounted.TryRemove(one, out var posts)) counts.Add((one, posts));
        }
        try
        {
            await database.WriteAsync(tx =>
            {
                foreach (var ((workspace, form, hour), posts) in counts) Count(tx, workspace, form, hour, posts);
                return Task.FromResult(true);
            }, cancel);
        }
        catch
        {
            foreach (var (one, posts) in counts) uncounted.AddOrUpdate(one, posts, (_, count) => count + posts);
            throw;
        }
        return 0;
    }

    /// <summary>Holds every answer of the API to its key's allowance, and says in its headers what is left.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var services = http.RequestServices;
        if (!http.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal)
            || await services.GetRequiredService<IntakeCallers>().FindAsync(http.Request, http.RequestAborted) is not { } caller)
        {
            await next(http);
            return;
        }
        var rate = services.GetRequiredService<Settings>().ApiRate;
        var allowance = services.GetRequiredService<TokenBuckets>().Take("k " + caller.KeyId, rate, rate);
        var headers = http.Response.Headers;
        headers["RateLimit-Limit"] = Text(allowance.Limit);
        headers["RateLimit-Remaining"] = Text(allowance.Remaining);
        headers["RateLimit-Reset"] = Text(allowance.ResetSeconds);
        if (allowance.IsGiven)
        {
            await next(http);
            return;
        }
        TurnedAway.Add(1);
        headers.RetryAfter = Text(allowance.RetryAfterSeconds);
        await Problems.Of(StatusCodes.Status429TooManyRequests, $"This key may send {rate} requests a second.").ExecuteAsync(http);
    });

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static void Count(Tx tx, string workspace, string form, Instant hour, long posts) => tx.Add(
        """
        insert into form_refusal (workspace_id, form_id, hour, posts) values (@Workspace, @Form, @Hour, @Posts)
        on conflict (workspace_id, form_id, hour) do update set posts = form_refusal.posts + excluded.posts
        """,
        new { Workspace = workspace, Form = form, Hour = hour, Posts = posts });

    static Instant Hour(DateTimeOffset now) => Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);
}
