using Handraiser.App.Features.Intake;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;

namespace Handraiser.App.Features.Forms;

/// <summary>What a buyer sees of a form: the form, the thanks, and why something could not be taken. No script is needed.</summary>
internal static class BuyerPages
{
    public static void MapBuyerPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/h/{form}", ShowAsync).ExcludeFromDescription();
        app.MapGet("/f/{form}", (string form) => new SeeOther("/h/" + Uri.EscapeDataString(form))).ExcludeFromDescription();
        app.MapGet("/f/{form}/thanks", ThankAsync).ExcludeFromDescription();
    }

    static async Task<IResult> ShowAsync(HttpContext http, FormBook forms, Screening screening, ProofOfWork proofs,
        Chance chance, TimeProvider time,
        string form, CancellationToken cancel)
    {
        if (await forms.FindAsync(form, cancel) is not { Form: { IsLive: true } found }) return NoForm();
        List<FormPair> hidden =
        [
            new(FormNames.Hosted, "1"), new(FormNames.Key, chance.NewToken()), new(FormNames.Shown, FormSeal.Shown(found, time.GetCurrentInstant())),
            .. http.Request.Query.Where(one => one.Key.StartsWith("utm_", StringComparison.Ordinal) && one.Key.Length <= 40)
                .Take(10).Select(one => new FormPair(one.Key, Short(one.Value.ToString()))),
        ];
        if (http.Request.Headers.Referer.ToString() is { Length: > 0 and < 2000 } from) hidden.Add(new("referrer", PageAddress.Redact(from)!));
        // The page comes back from the browser's memory as it was left: going back to it loses nothing.
        http.Response.Headers.CacheControl = "private, no-cache";
        var work = screening.IsFlooded(found.WorkspaceId, found.Id) ? proofs.Ask(found) : null;
        return new RazorComponentResult<FormPage>(new { Form = found, Asked = AskedField.Of(found, null, []),
            Hidden = hidden, Work = work });
    }

    static async Task<IResult> ThankAsync(FormBook forms, Database database, string form, string? r, CancellationToken cancel)
    {
        if (await forms.FindAsync(form, cancel) is not { Form: var found }) return NoForm();
        var promise = FormSeal.ReadReceipt(found, r) is { } request ? await PromiseAsync(database, found, request, cancel) : null;
        return new RazorComponentResult<ThanksPage>(new
        {
            Form = found, Promise = promise is null or BuyerPromise.Received ? null : promise.Replace("Thank you. ", "", StringComparison.Ordinal),
            Onward = found.NextList is [var next, ..] ? next : null,
        });
    }

    static async Task<string?> PromiseAsync(Database database, Form form, string request, CancellationToken cancel)
    {
        try
        {
            return await database.ReadAsync(tx => tx.SingleAsync<string>(
                """
                select s.answer from request r join submission s on s.workspace_id = r.workspace_id and s.id = r.submission_id
                where r.workspace_id = @Workspace and r.id = @Request
                """,
                new { Workspace = form.WorkspaceId, Request = request }), cancel) is { } answer ? CaptureAnswer.Read(answer).Promise : null;
        }
        // The thanks hold all the same.
        catch (DatabaseUnavailableException) { return null; }
    }

    /// <summary>Taken. A page of the company's own may name where it goes on; from there on it is that page's word.</summary>
    public static IResult Thanks(Form form, FormPost post, string request) => new SeeOther(
        post[FormNames.Hosted] is null && post[FormNames.Next] is { } next && form.NextList.Contains(next)
            ? next : $"/f/{form.Id}/thanks?r={FormSeal.Receipt(form, request)}");

    /// <summary>Not taken: the page again, with what is wrong beside the fields and everything that was written.</summary>
    public static IResult Again(Form form, FormPost post, IReadOnlyList<FieldProblem> problems, bool hadFiles) => Shown(form, post, problems,
        hadFiles ? "Files cannot be sent with this form. Everything else is still here: send it without them." : null,
        hadFiles ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status422UnprocessableEntity);

    public static IResult TryAgain(Form form, FormPost post) => Shown(form, post, [],
        "We could not store this just now. Nothing you wrote is lost: please send it again in a few seconds.", StatusCodes.Status503ServiceUnavailable);

    // The same for a form that never was, one of somebody else and one long gone: none of that is a stranger's business.
    public static IResult NoForm() => Notice(StatusCodes.Status404NotFound, "There is no form here", "The address may be mistyped, or the form is gone.");

    public static IResult Busy(Form form, int seconds) => Notice(StatusCodes.Status429TooManyRequests, "Please wait a moment",
        $"Very many forms are arriving from your network. Go back and send yours again in {seconds} {(seconds == 1 ? "second" : "seconds")}: "
        + "what you wrote is still there.", form);

    public static IResult NotTaken(Form form, int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => Notice(status, "That is too much at once",
            "Files cannot be sent with this form, and the text must stay below 64 KiB. Go back, shorten it and send it again.", form),
        StatusCodes.Status415UnsupportedMediaType => Notice(status, "This page sends its form in a way we cannot read",
            "Please tell the people who run it.", form),
        _ => Notice(status, "Your form did not arrive whole", "Go back and send it again.", form),
    };

    static RazorComponentResult<FormPage> Shown(Form form, FormPost post, IReadOnlyList<FieldProblem> problems, string? notice, int status)
    {
        var asked = post[FormNames.Hosted] is null ? AskedField.Of(post, problems) : AskedField.Of(form, post, problems);
        return new(new { Form = form, Asked = asked, Hidden = AskedField.HiddenOf(post, asked), Notice = notice, Trap = post[FormNames.Trap] })
        {
            StatusCode = status,
        };
    }

    static RazorComponentResult<NoticePage> Notice(int status, string title, string text, Form? form = null) =>
        new(new { Title = title, Text = text, Company = form?.Company ?? "" }) { StatusCode = status };

    static string Short(string text) => text[..Math.Min(text.Length, 500)];
}
