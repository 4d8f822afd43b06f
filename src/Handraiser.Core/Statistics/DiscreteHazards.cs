namespace Handraiser.Core.Statistics;

/// <summary>One attempt in a row of attempts.</summary>
/// <param name="Number">The first is 1.</param>
/// <param name="Hazard">Those who succeeded with this attempt, of those with whom it was made.</param>
/// <param name="GivenUp">Those for whom it was the last although it failed.</param>
/// <param name="Succeeded">The share that would have succeeded by now if nobody had been given up.</param>
/// <param name="StandardError">That of <paramref name="Succeeded"/>, by M. Greenwood's formula; NaN where all have.
/// </param>
public readonly record struct DiscreteHazard(int Number, Share Hazard, long GivenUp, double Succeeded,
    double StandardError);

/// <summary>
/// Survival in whole attempts (D. R. Cox, JRSS B 34, 1972, section 6; Singer and Willett, Journal of Educational
/// Statistics 18, 1993): the chance of each attempt given that all before it failed. Who is given up leaves the count
/// after the last attempt and is not taken for a failure of attempts that were never made.
/// </summary>
public static class DiscreteHazards
{
    /// <summary>The hazards of attempts 1 up to the most that anyone saw.</summary>
    /// <param name="attempts">How many attempts were made with each, up to and with the one that succeeded. None is
    /// passed over.</param>
    /// <param name="succeeded">Whether the last of them succeeded.</param>
    public static DiscreteHazard[] Of(ReadOnlySpan<int> attempts, ReadOnlySpan<bool> succeeded)
    {
        Lengths.Same(attempts.Length, succeeded.Length);
        var most = 0;
        foreach (var count in attempts) most = Math.Max(most, count);
        var (good, bad) = (new long[most + 1], new long[most + 1]);
        for (var i = 0; i < attempts.Length; i++)
            if (attempts[i] > 0) (succeeded[i] ? good : bad)[attempts[i]]++;

        var hazards = new DiscreteHazard[most];
        var tried = good.Sum() + bad.Sum();
        double left = 1, spread = 0;
        for (var number = 1; number <= most; number++)
        {
            var share = new Share(good[number], tried);
            left *= 1 - share.Rate;
            spread += good[number] / ((double)tried * (tried - good[number]));
            hazards[number - 1] = new(number, share, bad[number], 1 - left, left * Math.Sqrt(spread));
            tried -= good[number] + bad[number];
        }
        return hazards;
    }
}
