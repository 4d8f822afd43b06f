namespace Handraiser.Core.Statistics;

/// <summary>How events at the same time are counted. Times in whole minutes tie often: Breslow's way is off then.
/// </summary>
public enum Ties
{
    /// <summary>B. Efron, JASA 72, 1977: close to exact and as fast as can be.</summary>
    Efron,

    /// <summary>N. Breslow, Biometrics 30, 1974: as if each of the tied events saw all the others still waiting.
    /// </summary>
    Breslow,

    /// <summary>The likelihood of truly discrete times (D. R. Cox, 1972; Gail, Lubin and Rubinstein, Biometrika 68,
    /// 1981). Its cost grows with the number of ties: for a few thousand rows.</summary>
    Exact,
}

/// <summary>
/// What a proportional-hazards model is fitted to. A row is one wait, or one piece of a wait during which its
/// covariates stayed as they are: such a piece begins after its start and ends with its stop.
/// </summary>
/// <param name="Stop">When each row was last seen waiting, or its event.</param>
/// <param name="Happened">Whether it ended with the event.</param>
/// <param name="Covariates">One column for each covariate.</param>
public sealed record CoxRows(double[] Stop, bool[] Happened, params double[][] Covariates)
{
    /// <summary>When each row came under observation, before its stop; from the beginning without it.</summary>
    public double[]? Start { get; init; }

    /// <summary>Rows are compared only within their stratum.</summary>
    public int[]? Stratum { get; init; }

    /// <summary>Rows that share their luck, such as those of one rep or the pieces of one wait.</summary>
    public int[]? Cluster { get; init; }

    internal void Check()
    {
        Lengths.Same(Stop.Length, Happened.Length);
        Lengths.NoHoles(Stop);
        foreach (var column in Covariates)
        {
            Lengths.Same(Stop.Length, column.Length);
            Lengths.NoHoles(column);
        }
        if (Stratum is not null) Lengths.Same(Stop.Length, Stratum.Length);
        if (Cluster is not null) Lengths.Same(Stop.Length, Cluster.Length);
        if (Start is null) return;
        Lengths.Same(Stop.Length, Start.Length);
        for (var i = 0; i < Stop.Length; i++)
            if (!(Start[i] < Stop[i])) throw new ArgumentException("A row stops before it starts.");
    }
}
