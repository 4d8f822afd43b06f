namespace Handraiser.Core.Statistics;

/// <summary>
/// Proportional hazards (D. R. Cox, "Regression models and life-tables", JRSS B 34, 1972), with time-dependent
/// covariates by rows that start and stop (Therneau and Grambsch, "Modeling survival data", 2000).
/// </summary>
public static class Cox
{
    const int MostRounds = 30;
    const double NegligibleStep = 1e-9;

    /// <summary>The most likely coefficients, by Newton's method with halved steps.</summary>
    /// <param name="robust">Also the sandwich errors, over clusters where the rows have them.</param>
    public static CoxFit Fit(CoxRows rows, Ties ties = Ties.Efron, bool robust = false)
    {
        rows.Check();
        var table = CoxTable.Of(rows);
        CoxLikelihood likelihood = ties == Ties.Exact ? new CoxExact(table) : new CoxRiskSets(table, ties);
        if (ties == Ties.Exact && robust)
            throw new ArgumentException("The exact likelihood has no robust errors.");
        var beta = new double[table.Width];
        likelihood.Evaluate(beta);
        var nothing = likelihood.Value;
        var pivots = Pivots.Of(likelihood.Information);
        var score = SignificanceTest.ChiSquare(pivots.Form(likelihood.Gradient), pivots.Rank);
        var converged = Climb(likelihood, beta);
        var covariance = Pivots.Of(likelihood.Information).Inverse;
        var sandwich = !robust ? null
            : CoxRobust.Sandwich(table, (CoxRiskSets)likelihood, beta, covariance, rows.Cluster);
        return new(table.ToUnits(beta), table.ToUnits(covariance), sandwich is null ? null : table.ToUnits(sandwich),
            nothing, likelihood.Value, score, rows.Stop.Length, rows.Happened.Count(happened => happened), ties,
            converged);
    }

    /// <summary>
    /// Whether the hazards stay proportional: the score tests of covariates that grow with the time, each and all
    /// (Grambsch and Therneau, Biometrika 81, 1994, in the exact form of R's survival from version 3). A small
    /// probability says that one hazard ratio does not tell the story.
    /// </summary>
    public static Proportionality Proportional(CoxRows rows, CoxFit fit, HazardTime time = HazardTime.KaplanMeier)
    {
        if (fit.Ties == Ties.Exact) throw new ArgumentException("The exact likelihood has no such test.");
        var table = CoxTable.Of(rows);
        return CoxProportionality.Test(table, new(table, fit.Ties), table.FromUnits(fit.Coefficients),
            time == HazardTime.Identity ? table.Stop : CoxProportionality.ShareDone(rows, table));
    }

    /// <summary>How often the model ranks two waits rightly, and its standard error.</summary>
    public static Concordance Concordant(CoxRows rows, CoxFit fit)
    {
        var risk = new double[rows.Stop.Length];
        for (var i = 0; i < risk.Length; i++)
            for (var a = 0; a < rows.Covariates.Length; a++) risk[i] += rows.Covariates[a][i] * fit.Coefficients[a];
        return Concordance.Of(rows, risk);
    }

    static bool Climb(CoxLikelihood likelihood, double[] beta)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var from = likelihood.Value;
            var step = Pivots.Of(likelihood.Information).Times(likelihood.Gradient);
            var length = step.Length == 0 ? 0 : step.Max(Math.Abs);
            if (!double.IsFinite(length) || !double.IsFinite(from)) return false;
            for (var halved = 0; ; halved++)
            {
                for (var a = 0; a < beta.Length; a++) beta[a] += step[a];
                likelihood.Evaluate(beta);
                if (likelihood.Value >= from - (1e-11 * Math.Abs(from)) || halved == 30) break;
                for (var a = 0; a < beta.Length; a++) (beta[a], step[a]) = (beta[a] - step[a], step[a] / 2);
            }
            if (length < NegligibleStep) return true;
        }
        return false;
    }
}
