using Handraiser.Core.Simulation;
using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Causal;

/// <summary>Leads whose truth is known, because it was planted.</summary>
internal static class PlantedWorld
{
    public const int Seeds = 200;
    const double Effect = 0.7;
    static readonly double[] SourceEffects = [0, 0.9, -0.6];

    /// <summary>How many of the seeds hold.</summary>
    public static int Count(Func<ulong, bool> holds, int seeds = Seeds) =>
        Enumerable.Range(1, seeds).Count(seed => holds((ulong)seed));

    public static bool Holds(this Estimate estimate, double truth) => estimate.Low <= truth && truth <= estimate.High;

    /// <summary>A 95 % interval holds the truth so often of 200, give or take three standard errors.</summary>
    public static void AboutNineteenOfTwenty(int count) => Assert.InRange(count, 181, 199);

    /// <summary>Who is quick and who buys depends on size and source, and on nothing that is not seen.</summary>
    public static Study Confounded(ulong seed, int rows = 1200)
    {
        var dice = new Dice(seed * 7919);
        var (size, source) = (new double[rows], new int[rows]);
        var (treated, won, waits) = (new bool[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            (size[i], source[i]) = (dice.Normal(), dice.Below(3));
            treated[i] = dice.Happens(Chance(size[i], source[i]));
            waits[i] = treated[i] ? dice.LogNormal(15, 0.5) : dice.LogNormal(300, 1);
            won[i] = dice.Happens(Risk(size[i], source[i], treated[i])) ? 1 : 0;
        }
        return new(won, treated, [new NumericColumn("size", size), Source(source)]) { WaitMinutes = waits };
    }

    /// <summary>The effect on everybody, and on those who could have gone either way.</summary>
    public static (double All, double Overlap) Truth { get; } = Integrate();

    /// <summary>Log odds fall with log(1 + wait), and who is large waits less and buys more.</summary>
    public static Study Waiting(ulong seed, int rows = 1200)
    {
        var dice = new Dice(seed * 104_729);
        var (size, waits, won) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            size[i] = dice.Normal();
            waits[i] = Math.Exp(4 - (0.7 * size[i]) + (1.5 * dice.Normal()));
            won[i] = dice.Happens(Logistic.Probability((0.8 * size[i]) - (0.3 * Math.Log(1 + waits[i])))) ? 1 : 0;
        }
        return new(won, Array.ConvertAll(waits, wait => wait <= 60), [new NumericColumn("size", size)]) { WaitMinutes = waits };
    }

    public static double RiskAfter(double minutes) =>
        Mean(size => Logistic.Probability((0.8 * size) - (0.3 * Math.Log(1 + minutes))));

    /// <summary>
    /// Being quick adds 12 points; so does something unseen that also makes quick, as strongly as asked for.
    /// </summary>
    public static InstrumentStudy Hidden(ulong seed, double strength, int rows = 1200)
    {
        var dice = new Dice(seed * 15_485_863);
        var (size, night) = (new double[rows], new double[rows]);
        var (treated, won) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            size[i] = dice.Share() - 0.5;
            night[i] = dice.Happens(0.4) ? 1 : 0;
            var unseen = dice.Happens(0.5) ? 0.5 : -0.5;
            treated[i] = dice.Happens(0.6 - (0.4 * night[i]) + (0.1 * size[i]) + (0.3 * strength * unseen)) ? 1 : 0;
            won[i] = dice.Happens(0.3 + (0.12 * treated[i]) + (0.1 * size[i]) + (0.3 * strength * unseen)) ? 1 : 0;
        }
        return new(won, treated, [new NumericColumn("night", night)], [new NumericColumn("size", size)]);
    }

    /// <summary>Whole teams are quick or not, and teams differ; being quick changes nothing.</summary>
    public static Study Teams(ulong seed, bool known)
    {
        var dice = new Dice(seed * 32_452_843);
        var (teams, each) = (60, 20);
        var (treated, won, team) = (new bool[teams * each], new double[teams * each], new int[teams * each]);
        for (var t = 0; t < teams; t++)
        {
            var (quick, level) = (t % 2 == 0, 0.4 + (0.25 * (dice.Share() - 0.5)) + (dice.Happens(0.5) ? 0.15 : -0.15));
            for (var i = t * each; i < (t + 1) * each; i++)
            {
                (treated[i], team[i]) = (quick, t);
                won[i] = dice.Happens(level) ? 1 : 0;
            }
        }
        return new(won, treated, []) { Clusters = known ? Clusters.Of(team) : null };
    }

    /// <summary>
    /// Arrivals around closing time: the outcome drifts slowly, and falls by 10 points at the close.
    /// </summary>
    public static ClosingArrivals Closing(ulong seed, int rows = 4000)
    {
        var dice = new Dice(seed * 49_979_687);
        var (minutes, won, waits, size) = (new double[rows], new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            minutes[i] = Math.Round((dice.Share() * 600) - 400);
            size[i] = dice.Normal();
            waits[i] = minutes[i] < 0 ? dice.LogNormal(15, 1) : dice.LogNormal(720, 0.2);
            won[i] = dice.Happens(minutes[i] < 0 ? 0.35 : 0.25) ? 1 : 0;
        }
        return new(minutes, won, waits, [new NumericColumn("size", size)]);
    }

    static CategoryColumn Source(int[] codes) => new("source", codes, ["form", "chat", "web"]);

    static double Chance(double size, int source) => Logistic.Probability(0.2 + (0.9 * size) + SourceEffects[source]);

    static double Risk(double size, int source, bool treated) =>
        Logistic.Probability(-1 + (treated ? Effect : 0) + (0.8 * size) + SourceEffects[source]);

    static (double All, double Overlap) Integrate()
    {
        double all = 0, sum = 0, total = 0;
        for (var source = 0; source < 3; source++)
        {
            double Gain(double size) => Risk(size, source, true) - Risk(size, source, false);
            double Tilt(double size) => Chance(size, source) * (1 - Chance(size, source));
            all += Mean(Gain) / 3;
            sum += Mean(size => Tilt(size) * Gain(size));
            total += Mean(Tilt);
        }
        return (all, sum / total);
    }

    static double Mean(Func<double, double> of)
    {
        double sum = 0, total = 0;
        for (var at = -6.0; at <= 6; at += 0.01)
        {
            var weight = Math.Exp(-at * at / 2);
            sum += weight * of(at);
            total += weight;
        }
        return sum / total;
    }
}
