using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>One lead of an invented export with everything that belongs to it, oldest first.</summary>
/// <param name="Status">The CRM's word for where it stands.</param>
/// <param name="QualityAt">When <see cref="SampleTraits.Leaking"/> was written, after the outcome was known.</param>
/// <param name="Deals">Its deal, and now and then one that came from elsewhere at the time.</param>
public sealed record SampleLead(LeadEntry Lead, string Email, string Status, Instant? QualityAt,
    IReadOnlyList<SampleActivity> Activities, IReadOnlyList<SampleDealRow> Deals);

/// <summary>One activity.</summary>
/// <param name="Outcome">The CRM's word for what became of it; null where it has none.</param>
/// <param name="Planted">What is wrong with the record.</param>
public sealed record SampleActivity(TouchEntry Touch, string? Outcome, Planted Planted);

/// <summary>One deal.</summary>
/// <param name="ContactEmail">The address in the deal: that of the lead or of a colleague, or none.</param>
public sealed record SampleDealRow(DealEntry Deal, string? ContactEmail);

/// <summary>The names of the further columns about the buyer, by what they are there for.</summary>
public static class SampleTraits
{
    /// <summary>Pages seen before the form was sent: it tells who buys.</summary>
    public const string Visits = "visits";

    /// <summary>The tool in use today: it tells who buys.</summary>
    public const string Tool = "tool";

    /// <summary>The rep's own judgement, written after the talk: it repeats the outcome.</summary>
    public const string Leaking = "lead_quality";

    /// <summary>They tell nothing.</summary>
    public const string Industry = "industry", Newsletter = "newsletter";
}
