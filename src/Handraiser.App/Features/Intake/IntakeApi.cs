using System.Text;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Http;

namespace Handraiser.App.Features.Intake;

/// <summary><c>POST /api/v1/requests</c>: a raised hand from a program or, with a form's public key, from a page.</summary>
internal static class IntakeApi
{
    const int LongestKey = 255;

    public static async Task<IResult> PostAsync(
        HttpContext http, ApiKeys keys, CaptureRequest capture, Screening screening, CancellationToken cancel)
    {
        if (await keys.FindAsync(http.Request, cancel) is not { } caller)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Of(StatusCodes.Status401Unauthorized, "Send an API key or a form's key: Authorization: Bearer KEY.");
        }
        if (await BoundedBody.ReadAsync(http.Request, JsonBody.MostBytes, cancel) is not { } bytes)
        {
            http.Response.Headers.Connection = "close";
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, $"A request is at most {JsonBody.MostBytes} bytes.");
        }
        var (key, isValid) = Key(http.Request);
        if (!isValid)
        {
            return Problems.Fields(400, "The Idempotency-Key header cannot be used.",
                [("Idempotency-Key", $"Give 1 to {LongestKey} visible ASCII characters, once.")]);
        }
        var (body, problems) = JsonBody.Read(bytes);
        if (body is null) return Problems.Fields(400, "The request cannot be taken as it is.", problems.Select(one => (one.Field, one.Problem)));

        var submission = screening.Judge(new Submission
        {
            WorkspaceId = caller.WorkspaceId,
            Channel = caller.Scope == KeyScope.Form ? "embed" : "api",
            FormId = caller.FormId ?? body.Form,
            KeyId = caller.KeyId,
            IdempotencyKey = key is null ? null : $"{caller.KeyId}:{key}",
            ContentType = http.Request.ContentType,
            Raw = Encoding.UTF8.GetString(bytes),
            Network = Networks.Of(http.Connection.RemoteIpAddress),
            Agent = Clip(http.Request.Headers.UserAgent.ToString()),
            Body = body,
            MayImport = caller.MayImport,
        });
        return await capture.RunAsync(submission, cancel) switch
        {
            CaptureResult.Captured { Answer: var answer } when caller.Scope == KeyScope.Form =>
                TypedResults.Json(new PublicAnswer(answer.RequestId, answer.Promise), statusCode: StatusCodes.Status201Created),
            CaptureResult.Captured { Answer: var answer } => TypedResults.Created($"/api/v1/leads/{answer.LeadId}", answer),
            CaptureResult.KeyReused => Problems.Of(StatusCodes.Status422UnprocessableEntity,
                "This Idempotency-Key was used before with another body. The first request stands as it was."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    static (string? Key, bool IsValid) Key(HttpRequest request)
    {
        var header = request.Headers["Idempotency-Key"];
        if (header.Count == 0) return (null, true);
        var key = header.ToString();
        return (key, header.Count == 1 && key.Length is > 0 and <= LongestKey && key.All(c => c is > ' ' and < '\x7f'));
    }

    static string? Clip(string text) => text.Length == 0 ? null : text[..Math.Min(text.Length, 300)];
}

/// <summary>All that a public form is told: that it arrived, and what was promised.</summary>
internal sealed record PublicAnswer(string RequestId, string Promise);
