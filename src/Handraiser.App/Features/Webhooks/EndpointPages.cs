using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Handraiser.App.Features.Webhooks;

/// <summary>The pages on which an admin adds, tests and changes endpoints. They work without scripts.</summary>
internal static class EndpointPages
{
    const string Place = "/settings/endpoints";

    public static async Task<IResult> ListAsync(HttpContext http, Database database, CancellationToken cancel)
    {
        var (rows, now) =
            await database.ReadAsync(async tx => (await EndpointStore.AllAsync(tx, http.Rep()!.WorkspaceId), tx.Now),
            cancel);
        return new RazorComponentResult<EndpointsPage>(new { Now = now, Rows = rows });
    }

    public static async Task<IResult> NewAsync(Database database, CancellationToken cancel) =>
        new RazorComponentResult<NewEndpointPage>(new { Now = await NowAsync(database, cancel) });

    public static Task<IResult> ShowAsync(HttpContext http, Database database, string id, CancellationToken cancel) =>
        PageAsync(http, database, id, null, null, cancel);

    public static async Task<IResult> AddAsync(HttpContext http, EndpointActs acts, Database database,
        [FromForm] EndpointForm form, CancellationToken cancel)
    {
        var (made, problems) =
            await acts.AddAsync(http.Rep()!.WorkspaceId, new(form.Kind, form.Name, form.Url, form.Events), cancel);
        if (made is null)
        {
            return new RazorComponentResult<NewEndpointPage>(new
            {
                Now = await NowAsync(database, cancel), Form = form,
                Faults = problems.ConvertAll(one => new FieldError(Name(one.Field), one.Problem)),
            }) { StatusCode = StatusCodes.Status400BadRequest };
        }
        return made.Secret is null ? new SeeOther($"{Place}/{made.Row.Id}")
            : await PageAsync(http, database, made.Row.Id, made.Secret, null, cancel);
    }

    public static async Task<IResult> RotateAsync(HttpContext http, EndpointActs acts, Database database, string id,
        CancellationToken cancel) =>
        await acts.RotateAsync(http.Rep()!.WorkspaceId, id, cancel) is { } made
            ? await PageAsync(http, database, id, made.Secret, null, cancel) : Missing();

    public static async Task<IResult> TestAsync(HttpContext http, PingEndpoint ping, Database database, string id,
        CancellationToken cancel) =>
        await ping.RunAsync(http.Rep()!.WorkspaceId, id, cancel) is { } answer
            ? await PageAsync(http, database, id, null, answer, cancel) : Missing();

    public static async Task<IResult> EnableAsync(HttpContext http, EndpointActs acts, string id,
        CancellationToken cancel) =>
        await acts.EnableAsync(http.Rep()!.WorkspaceId, id, cancel) ? new SeeOther($"{Place}/{id}") : Missing();

    public static async Task<IResult> DisableAsync(HttpContext http, EndpointActs acts, string id,
        CancellationToken cancel) =>
        await acts.DisableAsync(http.Rep()!.WorkspaceId, id, cancel) ? new SeeOther($"{Place}/{id}") : Missing();

    public static async Task<IResult> RemoveAsync(HttpContext http, EndpointActs acts, string id,
        CancellationToken cancel) =>
        await acts.RemoveAsync(http.Rep()!.WorkspaceId, id, cancel) ? new SeeOther(Place) : Missing();

    static async Task<IResult> PageAsync(HttpContext http, Database database, string id, string? secret,
        PingAnswer? pinged, CancellationToken cancel)
    {
        var (row, now) =
            await database.ReadAsync(async tx => (await EndpointStore.FindAsync(tx, http.Rep()!.WorkspaceId, id),
            tx.Now), cancel);
        if (row is null) return Missing();
        // A secret must stay in no cache and no history.
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<EndpointPage>(new { Now = now, Row = row, Secret = secret, Pinged = pinged });
    }

    static Task<Instant> NowAsync(Database database, CancellationToken cancel) =>
        database.ReadAsync(tx => Task.FromResult(tx.Now), cancel);

    static Refused Missing() => new(StatusCodes.Status404NotFound, "There is no such endpoint.");

    static string Name(string field) => field.Length == 0 ? "Kind" : char.ToUpperInvariant(field[0]) + field[1..];
}

/// <summary>As the form sends it.</summary>
public sealed record EndpointForm
{
    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? Url { get; init; }

    public string[]? Events { get; init; }
}
