using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;
using Handraiser.Core.Tests.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Causal;

/// <summary>The rows that R was given.</summary>
internal static class OracleStudy
{
    public static Table Rows { get; } = Oracle.Causal.Rows();

    public static Column[] Covariates { get; } = [Rows.Number("size"), Rows.Number("hour"), Rows.Category("source", "form")];

    public static Study Asked { get; } = new(Rows.Numbers("won"), Rows.Flags("treated"), Covariates)
    {
        WaitMinutes = Array.ConvertAll(Rows.Numbers("minutes"), wait => wait < 0 ? double.PositiveInfinity : wait),
    };

    public static Study Clustered { get; } = Asked with { Clusters = Rows.Clusters("cluster") };

    public static Propensity Scored { get; } = Propensity.Of(Asked);

    /// <summary>Values to ten digits, errors to six: R's Jacobian is numeric.</summary>
    public static void Same(string part, Contrast rows, Contrast clusters)
    {
        var oracle = Oracle.Causal;
        Oracle.Close(oracle.Number($"{part}/treated"), rows.Treated.Value, 1e-9);
        Oracle.Close(oracle.Number($"{part}/untreated"), rows.Untreated.Value, 1e-9);
        Oracle.Close(oracle.Number($"{part}/difference"), rows.Difference.Value, 1e-9);
        Oracle.Close(oracle.Number($"{part}/ratio"), rows.Ratio!.Value, 1e-9);
        foreach (var (kind, contrast) in new[] { ("row", rows), ("cluster", clusters) })
        {
            Oracle.Close(oracle.Number($"{part}/{kind}/treated"), contrast.Treated.StandardError, 1e-6, kind);
            Oracle.Close(oracle.Number($"{part}/{kind}/untreated"), contrast.Untreated.StandardError, 1e-6, kind);
            Oracle.Close(oracle.Number($"{part}/{kind}/difference"), contrast.Difference.StandardError, 1e-6, kind);
            Oracle.Close(oracle.Number($"{part}/{kind}/logRatio"), contrast.Ratio!.StandardError, 1e-6, kind);
        }
    }
}
