using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Handraiser.App.Features.Workspaces.Preferences;

/// <summary>What admins decide for the whole workspace: its name and zone, and which programs may call.</summary>
internal static class SettingsPages
{
    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        var settings = app.MapGroup("/settings").RequireAdmin().ExcludeFromDescription();
        settings.MapGet("", (HttpContext http, Database database, CancellationToken cancel) =>
            PageAsync(http, database, null, cancel));
        settings.MapPost("", RenameAsync);
        settings.MapPost("/keys", AddKeyAsync);
        settings.MapPost("/keys/{id}/revoke", RevokeAsync);
    }

    static async Task<IResult> RenameAsync(
        HttpContext http, Database database, Sessions sessions, [FromForm] WorkspaceForm? form,
            CancellationToken cancel)
    {
        form ??= new();
        var faults = new List<(string, string)>();
        if (RepFields.NameFault(form.Name) is { } name) faults.Add(("Name", name));
        if (RepFields.ZoneFault(form.Zone) is { } zone) faults.Add(("Zone", zone));
        if (faults.Count > 0) return new Refused(400, "Nothing was changed.", faults);
        await database.WriteAsync(tx =>
        {
            var workspace = http.Rep()!.WorkspaceId;
            tx.Add("update workspace set name = @Name, zone = @Zone where id = @Workspace",
                new { Name = form.Name!.Trim(), form.Zone, Workspace = workspace });
            PolicyStore.RosterChanged(tx, workspace);
            sessions.Forget(tx);
            return Task.CompletedTask;
        }, cancel);
        return new SeeOther("/settings");
    }

    static async Task<IResult> AddKeyAsync(HttpContext http, Database database, Chance chance,
        [FromForm] KeyForm? form, CancellationToken cancel)
    {
        form ??= new();
        var faults = new List<(string, string)>();
        if (RepFields.NameFault(form.KeyName) is { } name) faults.Add(("KeyName", name));
        if (form.Scope is not (KeyScope.Api or KeyScope.Import or KeyScope.Erase))
        {
            faults.Add(("Scope", "Choose what it may do."));
        }
        if (faults.Count > 0) return new Refused(400, "No key was made.", faults);
        var key = await database.WriteAsync(tx => Task.FromResult(
            ApiKeys.Add(tx, chance, http.Rep()!.WorkspaceId, form.KeyName!.Trim(), form.Scope!)), cancel);
        return await PageAsync(http, database, key, cancel);
    }

    static async Task<IResult> RevokeAsync(HttpContext http, Database database, ApiKeys keys, string id,
        CancellationToken cancel)
    {
        var revoked = await database.WriteAsync(tx =>
        {
            tx.AfterCommit(keys.Forget);
            return KeyStore.RevokeAsync(tx, http.Rep()!.WorkspaceId, id);
        }, cancel);
        return revoked ? new SeeOther("/settings") : TypedResults.NotFound();
    }

    static Task<IResult> PageAsync(HttpContext http, Database database, string? newKey, CancellationToken cancel) =>
        database.ReadAsync(async tx =>
    {
        var workspace = http.Rep()!.WorkspaceId;
        var zone = await tx.SingleAsync<string>("select zone from workspace where id = @Workspace",
            new { Workspace = workspace });
        return (IResult)new RazorComponentResult<SettingsPage>(new
        {
            tx.Now, Zone = zone!, Keys = await KeyStore.AllAsync(tx, workspace), NewKey = newKey,
        });
    }, cancel);
}

/// <summary>As the form sends it.</summary>
public sealed record WorkspaceForm
{
    public string? Name { get; init; }

    public string? Zone { get; init; }
}

public sealed record KeyForm
{
    public string? KeyName { get; init; }

    public string? Scope { get; init; }
}
