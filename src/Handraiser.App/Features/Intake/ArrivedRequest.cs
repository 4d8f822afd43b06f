using Handraiser.App.Platform.Database;
using Handraiser.Core.Leads;
using Handraiser.Core.Screening;
using NodaTime;
using NodaTime.Text;

namespace Handraiser.App.Features.Intake;

/// <summary>A submission, read and judged, about to become a request of a lead.</summary>
internal sealed record ArrivedRequest
{
    public required string Id { get; init; }

    public required string SubmissionId { get; init; }

    /// <summary>The raw submission was stored earlier, when it could not be worked on.</summary>
    public required bool IsStored { get; init; }

    public required ReadSubmission Read { get; init; }

    public required Instant ArrivedAt { get; init; }

    /// <summary>It looks like spam: a human looks first, and the clock runs all the same.</summary>
    public required bool IsHeld { get; init; }

    public Submission Submission => Read.Submission;

    public RequestKind Kind => Read.Kind;

    public Facts Facts => Read.Facts;

    public SpamVerdict Spam => Read.Spam;
}

/// <summary>When an imported request happened, by the word of a key that may import: never in the future.</summary>
internal static class ImportedMoment
{
    public static Instant Read(string? text, Instant now)
    {
        if (text is null) return now;
        var moment = OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } local ? local.Value.ToInstant()
            : InstantPattern.ExtendedIso.Parse(text).GetValueOrThrow();
        return Instant.Min(moment.Storable(), now);
    }
}
