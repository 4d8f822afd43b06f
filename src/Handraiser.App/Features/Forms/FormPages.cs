using Handraiser.App.Features.Playbooks;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;

namespace Handraiser.App.Features.Forms;

/// <summary>Where managers make forms, change them and take what goes into their pages.</summary>
internal static class FormPages
{
    static readonly Duration Counted = Duration.FromDays(30);

    public static void MapFormPages(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("/forms").RequireManager().ExcludeFromDescription();
        forms.MapGet("", ListAsync);
        forms.MapGet("/new", (TimeProvider time) => new RazorComponentResult<FormEditPage>(new { Now = time.GetCurrentInstant() }));
        forms.MapGet("/{id}", ShowAsync);
        forms.MapPost("", AddAsync);
        forms.MapPost("/{id}", ChangeAsync);
        forms.MapPost("/{id}/key", ChangeKeyAsync);
        forms.MapPost("/{id}/delete", DeleteAsync);
        forms.MapPost("/{id}/restore", RestoreAsync);
    }

    static async Task<IResult> ListAsync(HttpContext http, Database database, PolicyStore policies, string? deleted, CancellationToken cancel)
    {
        var workspace = http.Rep()!.WorkspaceId;
        return await database.ReadAsync(async tx =>
        {
            var policy = await policies.InForceAsync(tx, workspace);
            var counts = await FormStore.CountsAsync(tx, workspace, tx.Now - Counted, policy.Playbook.Screening.QuarantineAt);
            var gone = deleted is null ? null : await FormStore.FindAsync(tx, workspace, deleted) is { IsLive: false } form ? form : null;
            return (IResult)new RazorComponentResult<FormListPage>(new { tx.Now, Forms = counts, Deleted = gone });
        }, cancel);
    }

    static async Task<IResult> ShowAsync(HttpContext http, Database database, Settings settings, string id, CancellationToken cancel) =>
        await database.ReadAsync(async tx => await FormStore.FindAsync(tx, http.Rep()!.WorkspaceId, id) is { IsLive: true } form
            ? (IResult)new RazorComponentResult<FormEditPage>(new { tx.Now, Form = form, settings.BaseUrl })
            : TypedResults.NotFound(), cancel);

    static async Task<IResult> AddAsync(HttpContext http, Database database, Chance chance, IFormCollection posted, CancellationToken cancel)
    {
        var (form, problems) = FormDraft.Read(posted);
        if (form is null) return new Refused(400, "The form cannot be made like this.", [.. problems]);
        var made = await database.WriteAsync(tx => Task.FromResult(FormStore.Add(tx, chance, http.Rep()!.WorkspaceId, form)), cancel);
        return new SeeOther($"/forms/{made.Id}");
    }

    static Task<IResult> ChangeAsync(HttpContext http, Database database, FormBook book, string id, IFormCollection posted, CancellationToken cancel)
    {
        var (form, problems) = FormDraft.Read(posted);
        return form is null
            ? Task.FromResult<IResult>(new Refused(400, "The form cannot be changed like this.", [.. problems]))
            : ActAsync(http, database, book, tx => FormStore.ChangeAsync(tx, http.Rep()!.WorkspaceId, id, form), $"/forms/{id}", cancel);
    }

    static Task<IResult> ChangeKeyAsync(HttpContext http, Database database, FormBook book, Chance chance, string id, CancellationToken cancel) =>
        ActAsync(http, database, book, tx => FormStore.ChangeKeyAsync(tx, chance, http.Rep()!.WorkspaceId, id, tx.Now + FormBook.Grace), $"/forms/{id}", cancel);

    static Task<IResult> DeleteAsync(HttpContext http, Database database, FormBook book, string id, CancellationToken cancel) =>
        ActAsync(http, database, book, tx => FormStore.DeleteAsync(tx, http.Rep()!.WorkspaceId, id), $"/forms?deleted={id}", cancel);

    static Task<IResult> RestoreAsync(HttpContext http, Database database, FormBook book, string id, CancellationToken cancel) =>
        ActAsync(http, database, book, tx => FormStore.RestoreAsync(tx, http.Rep()!.WorkspaceId, id), $"/forms/{id}", cancel);

    static async Task<IResult> ActAsync(
        HttpContext http, Database database, FormBook book, Func<Tx, Task<int>> act, string place, CancellationToken cancel)
    {
        var changed = await database.WriteAsync(async tx =>
        {
            tx.AfterCommit(book.Forget);
            return await act(tx);
        }, cancel);
        return changed == 1 ? new SeeOther(place) : new Refused(StatusCodes.Status404NotFound, "There is no such form.");
    }
}
