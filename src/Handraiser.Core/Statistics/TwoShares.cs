namespace Handraiser.Core.Statistics;

/// <summary>Two shares side by side, such as leads that converted of those answered soon and of the others.</summary>
public readonly record struct TwoShares(Share First, Share Second)
{
    /// <summary>The first rate less the second.</summary>
    public double Difference => First.Rate - Second.Rate;

    /// <summary>Limits of the difference from the Wilson limits of both shares: R. G. Newcombe's hybrid score interval,
    /// Statistics in Medicine 17, 1998, method 10.</summary>
    public Interval Newcombe(double confidence = 0.95)
    {
        Interval first = Proportions.Wilson(First, confidence), second = Proportions.Wilson(Second, confidence);
        return new(Difference - Length(First.Rate - first.Low, second.High - Second.Rate),
            Difference + Length(first.High - First.Rate, Second.Rate - second.Low));

        static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));
    }

    /// <summary>Pearson's chi-square with one degree of freedom, with F. Yates' correction when asked for.</summary>
    public SignificanceTest ChiSquare(bool corrected = false)
    {
        double a = First.Count, b = First.Of - First.Count, c = Second.Count, d = Second.Of - Second.Count;
        var n = a + b + c + d;
        var cross = Math.Abs((a * d) - (b * c));
        // As much of the correction as there is difference to take it from.
        if (corrected) cross -= Math.Min(n / 2, cross);
        return SignificanceTest.ChiSquare(cross / (a + b) * cross / (c + d) * n / (a + c) / (b + d), 1);
    }

    /// <summary>The odds of the first over the odds of the second, limits by B. Woolf's logit method, 1955.</summary>
    public RatioEstimate OddsRatio(double confidence = 0.95)
    {
        double a = First.Count, b = First.Of - First.Count, c = Second.Count, d = Second.Of - Second.Count;
        return RatioEstimate.FromLog(Math.Log(a / b * (d / c)),
            Math.Sqrt((1 / a) + (1 / b) + (1 / c) + (1 / d)), confidence);
    }

    /// <summary>The first rate over the second, limits by Katz, Baptista, Azen and Pike, Biometrics 34, 1978.</summary>
    public RatioEstimate RiskRatio(double confidence = 0.95) => RatioEstimate.FromLog(
        Math.Log(First.Rate / Second.Rate), Math.Sqrt((1.0 / First.Count) - (1.0 / First.Of)
            + (1.0 / Second.Count) - (1.0 / Second.Of)), confidence);

    /// <summary>Fisher's exact test given both margins: the probability of all tables that are no likelier than this
    /// one.</summary>
    public double FisherP() => Hypergeometric.Of(this).NoLikelierThan(First.Count);

    /// <summary>The odds ratio that is likeliest given both margins (nearer to 1 than the plain one); 0 or infinite
    /// when a cell that could hold something is empty.</summary>
    public double ConditionalOddsRatio() => Hypergeometric.Of(this).LikeliestOddsRatio(First.Count);
}
