using Handraiser.App.Features.Workspaces.SigningIn;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Extensions;

namespace Handraiser.App.Features.Workspaces.Profile;

/// <summary>A rep's own settings: name, password, and whether they take leads.</summary>
internal static class ProfilePages
{
    public static void MapProfile(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("").RequireRep().ExcludeFromDescription();
        own.MapGet("/profile", (TimeProvider time) =>
            new RazorComponentResult<ProfilePage>(new { Now = time.GetCurrentInstant() }));
        own.MapPost("/profile", RenameAsync);
        own.MapPost("/profile/password", ChangePasswordAsync);
        own.MapPost("/presence", SetPresenceAsync);
    }

    static async Task<IResult> RenameAsync(
        HttpContext http, Database database, Sessions sessions, [FromForm] ProfileForm? form, CancellationToken cancel)
    {
        form ??= new();
        var me = http.Rep()!;
        var name = form.Name?.Trim() ?? "";
        if (name.Length is 0 or > 100) return new Refused(400, "Your name cannot be taken.",
            ("Name", "Give a name of at most 100 characters."));
        await database.WriteAsync(tx =>
        {
            tx.Add("update rep set name = @Name where workspace_id = @WorkspaceId and id = @RepId",
                new { Name = name, me.WorkspaceId, me.RepId });
            Playbooks.PolicyStore.RosterChanged(tx, me.WorkspaceId);
            sessions.Forget(tx);
            return Task.CompletedTask;
        }, cancel);
        return new SeeOther("/profile");
    }

    static async Task<IResult> ChangePasswordAsync(
        HttpContext http, ChangePassword change, [FromForm] PasswordForm? form, CancellationToken cancel) =>
        await change.RunAsync(http.Rep()!, form?.Old ?? "", form?.New, http.Request.Cookies[Sessions.Cookie],
            cancel) is { } fault
            ? new Refused(400, "The password was not changed.", fault)
            : new SeeOther("/profile");

    static async Task<IResult> SetPresenceAsync(
        HttpContext http, Presence presence, [FromForm] PresenceForm? form, CancellationToken cancel)
    {
        form ??= new();
        var me = http.Rep()!;
        // A switch that is off is not part of its form.
        await presence.SetAsync(me.WorkspaceId, me.RepId, form.Present ?? false, cancel);
        return new SeeOther(OwnReferer(http.Request));
    }

    static string OwnReferer(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from)
        && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? PageRequests.SafeReturn(from.PathAndQuery) : "/";
}

public sealed record ProfileForm
{
    public string? Name { get; init; }
}

public sealed record PasswordForm
{
    public string? Old { get; init; }

    public string? New { get; init; }
}

public sealed record PresenceForm
{
    public bool? Present { get; init; }
}
