using Handraiser.Core.Time;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>
/// What happened to a company's leads, as columns: the one model behind every figure, made from the exports of
/// a CRM and
/// from the live ledger alike. Row numbers tie the tables together; a figure names its leads by their row.
/// </summary>
/// <remarks>
/// Instants are microseconds since 1970 in UTC, <see cref="Unknown.Time"/> where there is none. A lead's touches lie
/// together, oldest first; touches that belong to no known lead come last.
/// </remarks>
public sealed class History
{
    /// <summary>The zone in which days, weeks and hours of the week are told.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>When the team works: the working clock runs inside them only.</summary>
    public required OpeningHours Hours { get; init; }

    /// <summary>Until when the history is known: whoever was not answered by then is censored there.</summary>
    public required long Until { get; init; }

    public required LeadColumns Leads { get; init; }

    public required TouchColumns Touches { get; init; }

    public required DealColumns Deals { get; init; }

    public required CostColumns Costs { get; init; }
}

/// <summary>How a missing value is written in a column.</summary>
public static class Unknown
{
    public const long Time = long.MinValue;
    public const int Code = -1;
    public const int Row = -1;
    public const int Seconds = -1;
}
