using System.Text.Json;
using Handraiser.Core.Leads;
using Handraiser.Core.Screening;

namespace Handraiser.App.Features.Intake;

/// <summary>
/// A submission and all that follows from it alone: whom it is from, what rules may ask of it, whether it looks like spam,
/// and how that is stored. It is worked out before the transaction, for there others wait.
/// </summary>
internal sealed record ReadSubmission(Submission Submission, RequestKind Kind, RequestIdentity Identity, Facts Facts, SpamVerdict Spam)
{
    public required string BodyHash { get; init; }

    public required string SourceText { get; init; }

    public required string FieldsText { get; init; }

    public required string FactsText { get; init; }

    public required string ReasonsText { get; init; }

    public static ReadSubmission Of(Submission submission)
    {
        var (body, identity) = (submission.Body, submission.Identity);
        var kind = body.Kind ?? RequestKind.Contact;
        var facts = identity.FactsOf(body, kind, submission.FormId);
        var spam = SpamScore.Of(submission.Signals);
        if (submission.HeldBecause is { } why) spam = new(Math.Max(spam.Score, SpamScore.Quarantine), [why, .. spam.Reasons]);
        return new(submission, kind, identity, facts, spam)
        {
            BodyHash = submission.BodyHash,
            SourceText = JsonSerializer.Serialize(body.Source, JsonSerializerOptions.Web),
            FieldsText = JsonSerializer.Serialize(body.Fields, JsonSerializerOptions.Web),
            FactsText = JsonSerializer.Serialize(facts.Values),
            ReasonsText = JsonSerializer.Serialize(spam.Reasons, JsonSerializerOptions.Web),
        };
    }
}
