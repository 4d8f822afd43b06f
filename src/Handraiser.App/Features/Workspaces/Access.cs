using System.Security.Claims;
using Handraiser.App.Platform.Http;

namespace Handraiser.App.Features.Workspaces;

/// <summary>Who may use an endpoint.</summary>
internal sealed record RepRequired(string Role);

/// <summary>An endpoint for programs that act for the workspace.</summary>
internal sealed class KeyRequired
{
    public static KeyRequired Mark { get; } = new();
}

/// <summary>
/// Lets in whom an endpoint is for, and nobody else. It works on the endpoint's marks before anything of the request is bound or read, so a
/// stranger learns nothing about what an endpoint takes.
/// </summary>
internal static class Access
{
    /// <summary>For any rep who is signed in. Changes must come from our own pages.</summary>
    public static TBuilder RequireRep<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.Require("rep");

    /// <summary>For managers and admins.</summary>
    public static TBuilder RequireManager<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.Require("manager");

    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.Require("admin");

    /// <summary>For programs with a key that may act. A form's public key may not.</summary>
    public static TBuilder RequireKey<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(KeyRequired.Mark);

    static TBuilder Require<TBuilder>(this TBuilder endpoints, string role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RepRequired(role)).FromOwnPages();

    public static void UseSessions(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Cookies.ContainsKey(Sessions.Cookie)
            && await http.RequestServices.GetRequiredService<Sessions>()
                .FindAsync(http.Request, http.RequestAborted) is { } rep)
        {
            http.Features.Set(rep);
            // The forgery token is bound to this name: one written for somebody else, or before signing in, is refused.
            http.User = new ClaimsPrincipal(
                new ClaimsIdentity([new Claim("sub", $"{rep.WorkspaceId} {rep.RepId}")], "session"));
        }
        if (http.GetEndpoint()?.Metadata.GetMetadata<KeyRequired>() is not null
            && await http.RequestServices.GetRequiredService<ApiKeys>()
                .FindAsync(http.Request, http.RequestAborted) is not { MayAct: true })
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Failures.WriteAsync(http, StatusCodes.Status401Unauthorized, "Send an API key: Authorization: Bearer KEY.");
            return;
        }
        // A group and an endpoint in it may both ask; all of them must agree.
        var asked = http.GetEndpoint()?.Metadata.GetOrderedMetadata<RepRequired>() ?? [];
        if (asked.Count == 0) await next(http);
        else if (http.Rep() is not { } signedIn) await AskToSignInAsync(http);
        else if (asked.All(required => Allows(required, signedIn))) await next(http);
        else await Failures.WriteAsync(http, StatusCodes.Status403Forbidden);
    });

    static bool Allows(RepRequired required, SignedIn rep) => required.Role switch
    {
        "admin" => rep.IsAdmin,
        "manager" => rep.IsManager,
        _ => true,
    };

    static Task AskToSignInAsync(HttpContext http)
    {
        if (!http.Request.WantsPage()) return Failures.WriteAsync(http, StatusCodes.Status401Unauthorized,
            "Sign in first.");
        var back = http.Request.MayChange() ? "/"
            : http.Request.PathBase + http.Request.Path + http.Request.QueryString;
        http.Response.StatusCode = http.Request.MayChange() ? StatusCodes.Status303SeeOther
            : StatusCodes.Status302Found;
        http.Response.Headers.Location = back == "/" ? "/sign-in" : "/sign-in?return=" + Uri.EscapeDataString(back);
        return Task.CompletedTask;
    }
}
