using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Handraiser.App.Features.Forms;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;
using NodaTime;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// <c>POST /f/{form}</c>: a plain HTML form, from a page of ours or of anybody's, with no script needed. Whoever sends it
/// is a person at a browser: every answer is a page, and what they wrote comes back with it if it could not be taken.
/// </summary>
internal sealed class FormPostApi(
    FormBook forms, IntakeLimits limits, Screening screening, FloodGate gate, ReceiveSubmission receive, SpoolFolder spool, Outage outage,
    Database database, TimeProvider time)
{
    /// <summary>A page without a key that posts the same twice within this time was clicked twice.</summary>
    static readonly Duration SameAgain = Duration.FromMinutes(2);

    public static Task<IResult> PostAsync(HttpContext http, FormPostApi api, string form, CancellationToken cancel) => api.PostAsync(http, form, cancel);

    async Task<IResult> PostAsync(HttpContext http, string handle, CancellationToken cancel)
    {
        if (await forms.FindAsync(handle, cancel) is not { } heard) return BuyerPages.NoForm();
        var network = Networks.Of(http.Connection.RemoteIpAddress);
        if (limits.WaitOf(heard.Form, network) is { } seconds)
        {
            limits.TurnAway(heard.Form);
            http.Response.Headers.RetryAfter = IntakeLimits.Text(seconds);
            return BuyerPages.Busy(heard.Form, seconds);
        }
        var taken = await FormPostReader.ReadAsync(http.Request, cancel);
        if (taken.Post is not { } post) return BuyerPages.NotTaken(heard.Form, taken.Status);
        return await TakeAsync(http, heard, post.From(http.Request.Headers.Referer.ToString()), taken.HadFiles, network, cancel);
    }

    async Task<IResult> TakeAsync(HttpContext http, HeardForm heard, FormPost post, bool hadFiles, string? network, CancellationToken cancel)
    {
        var form = heard.Form;
        var (body, problems) = FormPostBody.Read(post, RequestKinds.Parse(form.Kind) ?? RequestKind.Contact);
        if (hadFiles || problems.Count > 0) return BuyerPages.Again(form, post, problems, hadFiles);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var submission = screening.Judge(new Submission
        {
            WorkspaceId = form.WorkspaceId, Channel = "form", FormId = form.Id, ContentType = post.ContentType, Raw = post.Raw, Body = body,
            Network = network, Agent = IntakeApi.Clip(http.Request.Headers.UserAgent.ToString()), HeldBecause = heard.HeldBecause,
            Signals = new()
            {
                HoneypotFilled = !string.IsNullOrEmpty(post[FormNames.Trap]),
                SecondsToFill = FormSeal.SecondsSince(form, post[FormNames.Shown], now) ?? FormPostBody.SecondsToFill(post),
            },
        });
        submission = submission with { IdempotencyKey = await KeyAsync(submission, post[FormNames.Key], now, cancel) };
        submission = await gate.PassAsync(submission, form, post[FormNames.Work], cancel);
        return await receive.RunAsync(submission, cancel) switch
        {
            CaptureResult.Captured { Answer.RequestId: var id } => BuyerPages.Thanks(form, post, id),
            CaptureResult.Stored { Id: var id } => BuyerPages.Thanks(form, post, id),
            CaptureResult.Forgotten { Id: var id } => BuyerPages.Thanks(form, post, id),
            _ => Later(http, form, post),
        };
    }

    static IResult Later(HttpContext http, Form form, FormPost post)
    {
        http.Response.Headers.RetryAfter = "5";
        return BuyerPages.TryAgain(form, post);
    }

    // The body is part of the key: who goes back, mends a word and sends again has said something new, and it counts.
    async Task<string> KeyAsync(Submission submission, string? given, Instant now, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(given)) return $"f:{submission.FormId}:{Hash($"{given}\n{submission.Raw}")}";
        var body = Hash($"{submission.Network}\n{submission.Raw}");
        var window = now.ToUnixTimeSeconds() / (long)SameAgain.TotalSeconds;
        var before = $"d:{submission.FormId}:{body}:{window - 1}";
        var isAgain = await WasTakenAsync(submission.WorkspaceId, before, now - SameAgain, cancel);
        return isAgain ? before : $"d:{submission.FormId}:{body}:{window}";
    }

    async Task<bool> WasTakenAsync(string workspace, string key, Instant since, CancellationToken cancel)
    {
        if (spool.Holds(workspace, key)) return true;
        if (outage.IsOn) return false;
        try
        {
            return await database.ReadAsync(tx => tx.SingleAsync<string>(
                "select id from submission where workspace_id = @Workspace and idempotency_key = @Key and received_at > @Since",
                new { Workspace = workspace, Key = key, Since = since }), cancel) is not null;
        }
        catch (Exception failure) when (failure is DbException or DatabaseUnavailableException)
        {
            // Taking it twice is the lesser evil: both would be of one lead.
            return false;
        }
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}
