namespace Handraiser.Core.Proof;

/// <summary>
/// Everything that is said about a history: the first level of <c>report.json</c>, and what the page shows. A section
/// that the history cannot carry says so itself.
/// </summary>
public sealed record AuditReport
{
    public required AuditRows Rows { get; init; }

    public required Response Response { get; init; }

    public required IReadOnlyList<WaitBand> Bands { get; init; }

    public required Survival Survival { get; init; }

    public required SpeedEffect Effect { get; init; }

    public required MoneyLost Money { get; init; }

    public required AttemptYield Touches { get; init; }

    public required Dropped Dropped { get; init; }

    public required AttributionReport Attribution { get; init; }

    public required GaugesReport Gauges { get; init; }

    public required TrustReport Trust { get; init; }

    public required CustomersReport Customers { get; init; }

    public required ProcessMap Process { get; init; }

    /// <summary>Two parts beside each other, when that was asked for.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Works out every figure. The same history gives the same report, byte for byte.</summary>
    public static AuditReport Of(History history) => Find(history).Report;

    /// <param name="compare">Two parts to put beside each other.</param>
    /// <param name="together">Does all the parts that it is given, in any order or at the same time, and returns when
    /// they are done. Without it they are done one after the other. How they are done changes no figure.</param>
    public static AuditFindings Find(History history, ComparedParts? compare = null,
        Action<AuditPart[]>? together = null)
    {
        together ??= OneByOne;
        var (first, second) = (new FirstParts(history), new SecondParts(history, compare));
        together(first.All);
        together(second.All(first));
        return new(second.Report(first), first.AsLogged, first.Trust.Marks);
    }

    static void OneByOne(AuditPart[] parts)
    {
        foreach (var part in parts) part.Do();
    }
}

/// <summary>A report, and what is known of each lead and touch.</summary>
public sealed record AuditFindings(AuditReport Report, Answers Answers, TrustMarks Marks);

/// <summary>A part of the work on a report that needs no other part of the same step.</summary>
/// <param name="Name">The sections that come of it.</param>
public sealed record AuditPart(string Name, Action Do);

/// <summary>How many rows the figures rest on.</summary>
public sealed record AuditRows(int Leads, int Activities, int Deals, int Costs);
