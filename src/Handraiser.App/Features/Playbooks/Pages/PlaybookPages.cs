using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Handraiser.App.Features.Playbooks.Pages;

/// <summary>
/// Where managers read, change and publish the rules. What was in force before stays readable for good.
/// </summary>
internal static class PlaybookPages
{
    const int MostNote = 500;

    public static void MapPlaybookPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/playbook").RequireManager().ExcludeFromDescription();
        pages.MapGet("", ShowAsync);
        pages.MapPost("", PublishAsync);
        pages.MapPost("/check", CheckAsync);
        pages.MapGet("/versions/{version:long}", VersionAsync);
        pages.MapPost("/versions/{version:long}/again", AgainAsync);
    }

    static Task<RazorComponentResult<PlaybookPage>> ShowAsync(HttpContext http, Database database,
        CancellationToken cancel) =>
        database.ReadAsync(async tx => Page(await LoadAsync(tx, http.Rep()!)), cancel);

    /// <summary>Says what publishing would say, and changes nothing.</summary>
    static Task<RazorComponentResult<PlaybookPage>> CheckAsync(HttpContext http, Database database,
        [FromForm] PlaybookForm? form, CancellationToken cancel) =>
        database.ReadAsync(async tx =>
        {
            var (reading, _) = await PublishPlaybook.CheckAsync(tx, http.Rep()!.WorkspaceId, form?.Yaml ?? "");
            var screen = await LoadAsync(tx, http.Rep()!, form);
            return Page(screen with { Errors = reading.Errors, IsSound = reading.Playbook is not null },
                reading.Playbook is null ? 422 : 200);
        }, cancel);

    static Task<IResult> PublishAsync(HttpContext http, Database database, [FromForm] PlaybookForm? form,
        CancellationToken cancel) =>
        database.WriteAsync(async tx =>
        {
            var rep = http.Rep()!;
            // Whoever publishes has seen what is in force; a colleague's version is never overwritten unread.
            var inForce = await tx.SingleAsync<long>(
                $"select playbook_version from workspace where id = @Workspace{tx.ForUpdate}",
                    new { Workspace = rep.WorkspaceId });
            var screen = await LoadAsync(tx, rep, form);
            if (form?.Seen != inForce) return Page(screen with { Overtaken = screen.InForce.By ?? "Somebody" }, 409);
            var errors = await PublishPlaybook.RunAsync(tx, rep.WorkspaceId, form?.Yaml
                ?? "", rep.RepId, Trimmed(form?.Note));
            return errors.Count > 0 ? Page(screen with { Errors = errors }, 422) : (IResult)new SeeOther("/playbook");
        }, cancel);

    static Task<IResult> VersionAsync(HttpContext http, Database database, long version, CancellationToken cancel) =>
        database.ReadAsync(async tx =>
    {
        var rep = http.Rep()!;
        if (await PlaybookQueries.FindAsync(tx, rep.WorkspaceId, version) is not { } shown) return (
            IResult)TypedResults.NotFound();
        var before = await PlaybookQueries.FindAsync(tx, rep.WorkspaceId, version - 1);
        var inForce = await PlaybookQueries.InForceAsync(tx, rep.WorkspaceId);
        return new RazorComponentResult<PlaybookVersionPage>(new
        {
            Shown = shown, Before = before, InForce = inForce, Now = tx.Now,
                Zone = DateTimeZoneProviders.Tzdb[rep.Zone],
        });
    }, cancel);

    /// <summary>
    /// An earlier text becomes the newest version. It is checked like any other: people may have left since.
    /// </summary>
    static Task<IResult> AgainAsync(HttpContext http, Database database, long version, CancellationToken cancel) =>
        database.WriteAsync(async tx =>
    {
        var rep = http.Rep()!;
        if (await PlaybookQueries.FindAsync(tx, rep.WorkspaceId, version) is not { } wanted) return (
            IResult)TypedResults.NotFound();
        var errors = await PublishPlaybook.RunAsync(tx, rep.WorkspaceId, wanted.Text,
            rep.RepId, $"Version {version} again.");
        if (errors.Count == 0) return new SeeOther("/playbook");
        return Page(
            await LoadAsync(tx, rep,
            new PlaybookForm { Text = wanted.Text, Note = $"Version {version} again." }) with { Errors = errors }, 422);
    }, cancel);

    static async Task<PlaybookScreen> LoadAsync(Tx tx, SignedIn rep, PlaybookForm? form = null)
    {
        var inForce = await PlaybookQueries.InForceAsync(tx, rep.WorkspaceId);
        return new(form?.Yaml
            ?? inForce.Text, form?.Note, inForce, await PlaybookQueries.VersionsAsync(tx, rep.WorkspaceId), tx.Now,
            DateTimeZoneProviders.Tzdb[rep.Zone]);
    }

    static RazorComponentResult<PlaybookPage> Page(PlaybookScreen screen, int status = 200) =>
        new(new { Screen = screen }) { StatusCode = status };

    static string? Trimmed(string? note) => string.IsNullOrWhiteSpace(note) ? null
        : note.Trim()[..Math.Min(note.Trim().Length, MostNote)];
}

/// <summary>As the editor sends it.</summary>
public sealed record PlaybookForm
{
    public string? Text { get; init; }

    /// <summary>Browsers send every line's end as two signs.</summary>
    public string Yaml => (Text ?? "").ReplaceLineEndings("\n");

    public string? Note { get; init; }

    /// <summary>The version that was in force when the page was opened.</summary>
    public long Seen { get; init; }
}
