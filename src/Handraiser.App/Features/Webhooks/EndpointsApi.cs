using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handraiser.App.Features.Webhooks;

/// <summary>An endpoint as programs see it. Its secret is shown when it is made and when it is changed, and never
/// again.</summary>
internal sealed record EndpointView(string Id, string Kind, string Name, string Url, IReadOnlyList<string> Events,
    string State,
    string? FailingSince, string? LastAt, string? LastSaid, string CreatedAt, string? Secret)
{
    public static EndpointView Of(EndpointRow row, string? secret = null) =>
        new(row.Id, row.Kind, row.Name, row.ShownUrl, row.EventList,
        row.State, row.FailingSince?.Iso(), row.LastAt?.Iso(), row.LastSaid, row.CreatedAt.Iso(),
            secret);
}

internal sealed record EndpointList(IReadOnlyList<EndpointView> Endpoints);

/// <summary>Endpoints as a resource for programs that act for the workspace.</summary>
internal static class EndpointsApi
{
    public static async Task<IResult> ListAsync(HttpContext http, ApiKeys keys, Database database,
        CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        var rows = await database.ReadAsync(tx => EndpointStore.AllAsync(tx, caller.WorkspaceId), cancel);
        return TypedResults.Ok(new EndpointList(rows.ConvertAll(row => EndpointView.Of(row))));
    }

    public static async Task<IResult> AddAsync(HttpContext http, ApiKeys keys, EndpointActs acts, EndpointBody body,
        CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        var (made, problems) = await acts.AddAsync(caller.WorkspaceId, body, cancel);
        return made is null
            ? Problems.Fields(StatusCodes.Status400BadRequest, "The endpoint cannot be made.", problems)
            : TypedResults.Created($"/api/v1/endpoints/{made.Row.Id}", EndpointView.Of(made.Row, made.Secret));
    }

    public static Task<IResult> RemoveAsync(HttpContext http, ApiKeys keys, EndpointActs acts, string id,
        CancellationToken cancel) =>
        ActAsync(http, keys, caller => acts.RemoveAsync(caller.WorkspaceId, id, cancel), cancel);

    public static Task<IResult> EnableAsync(HttpContext http, ApiKeys keys, EndpointActs acts, string id,
        CancellationToken cancel) =>
        ActAsync(http, keys, caller => acts.EnableAsync(caller.WorkspaceId, id, cancel), cancel);

    public static Task<IResult> DisableAsync(HttpContext http, ApiKeys keys, EndpointActs acts, string id,
        CancellationToken cancel) =>
        ActAsync(http, keys, caller => acts.DisableAsync(caller.WorkspaceId, id, cancel), cancel);

    public static async Task<IResult> RotateAsync(HttpContext http, ApiKeys keys, EndpointActs acts, string id,
        CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        return await acts.RotateAsync(caller.WorkspaceId, id, cancel) is { } made
            ? TypedResults.Ok(EndpointView.Of(made.Row, made.Secret)) : Problems.NotFound();
    }

    public static async Task<IResult> TestAsync(HttpContext http, ApiKeys keys, PingEndpoint ping, string id,
        CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        return await ping.RunAsync(caller.WorkspaceId, id, cancel) is { } answer ? TypedResults.Ok(answer)
            : Problems.NotFound();
    }

    static async Task<IResult> ActAsync(HttpContext http, ApiKeys keys, Func<ApiCaller, Task<bool>> act,
        CancellationToken cancel)
    {
        if (await CallerAsync(http, keys, cancel) is not { } caller) return Unauthorized();
        return await act(caller) ? TypedResults.NoContent() : Problems.NotFound();
    }

    static async Task<ApiCaller?> CallerAsync(HttpContext http, ApiKeys keys, CancellationToken cancel) =>
        await keys.FindAsync(http.Request, cancel) is { MayAct: true } caller ? caller : null;

    static ProblemHttpResult Unauthorized() =>
        Problems.Of(StatusCodes.Status401Unauthorized, "Send an API key: Authorization: Bearer KEY.");
}
