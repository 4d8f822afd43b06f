using System.Globalization;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using NodaTime;

namespace Handraiser.App.Features.Live;

/// <summary>
/// The stream that a page listens to: server-sent events, each with a number to resume after and topics to refresh.
/// It holds no content, so nothing is shown that the page's own endpoints would not show.
/// </summary>
internal static class LiveStream
{
    /// <summary>How soon a session that has ended is noticed here.</summary>
    static readonly TimeSpan Check = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Silence after which a sign of life is sent, before something on the way gives the connection up.
    /// </summary>
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How long a write may take before whoever reads is taken for gone.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static readonly Duration LongestCommit = Duration.FromSeconds(10);

    public static async Task RunAsync(HttpContext http, LiveWatch watch, Database database, TimeProvider time,
        IHostApplicationLifetime lifetime, string? lastEventId)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted,
            lifetime.ApplicationStopping);
        var workspace = http.Rep()!.WorkspaceId;
        var listener = await watch.ListenAsync(workspace, ending.Token);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            await WriteAsync(http, "retry: 1000\n: here\n\n", ending.Token);
            if (After(http, lastEventId) is { } after)
            {
                await CatchUpAsync(http, database, workspace, after, ending.Token);
            }
            await FollowAsync(http, listener, time, ending.Token);
        }
        catch (OperationCanceledException) { }
        catch (IOException) { }
        finally { watch.Leave(listener); }
    }

    static async Task CatchUpAsync(HttpContext http, Database database, string workspace, long after,
        CancellationToken cancel)
    {
        var missed = await database.ReadAsync(tx =>
            LiveEvents.MissedAsync(tx, workspace, after, LongestCommit), cancel);
        if (missed.Count == 0) return;
        var topics = missed.Count >= LiveEvents.Most ? LiveTopics.Everything : LiveTopics.Of(missed);
        await WriteAsync(http, Text(new(Math.Max(after, missed.Max(one => one.Id)), topics)), cancel);
    }

    static async Task FollowAsync(HttpContext http, LiveListener listener, TimeProvider time, CancellationToken cancel)
    {
        var silentSince = time.GetTimestamp();
        var more = listener.News.WaitToReadAsync(cancel).AsTask();
        while (true)
        {
            await Task.WhenAny(more, Task.Delay(Check, time, cancel));
            if (!await http.StillSignedInAsync()) return;
            if (more.IsCompleted)
            {
                if (!await more) return;
                while (listener.News.TryRead(out var news)) await WriteAsync(http, Text(news), cancel);
                more = listener.News.WaitToReadAsync(cancel).AsTask();
                silentSince = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(silentSince) >= Heartbeat)
            {
                await WriteAsync(http, ": still here\n\n", cancel);
                silentSince = time.GetTimestamp();
            }
        }
    }

    static async Task WriteAsync(HttpContext http, string text, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        await http.Response.WriteAsync(text, patience.Token);
        await http.Response.Body.FlushAsync(patience.Token);
    }

    static string Text(LiveNews news) =>
        string.Create(CultureInfo.InvariantCulture, $"id: {news.Id}\ndata: {news.Topics}\n\n");

    static long? After(HttpContext http, string? asked) =>
        long.TryParse(http.Request.Headers["Last-Event-ID"].FirstOrDefault()
            ?? asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
