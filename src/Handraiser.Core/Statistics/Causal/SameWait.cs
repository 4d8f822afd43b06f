using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// Whether an instrument tells of the outcome beyond the wait that it caused. If the adjusted curve by wait is the
/// whole story it must not: this is the question of Wu and Hausman, put to the whole curve and not to two arms (J.
/// Hausman, Econometrica 46, 1978; the variable-addition form). With two arms the answers differ already when those
/// held up wait longer than others who waited. It assumes what an <see cref="Instrument"/> and a
/// <see cref="GFormula"/> assume; a failure does not say which of them is wrong.
/// </summary>
/// <param name="P">How often chance alone tells as much.</param>
/// <param name="Expected">The probability of the outcome of each row by the curve alone.</param>
public sealed record SameWait(double P, double[] Expected)
{
    const string Pushed = "pushed";

    /// <param name="study">With waits; of its covariates none may be the instrument.</param>
    /// <param name="pushed">The instrument.</param>
    public static SameWait Of(Study study, bool[] pushed, int knots = 5)
    {
        var curve = new WaitModel(study, knots);
        var column = NumericColumn.Of(Pushed, pushed);
        var with = new WaitModel(study with { Covariates = [column, .. study.Covariates] }, knots, study.Errors());
        return new(with.Coefficient(Pushed).P, curve.AsItWas());
    }
}
