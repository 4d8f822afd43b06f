using System.Runtime.CompilerServices;

namespace Handraiser.Core.Statistics;

/// <summary>How time is measured when hazards are watched for drifting: by the share done (not moved by a few long
/// waits) or as it is.</summary>
public enum HazardTime { KaplanMeier, Identity }

/// <summary>The tests of proportional hazards, for each covariate and for all together.</summary>
public sealed record Proportionality(SignificanceTest[] Covariates, SignificanceTest All);

/// <summary>Gathers, on the walk over the times, the derivatives by coefficients that grow with the time.</summary>
internal sealed class CoxProportionality
{
    readonly CoxTable table;
    readonly double[] clock;
    readonly double[] gradient;
    readonly double[,] cross;
    readonly double[,] square;
    double now;

    CoxProportionality(CoxTable table, double[] clock)
    {
        (this.table, this.clock) = (table, clock);
        (gradient, cross, square) = (new double[table.Width], new double[table.Width, table.Width],
            new double[table.Width, table.Width]);
    }

    /// <summary>The share of all rows that was done just before each row's stop.</summary>
    public static double[] ShareDone(CoxRows rows, CoxTable table)
    {
        var curve = KaplanMeier.Of(rows.Stop, rows.Happened, rows.Start);
        var done = new double[table.Stop.Length];
        for (var i = 0; i < done.Length; i++)
        {
            var place = Array.BinarySearch(curve.Times, table.Stop[i]) - 1;
            done[i] = place < 0 ? 0 : 1 - curve.Survival[place];
        }
        return done;
    }

    public static Proportionality Test(CoxTable table, CoxRiskSets likelihood, double[] beta, double[] clock)
    {
        var time = new CoxProportionality(table, Centred(clock, table.Happened));
        likelihood.Time = time;
        likelihood.Evaluate(beta);
        likelihood.Time = null;
        return time.Result(Pivots.Of(likelihood.Information));
    }

    [MethodImpl(RowLoop.Fast)]
    public void BeginTime(int first, int last)
    {
        now = clock[first];
        for (var i = first; i <= last; i++)
        {
            if (!table.Happened[i]) continue;
            for (var a = 0; a < gradient.Length; a++) gradient[a] += now * table.X[(i * gradient.Length) + a];
        }
    }

    [MethodImpl(RowLoop.Fast)]
    public void Mean(double weight, ReadOnlySpan<double> mean)
    {
        for (var a = 0; a < mean.Length; a++) gradient[a] -= now * weight * mean[a];
    }

    /// <summary>The lower half only.</summary>
    [MethodImpl(RowLoop.Fast)]
    public void Spread(int a, int b, double spread)
    {
        cross[a, b] += now * spread;
        square[a, b] += now * now * spread;
    }

    // What the drift says beyond the coefficients themselves: the square block less what the cross block explains.
    Proportionality Result(Pivots information)
    {
        var width = gradient.Length;
        for (var a = 0; a < width; a++)
            for (var b = 0; b < a; b++) (cross[b, a], square[b, a]) = (cross[a, b], square[a, b]);
        var left = (double[,])square.Clone();
        for (var a = 0; a < width; a++)
            for (var b = 0; b < width; b++)
                for (var c = 0; c < width; c++)
                    for (var d = 0; d < width; d++) left[a, b] -= cross[a, c] * information.Inverse[c, d] * cross[d, b];
        var all = Pivots.Of(left);
        return new([.. Enumerable.Range(0, width).Select(a => SignificanceTest.ChiSquare(
                gradient[a] * gradient[a] / left[a, a], information.Kept[a] ? 1 : 0))],
            SignificanceTest.ChiSquare(all.Form(gradient), all.Rank));
    }

    // The tests do not depend on where the clock begins; centred, less is lost in the subtraction above.
    static double[] Centred(double[] clock, bool[] happened)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < clock.Length; i++)
            if (happened[i]) (sum, count) = (sum + clock[i], count + 1);
        return [.. clock.Select(time => time - (sum / count))];
    }
}
