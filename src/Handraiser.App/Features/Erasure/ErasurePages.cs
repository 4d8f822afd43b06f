using Handraiser.App.Features.Leads;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Handraiser.App.Platform.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Handraiser.App.Features.Erasure;

/// <summary>Whom an admin is about to erase, and how much goes with them.</summary>
public sealed record ErasureScreen
{
    public string Id { get; init; } = "";

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public Instant? ErasedAt { get; init; }

    public long Leads { get; init; }

    public long Requests { get; init; }

    public Instant Now { get; init; }

    public string Called => ErasedAt is null ? LeadWords.Person(Name, Email, Phone) : LeadWords.Erased;

    public string Href => "/leads/" + Id;
}

/// <summary>As the form sends it.</summary>
public sealed record ErasureForm
{
    public string? Confirm { get; init; }
}

/// <summary>The page on which an admin erases a person; a script shows it in a dialog.</summary>
internal static class ErasurePages
{
    public const string Word = "erase";

    public static Task<IResult> ShowAsync(HttpContext http, Database database, string id, CancellationToken cancel) =>
        ShowAsync(http, database, id, null, cancel);

    public static async Task<IResult> EraseAsync(HttpContext http, Database database, ErasePerson erase, string id,
        [FromForm] ErasureForm? form, CancellationToken cancel)
    {
        if (!string.Equals(form?.Confirm?.Trim(), Word, StringComparison.OrdinalIgnoreCase))
        {
            const string Error = $"Type the word {Word}.";
            return http.Request.IsAct()
                ? Problems.Fields(StatusCodes.Status400BadRequest, "Please check what is marked.", [("Confirm", Error)])
                : await ShowAsync(http, database, id, Error, cancel);
        }
        var rep = http.Rep()!;
        var result = await erase.RunAsync(rep.WorkspaceId, "rep:" + rep.RepId, id, cancel);
        return result switch
        {
            ErasureResult.Done { Erasure: var done } => http.Request.IsAct()
                ? TypedResults.Json(new { Toast = Said(done), Go = "/leads/" + id }) : new SeeOther("/leads/" + id),
            ErasureResult.Refused { Why: var why } => Problems.Conflict(why),
            _ => http.Request.IsAct() ? Problems.NotFound() : TypedResults.NotFound(),
        };
    }

    static string Said(ErasureRow done) => done.UnderWay switch
    {
        0 => "Erased.",
        1 => "Erased. One message about them was under way and may have arrived.",
        var many => $"Erased. {many} messages about them were under way and may have arrived.",
    };

    static async Task<IResult> ShowAsync(HttpContext http, Database database, string id, string? error, CancellationToken cancel)
    {
        var workspace = http.Rep()!.WorkspaceId;
        var screen = await database.ReadAsync(async tx => await tx.SingleAsync<ErasureScreen>(
            """
            select l.id, l.erased_at, p.name, p.email, p.phone,
              (select count(*) from lead o where o.workspace_id = l.workspace_id and o.person_id = l.person_id
                and o.merged_into is null) as leads,
              (select count(*) from request r join lead o on o.workspace_id = r.workspace_id and o.id = r.lead_id
                where o.workspace_id = l.workspace_id and o.person_id = l.person_id) as requests
            from lead l join person p on p.workspace_id = l.workspace_id and p.id = l.person_id
            where l.workspace_id = @Workspace and l.id = @Id
            """,
            new { Workspace = workspace, Id = id }) is { } row ? row with { Now = tx.Now } : null, cancel);
        return screen is null ? TypedResults.NotFound()
            : new RazorComponentResult<ErasurePage>(new { Screen = screen, Error = error })
            {
                StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            };
    }
}
