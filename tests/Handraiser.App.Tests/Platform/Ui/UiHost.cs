using System.Collections.Concurrent;
using System.Threading.Channels;
using Handraiser.App.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handraiser.App.Tests.Platform.Ui;

/// <summary>
/// The gallery on a real port, under the policy that the product's pages live under, and a page whose live region a
/// test writes and announces.
/// </summary>
public sealed class UiHost : IAsyncLifetime
{
    public const string Policy = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    readonly Channel<string> announced = Channel.CreateUnbounded<string>();
    WebApplication? app;

    public string Url { get; private set; } = "";

    /// <summary>What the live region of /page holds when it is asked for.</summary>
    public string Region { get; set; } = "";

    /// <summary>How often the live region was asked for.</summary>
    public int Reads { get; private set; }

    /// <summary>The queries with which browsers have asked for the stream.</summary>
    public ConcurrentQueue<string> Streams { get; } = [];

    /// <summary>What was posted to /act, and how it is answered.</summary>
    public List<string> Acts { get; } = [];

    public Func<IResult> Answer { get; set; } = () => TypedResults.NoContent();

    /// <summary>Ends a stream, as a restart of the server does.</summary>
    public void Drop() => announced.Writer.TryWrite("");

    public void Announce(string topics) => announced.Writer.TryWrite(topics);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Development,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(TimeProvider.System);
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Use((http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = Policy;
            return next(http);
        });
        app.UseAntiforgery();
        app.MapUi();
        MapPage(app);
        await app.StartAsync();
        Url = app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        announced.Writer.Complete();
        await app!.DisposeAsync();
    }

    void MapPage(WebApplication app)
    {
        app.MapGet("/page", () => TypedResults.Content($"""
            <!DOCTYPE html><html lang="en"><head><title>Page</title>
            <link rel="stylesheet" href="{Assets.Url("css/app.css")}">
            <script type="module" src="{Assets.Url("js/app.js")}"></script></head>
            <body data-stream="/stream" data-stream-after="0"><main id="main">
            <div id="region" data-live="/region" data-topics="things">{Region}</div>
            <div id="other" data-live="/other" data-topics="weather"></div></main>
            <div class="toasts" id="toasts" role="status" data-keep></div></body></html>
            """, "text/html"));
        app.MapGet("/other", () => TypedResults.Content("rain", "text/html"));
        app.MapGet("/region", () =>
        {
            Reads++;
            return TypedResults.Content(Region, "text/html");
        });
        app.MapPost("/act", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            lock (Acts)
            {
                Acts.Add("");
            }

            var body = await reader.ReadToEndAsync();
            lock (Acts)
            {
                Acts[^1] = body;
            }

            return Answer();
        });
        app.MapGet("/stream", Stream);
    }

    async Task Stream(HttpContext http)
    {
        Streams.Enqueue(http.Request.QueryString.Value ?? "");
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync(": open\n\n");
        await http.Response.Body.FlushAsync();
        try
        {
            await foreach (var topics in announced.Reader.ReadAllAsync(http.RequestAborted))
            {
                if (topics.Length == 0)
                {
                    return;
                }

                await http.Response.WriteAsync($"id: 41\ndata: {topics}\n\n");
                await http.Response.Body.FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The browser went away.
        }
    }
}
