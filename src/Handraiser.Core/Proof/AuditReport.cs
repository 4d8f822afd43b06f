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
    public static AuditReport Of(History history) => Of(Answers.Of(history), Proof.Trust.Of(history));

    /// <param name="asLogged">The answers of all touches.</param>
    /// <param name="trust">What of the same history cannot be trusted.</param>
    /// <param name="compare">Two parts to put beside each other.</param>
    public static AuditReport Of(Answers asLogged, TrustFindings trust, ComparedParts? compare = null)
    {
        var (history, leftOut) = (asLogged.History, trust.Marks.LeftOut);
        var trusted = trust.Report.LeftOut.Count == 0 ? asLogged : Answers.Of(history, leftOut);
        var effect = SpeedEffect.Of(asLogged);
        return new()
        {
            Rows = new(history.Leads.Count, history.Touches.Count, history.Deals.Count, history.Costs.Count),
            Response = Response.Of(asLogged, trusted),
            Bands = Proof.Bands.Of(asLogged),
            Survival = Survival.Of(asLogged, trusted),
            Effect = effect,
            Money = MoneyLost.Of(asLogged, effect),
            Touches = AttemptYield.Of(asLogged),
            Dropped = Dropped.Of(asLogged),
            Attribution = Proof.Attribution.Of(history),
            Gauges = Proof.Gauges.Of(history, leftOut),
            Trust = trust.Report,
            Customers = Proof.Customers.Of(history),
            Process = ProcessMap.Of(asLogged) with { Deals = DealSteps.Of(history, leftOut) },
            Compare = compare is null ? null : Comparison.Of(asLogged, trusted, compare),
        };
    }
}

/// <summary>How many rows the figures rest on.</summary>
public sealed record AuditRows(int Leads, int Activities, int Deals, int Costs);
