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

    public required TrustReport Trust { get; init; }

    /// <summary>Works out every figure. The same history gives the same report, byte for byte.</summary>
    public static AuditReport Of(History history)
    {
        var trust = Proof.Trust.Of(history);
        var asLogged = Answers.Of(history);
        var trusted = trust.Report.LeftOut.Count == 0 ? asLogged : Answers.Of(history, trust.Marks.LeftOut);
        return new()
        {
            Rows = new(history.Leads.Count, history.Touches.Count, history.Deals.Count, history.Costs.Count),
            Response = Response.Of(asLogged, trusted),
            Bands = Proof.Bands.Of(asLogged),
            Trust = trust.Report,
        };
    }
}

/// <summary>How many rows the figures rest on.</summary>
public sealed record AuditRows(int Leads, int Activities, int Deals, int Costs);
