using Handraiser.App.Features.Intake;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Handraiser.App.Features.Workspaces.FirstRun;

/// <summary>Until there is a workspace every page leads here, and only who holds the printed link gets
/// further.</summary>
internal static class FirstRunPages
{
    public static void UseFirstRun(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments("/first-run") || path.StartsWithSegments("/assets") || !http.Request.WantsPage()
            || path.Value is "/healthz" or "/readyz" || http.Request.MayChange()
            || !await http.RequestServices.GetRequiredService<FirstRunToken>().IsFirstRunAsync(http.RequestAborted))
        {
            await next(http);
            return;
        }
        http.Response.Redirect("/first-run");
    });

    public static void MapFirstRun(this IEndpointRouteBuilder app)
    {
        app.MapGet("/first-run", ShowAsync).ExcludeFromDescription();
        app.MapPost("/first-run", RunAsync).FromOwnPages().ExcludeFromDescription();
    }

    static async Task<IResult> ShowAsync(FirstRunToken token, [FromQuery(Name = "token")] string? given,
        CancellationToken cancel)
    {
        if (!await token.IsFirstRunAsync(cancel)) return TypedResults.LocalRedirect("/");
        return token.Allows(given) ? Page(200, given!, new FirstRunForm { Zone = "Europe/London" }, [])
            : new RazorComponentResult<FirstRunClosed> { StatusCode = given is null ? 200 : 403 };
    }

    static async Task<IResult> RunAsync(HttpContext http, FirstRunToken token, SetUp setUp, Database database,
        Chance chance,        Settings settings, [FromForm] FirstRunForm? form, CancellationToken cancel)
    {
        form ??= new();
        if (!await token.IsFirstRunAsync(cancel)) return new SeeOther("/");
        if (!token.Allows(form.Token)) return new RazorComponentResult<FirstRunClosed> { StatusCode = 403 };
        var wanted = new WantedWorkspace(form.Workspace, form.Name, form.Email, form.Password, form.Zone);
        var faults = wanted.Faults();
        if (faults.Count > 0) return Page(400, form.Token!, form, faults);
        var made = await setUp.RunFirstAsync(form.Workspace!.Trim(), form.Name!.Trim(), form.Email!, form.Password!,
            form.Zone!, cancel);
        token.End();
        if (made is null) return new SeeOther("/");
        var session = await database.WriteAsync(tx =>
            Task.FromResult(Sessions.Start(tx, chance, made.WorkspaceId, made.AdminId,
            Networks.Of(http.Connection.RemoteIpAddress))), cancel);
        Sessions.Give(http, session, settings.IsHttps);
        return new RazorComponentResult<FirstRunDone>(new { Made = made, settings.BaseUrl });
    }

    static RazorComponentResult<FirstRunPage> Page(
        int status, string token, FirstRunForm form, IReadOnlyList<(string Field, string Problem)> faults) =>
        new(new { Token = token, Form = form, Faults = faults }) { StatusCode = status };
}

/// <summary>As the form sends it.</summary>
public sealed record FirstRunForm
{
    public string? Token { get; init; }

    public string? Workspace { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? Zone { get; init; }
}
