namespace Handraiser.Core.Statistics;

/// <summary>A fitted proportional-hazards model.</summary>
/// <param name="Coefficients">The logarithms of the hazard ratios; 0 where a covariate says nothing beyond those before
/// it.</param>
/// <param name="Covariance">The inverse of the information.</param>
/// <param name="RobustCovariance">The sandwich over rows or clusters (Lin and Wei, JASA 84, 1989); none when it was not
/// asked for.</param>
/// <param name="LogLikelihoodNull">Without any covariate.</param>
/// <param name="Score">The score test of all coefficients at nought.</param>
/// <param name="Converged">Whether the last step was negligible. Otherwise a covariate separates the events from the
/// others and its hazard ratio has no end.</param>
public sealed record CoxFit(double[] Coefficients, double[,] Covariance, double[,]? RobustCovariance,
    double LogLikelihoodNull, double LogLikelihood, SignificanceTest Score, int Rows, int Events, Ties Ties,
    bool Converged)
{
    /// <summary>Twice the gain of the log likelihood.</summary>
    public SignificanceTest LikelihoodRatio =>
        SignificanceTest.ChiSquare(2 * (LogLikelihood - LogLikelihoodNull), Score.DegreesOfFreedom);

    /// <summary>The test of all coefficients together, by the robust covariance if there is one.</summary>
    public SignificanceTest Wald
    {
        get
        {
            var pivots = Pivots.Of(RobustCovariance ?? Covariance);
            return SignificanceTest.ChiSquare(pivots.Form(Coefficients), pivots.Rank);
        }
    }

    /// <summary>The standard error of a coefficient from the information; 0 where it was left out.</summary>
    public double StandardError(int covariate) => Math.Sqrt(Covariance[covariate, covariate]);

    /// <summary>The one that holds when rows share their luck or hazards are not proportional; the plain one when no
    /// robust one was asked for.</summary>
    public double RobustError(int covariate) => Math.Sqrt((RobustCovariance ?? Covariance)[covariate, covariate]);

    /// <summary>How the hazard changes with one unit of the covariate, limits by the robust error if there is one.
    /// </summary>
    public RatioEstimate HazardRatio(int covariate, double confidence = 0.95) =>
        RatioEstimate.FromLog(Coefficients[covariate], RobustError(covariate), confidence);

    /// <summary>The two-sided test of one coefficient, by the robust error if there is one.</summary>
    public SignificanceTest Test(int covariate)
    {
        var z = Coefficients[covariate] / RobustError(covariate);
        return new(z, 0, Tails.NormalTwoSided(z));
    }
}
