using Handraiser.Core.Proof;

namespace Handraiser.App.Features.Audit;

/// <summary>From a history to the figures that are told about it.</summary>
internal static class Audit
{
    public static AuditFigures Of(History history) =>
        new(new AuditRows(history.Leads.Count, history.Touches.Count, history.Deals.Count, history.Costs.Count));
}

/// <summary>The first level of <c>report.json</c>.</summary>
internal sealed record AuditFigures(AuditRows Rows);

/// <summary>How many rows the figures rest on.</summary>
internal sealed record AuditRows(int Leads, int Activities, int Deals, int Costs);
