using System.Text;
using Handraiser.App.Features.Forms;
using Handraiser.App.Platform.Http;
using Handraiser.Core.Leads;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Handraiser.App.Features.Intake;

/// <summary><c>POST /api/v1/requests</c>: a raised hand from a program or, with a form's public key, from a page.</summary>
internal sealed class IntakeApi(
    IntakeCallers callers, IntakeLimits limits, Screening screening, ProofOfWork proofs, FloodGate gate,
        ReceiveSubmission receive)
{
    const int LongestKey = 255;

    public static Task<IResult> PostAsync(HttpContext http, IntakeApi api, CancellationToken cancel) => api.PostAsync(http, cancel);

    async Task<IResult> PostAsync(HttpContext http, CancellationToken cancel)
    {
        if (await callers.FindAsync(http.Request, cancel) is not { } caller)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Of(StatusCodes.Status401Unauthorized, "Send an API key or a form's key: Authorization: Bearer KEY.");
        }
        var network = Networks.Of(http.Connection.RemoteIpAddress);
        var (key, isValid) = Key(http.Request);
        if (!isValid)
        {
            return Problems.Fields(400, "The Idempotency-Key header cannot be used.",
                [("Idempotency-Key", $"Give 1 to {LongestKey} visible ASCII characters, once.")]);
        }
        var idempotencyKey = key is null ? null : $"{caller.KeyId}:{key}";
        var work = http.Request.Headers[ProofOfWork.Header] is [{ } one] ? one : null;
        if (caller.Page is { } page && limits.WaitOf(page.Form, network) is { } seconds
            && !await proofs.IsShownAsync(page.Form, work, idempotencyKey, cancel)) return TooMany(http, page.Form,
                seconds);
        var (submission, refusal) = caller.Page is not null && FormPostReader.IsForm(http.Request.ContentType)
            ? await ReadFormAsync(http, caller, cancel) : await ReadJsonAsync(http, caller, cancel);
        if (submission is null) return refusal!;
        submission = screening.Judge(submission with
        {
            KeyId = caller.KeyId, IdempotencyKey = idempotencyKey, Network = network,
            Agent = Clip(http.Request.Headers.UserAgent.ToString()), HeldBecause = caller.Page?.HeldBecause, MayImport = caller.MayImport,
        });
        if (caller.Page is { } from) submission = await gate.PassAsync(submission, from.Form, work, cancel);
        var result = await receive.RunAsync(submission, cancel);
        return Answer(http, result, isPublic: caller.Page is not null);
    }

    /// <summary>Not stored, but counted. A browser need not wait if it does some work.</summary>
    ProblemHttpResult TooMany(HttpContext http, Form form, int seconds)
    {
        limits.TurnAway(form);
        http.Response.Headers.RetryAfter = IntakeLimits.Text(seconds);
        var (challenge, difficulty) = proofs.Ask(form);
        return Problems.Of(StatusCodes.Status429TooManyRequests,
            "Too many requests from this network. Send it again later.", null,
            [new("challenge", challenge), new("difficulty", difficulty)]);
    }

    /// <summary>What a page has to work on before it sends: nothing, unless the form is being flooded.</summary>
    public static async Task<IResult> ChallengeAsync(FormBook forms, Screening screening, ProofOfWork proofs,
        string form, CancellationToken cancel) =>
        await forms.FindAsync(form, cancel) is not { Form: var found } ? Problems.NotFound()
            : screening.IsFlooded(found.WorkspaceId, found.Id) ? TypedResults.Ok(proofs.Ask(found))
                : TypedResults.NoContent();

    static async Task<(Submission?, IResult?)> ReadJsonAsync(HttpContext http, IntakeCaller caller, CancellationToken cancel)
    {
        if (!IsJson(http.Request.ContentType)) return (null, Unsupported());
        byte[]? bytes;
        try { bytes = await BoundedBody.ReadAsync(http.Request, JsonBody.MostBytes, cancel); }
        catch (BadHttpRequestException slow) { return (null, Problems.Of(slow.StatusCode, "The body did not arrive.")); }
        if (bytes is null)
        {
            http.Response.Headers.Connection = "close";
            return (null, TooLong());
        }
        var (body, problems) = JsonBody.Read(bytes);
        if (body is null) return (null, Refused(problems));
        return (new Submission
        {
            WorkspaceId = caller.WorkspaceId, Channel = caller.Page is null ? "api" : "embed", FormId = caller.Page?.Form.Id ?? body.Form,
            ContentType = http.Request.ContentType, Raw = Encoding.UTF8.GetString(bytes),
            Body = caller.Page is null ? body : OfPage(body, caller.Page.Form),
        }, null);
    }

    static async Task<(Submission?, IResult?)> ReadFormAsync(HttpContext http, IntakeCaller caller, CancellationToken cancel)
    {
        var taken = await FormPostReader.ReadAsync(http.Request, cancel);
        if (taken.Post is not { } post)
        {
            return (null, taken.Status switch
            {
                StatusCodes.Status413PayloadTooLarge => TooLong(),
                StatusCodes.Status415UnsupportedMediaType => Unsupported(),
                var status => Problems.Of(status, "The form did not arrive whole."),
            });
        }
        if (taken.HadFiles) return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Files are not taken here."));
        var form = caller.Page!.Form;
        var (body, problems) = FormPostBody.Read(post, RequestKinds.Parse(form.Kind) ?? RequestKind.Contact);
        if (problems.Count > 0) return (null, Refused(problems));
        return (new Submission
        {
            WorkspaceId = caller.WorkspaceId, Channel = "embed", FormId = form.Id, ContentType = post.ContentType, Raw = post.Raw, Body = body,
            Signals = new() { HoneypotFilled = !string.IsNullOrEmpty(post[FormNames.Trap]), SecondsToFill = FormPostBody.SecondsToFill(post) },
        }, null);
    }

    static RequestBody OfPage(RequestBody body, Form form) =>
        PageAddress.Redact(body) with { Kind = body.Kind ?? RequestKinds.Parse(form.Kind) };

    static IResult Answer(HttpContext http, CaptureResult result, bool isPublic)
    {
        switch (result)
        {
            case CaptureResult.Captured { Answer: var answer }:
                return isPublic
                    ? TypedResults.Json(new PublicAnswer(answer.RequestId, answer.Promise), statusCode: StatusCodes.Status201Created)
                    : TypedResults.Created($"/api/v1/leads/{answer.LeadId}", answer);
            case CaptureResult.Stored { Id: var id }:
                return TypedResults.Json(new StoredAnswer(id, BuyerPromise.Received, Stored: true), statusCode: StatusCodes.Status202Accepted);
            case CaptureResult.Forgotten { Id: var id } when isPublic:
                return TypedResults.Json(new StoredAnswer(id, BuyerPromise.Received, Stored: true), statusCode: StatusCodes.Status202Accepted);
            case CaptureResult.Forgotten:
                return Problems.Of(StatusCodes.Status410Gone,
                    "This person was erased after the request was raised. Only that it came is kept.");
            case CaptureResult.KeyReused:
                return Problems.Of(StatusCodes.Status422UnprocessableEntity,
                    "This Idempotency-Key was used before with another body. The first request stands as it was.");
            default:
                http.Response.Headers.RetryAfter = "5";
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, "Nothing was stored. Send it again, with the same Idempotency-Key.");
        }
    }

    // A page may send plain text to anybody without asking; JSON it must ask for.
    static bool IsJson(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    static (string? Key, bool IsValid) Key(HttpRequest request)
    {
        var header = request.Headers["Idempotency-Key"];
        if (header.Count == 0) return (null, true);
        var key = header.ToString();
        return (key, header.Count == 1 && key.Length is > 0 and <= LongestKey && key.All(c => c is > ' ' and < '\x7f'));
    }

    static ProblemHttpResult Refused(IEnumerable<FieldProblem> problems) =>
        Problems.Fields(400, "The request cannot be taken as it is.", problems.Select(one => (one.Field, one.Problem)));

    static ProblemHttpResult TooLong() => Problems.Of(StatusCodes.Status413PayloadTooLarge, $"A request is at most {JsonBody.MostBytes} bytes.");

    static ProblemHttpResult Unsupported() => Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Send it as application/json.");

    internal static string? Clip(string text) => text.Length == 0 ? null : text[..Math.Min(text.Length, 300)];
}

/// <summary>All that a public form is told: that it arrived, and what was promised.</summary>
internal sealed record PublicAnswer(string RequestId, string Promise);

/// <summary>It is safe, and nobody has decided about it yet: it becomes a request of this id.</summary>
internal sealed record StoredAnswer(string RequestId, string Promise, bool Stored);
