using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>Chances of one lead or a mean of them: each is out of all leads, not of those that came so far.</summary>
public readonly record struct TrueRates(double Contacted, double Qualified, double Met, double Won)
{
    public static TrueRates operator +(TrueRates one, TrueRates other) => new(one.Contacted + other.Contacted,
        one.Qualified + other.Qualified, one.Met + other.Met, one.Won + other.Won);

    public static TrueRates operator -(TrueRates one, TrueRates other) => new(one.Contacted - other.Contacted,
        one.Qualified - other.Qualified, one.Met - other.Met, one.Won - other.Won);

    public static TrueRates operator /(TrueRates sum, double count) => count == 0 ? default
        : new(sum.Contacted / count, sum.Qualified / count, sum.Met / count, sum.Won / count);
}

/// <summary>
/// How the invented world works. With L = ln(1 + minutes until the first attempt), attempt k reaches the buyer with
/// chance 1 - exp(-e^(lead - slope L) y_k): hazards that are proportional over attempts (complementary log-log).
/// Whoever was reached qualifies, and whoever met buys, with a logit that falls by a slope of its own in L. Waiting
/// changes nothing else: neither how often a rep tries nor whether a qualified lead meets.
/// </summary>
public static class SampleModel
{
    public const double ContactSlope = 0.175;
    public const double QualifySlope = 0.06;
    public const double WinSlope = 0.03;

    /// <summary>Of those who qualify, the share that comes to a meeting, and so gets a deal.</summary>
    public const double Meets = 0.72;

    public const int MostAttempts = 8;

    /// <summary>What each attempt yields, in tenths of the first.</summary>
    public static IReadOnlyList<int> Tenths { get; } = [10, 9, 8, 6, 5, 4, 3, 3];
}

/// <summary>What a wait does to the three chances: a factor on each.</summary>
internal readonly record struct SampleWait(double Contact, double Qualify, double Win)
{
    public static SampleWait Of(double minutes, double effect)
    {
        var log = Dice.Log(1 + minutes) * effect;
        return new(Dice.Exp(-SampleModel.ContactSlope * log), Dice.Exp(-SampleModel.QualifySlope * log),
            Dice.Exp(-SampleModel.WinSlope * log));
    }
}

/// <summary>One lead's own part in its chances.</summary>
/// <param name="Contact">e^lead, the strength of the hazard; 0 for somebody who does not exist.</param>
/// <param name="Stop">The chance that the rep gives up after an attempt in vain.</param>
/// <param name="Qualify">Odds to qualify once reached, had nobody waited.</param>
/// <param name="Win">Odds to buy once met.</param>
internal readonly record struct SampleOdds(double Contact, double Stop, double Qualify, double Win)
{
    /// <summary>The chance that attempt <paramref name="number"/>, from 1, reaches the buyer.</summary>
    public double Hazard(in SampleWait wait, int number) =>
        1 - Dice.Exp(-Contact * wait.Contact * SampleModel.Tenths[number - 1] / 10);

    public double Qualifies(in SampleWait wait) => Share(Qualify * wait.Qualify);

    public double Wins(in SampleWait wait) => Share(Win * wait.Win);

    /// <summary>The mean of the potential outcomes under a wait, over all that chance could bring.</summary>
    public TrueRates At(in SampleWait wait)
    {
        var (contacted, going) = (0.0, 1.0);
        var tenth = Dice.Exp(-Contact * wait.Contact / 10);
        for (var number = 1; number <= SampleModel.MostAttempts; number++)
        {
            var missed = 1.0;
            for (var i = SampleModel.Tenths[number - 1]; i > 0; i--) missed *= tenth;
            contacted += going * (1 - missed);
            going *= missed * (1 - Stop);
        }
        var qualified = contacted * Qualifies(wait);
        var met = qualified * SampleModel.Meets;
        return new(contacted, qualified, met, met * Wins(wait));
    }

    static double Share(double odds) => odds / (1 + odds);
}
