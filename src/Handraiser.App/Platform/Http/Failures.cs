using System.Diagnostics;
using System.Text.Json;
using Handraiser.App.Platform.Database;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handraiser.App.Platform.Http;

/// <summary>
/// What is answered when something went wrong: a page to a person, problem details to a program, and to both a
/// number to
/// find it by in the logs. Never what went wrong inside.
/// </summary>
internal static class Failures
{
    public static void UseFailures(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>Refuses what no endpoint of ours ever takes, whatever the path.</summary>
    public static void UseKnownMethods(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS") return next(http);
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
        return Task.CompletedTask;
    });

    public static Task WriteAsync(HttpContext http, int status, string? title = null, string? detail = null)
    {
        http.Response.StatusCode = status;
        var (said, advice) = Words(status);
        var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        IResult answer = http.Request.WantsPage()
            ? new RazorComponentResult<FailurePage>(new
            {
                Status = status, Heading = title ?? said, Advice = detail ?? advice, Trace = status >= 500 ? trace
                    : null,
            }) { StatusCode = status }
            : Problems.Of(status, title ?? said, detail, [new("traceId", trace)]);
        return answer.ExecuteAsync(http);
    }

    static async Task AnswerAsync(HttpContext http)
    {
        var thrown = http.Features.Get<IExceptionHandlerFeature>();
        var failure = thrown?.Error;
        if (failure is DatabaseUnavailableException) http.Response.Headers.RetryAfter = "5";
        if (failure is BadHttpRequestException { InnerException: JsonException json } && !http.Request.WantsPage())
        {
            await Problems.Fields(StatusCodes.Status400BadRequest, Words(StatusCodes.Status400BadRequest).Title,
                await Misread.OfAsync(http, thrown?.Endpoint, json)).ExecuteAsync(http);
            return;
        }
        await WriteAsync(http, failure switch
        {
            DatabaseUnavailableException => StatusCodes.Status503ServiceUnavailable,
            BadHttpRequestException bad => bad.StatusCode,
            _ => StatusCodes.Status500InternalServerError,
        });
    }

    static (string Title, string Advice) Words(int status) => status switch
    {
        400 => ("That request cannot be understood.", "Go back and try again."),
        401 => ("Sign in first.", "Then try again."),
        403 => ("You may not do that.", "Ask an administrator of your workspace."),
        404 => ("There is nothing here.", "The address may be mistyped, or what was here is gone."),
        405 => ("That cannot be done here.", "Go back and try again."),
        413 => ("That is too large.", "Send less at once."),
        415 => ("That kind of content is not taken here.", "Go back and try again."),
        429 => ("Too many tries.", "Wait a moment, then try again."),
        503 => ("Handraiser cannot reach its database.",
            "Nothing was saved. It tries again by itself; reload in a few seconds."),
        >= 500 => ("Something went wrong on our side.",
            "Nothing was saved. Try again; if it stays, tell whoever runs Handraiser."),
        _ => ("That did not work.", "Go back and try again."),
    };
}
