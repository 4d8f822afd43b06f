namespace Handraiser.Core.Statistics.Causal;

/// <summary>
/// How strongly something unmeasured would have to go along with both the treatment and the outcome, as risk ratios
/// beyond the measured covariates, to explain an effect away (VanderWeele and Ding, Annals of Internal Medicine 167,
/// 2017). 1 means that nothing is needed. It bounds what a confounder could do and does not say whether there is one.
/// </summary>
/// <param name="OfEstimate">To move the estimate to no effect.</param>
/// <param name="OfLimit">To move the nearer 95 % limit there; 1 when the interval has no effect inside already.</param>
public sealed record EValue(double OfEstimate, double OfLimit)
{
    /// <summary>From a risk ratio.</summary>
    public static EValue OfRiskRatio(Estimate ratio)
    {
        var limit = ratio.Value >= 1 ? Math.Max(1, ratio.Low) : Math.Min(1, ratio.High);
        return new(Needed(ratio.Value), Needed(limit));
    }

    /// <summary>
    /// From an odds ratio: of a rare outcome (under some 15 %) it is about a risk ratio, of a common one its square
    /// root is.
    /// </summary>
    public static EValue OfOddsRatio(Estimate odds, bool common) => OfRiskRatio(!common
        ? odds
        : new(Math.Sqrt(odds.Value), odds.StandardError / 2, Math.Sqrt(odds.Low), Math.Sqrt(odds.High)));

    static double Needed(double ratio)
    {
        var above = ratio >= 1 ? ratio : 1 / ratio;
        return above + Math.Sqrt(above * (above - 1));
    }
}
