using Handraiser.Core.Simulation;

namespace Handraiser.Core.Proof;

/// <summary>Who asks, and what for: everything that is settled before anybody works.</summary>
internal readonly record struct SampleBuyer
{
    const double Unlisted = 0.08, Nobody = 0.025, Twin = 0.015;
    const int MostEmployees = 40_000;

    public byte Kind { get; init; }
    public byte Source { get; init; }
    public sbyte Campaign { get; init; }
    public byte Country { get; init; }
    public byte Tool { get; init; }
    public byte Industry { get; init; }
    public byte Visits { get; init; }
    public bool Newsletter { get; init; }

    /// <summary>0 when the export does not have it; then nobody knew it and it did nothing.</summary>
    public int Employees { get; init; }

    /// <summary>How good the lead looks, by what the export shows: intent, source and size.</summary>
    public double Quality { get; init; }

    /// <summary>What reps see and the export does not show; standard normal.</summary>
    public double Unseen { get; init; }

    /// <summary>Nobody is there to be reached, or it is a lead that came before: closed untouched.</summary>
    public Ending Void { get; init; }

    public SampleOdds Odds { get; init; }

    public static SampleBuyer Draw(SamplePlan plan, ulong seed, long number)
    {
        var dice = Dice.Of(seed, DicePurpose.Sample, number);
        var (kind, source) = (SampleWords.Kinds.Pick(ref dice), SampleWords.Sources.Pick(ref dice));
        var campaigns = SampleWords.Campaigns[source].Length;
        var size = Math.Clamp((int)dice.LogNormal(60, 1.4) + 1, 1, MostEmployees);
        var employees = dice.Happens(Unlisted) ? 0 : size;
        var quality = SampleWords.Kinds.Effects[kind] + SampleWords.Sources.Effects[source]
            + (employees == 0 ? 0 : Math.Clamp(0.15 * Dice.Log(employees / 60.0), -0.5, 0.5));
        var buyer = new SampleBuyer
        {
            Kind = kind, Source = source, Campaign = (sbyte)(campaigns == 0 ? -1 : dice.Below(campaigns)),
            Country = SampleWords.Countries.Pick(ref dice), Tool = SampleWords.Tools.Pick(ref dice),
            Industry = SampleWords.Industries.Pick(ref dice), Visits = (byte)(1 + dice.Poisson(4)),
            Newsletter = dice.Happens(0.35), Employees = employees, Quality = quality, Unseen = dice.Normal(),
            Void = dice.Share() switch
            {
                < Nobody => Ending.Disqualified, < Nobody + Twin => Ending.Merged, _ => Ending.Open,
            },
        };
        return buyer with { Odds = OddsOf(buyer, plan.Hidden) };
    }

    // Pages that were looked at and the tool in use tell who buys; reps see neither in time to hurry.
    static SampleOdds OddsOf(in SampleBuyer buyer, double hidden)
    {
        if (buyer.Void != Ending.Open) return default;
        var seen = buyer.Quality + (hidden * buyer.Unseen);
        var visits = (Math.Min(buyer.Visits, (byte)11) - 5) / 4.0;
        var tool = SampleWords.Tools.Effects[buyer.Tool];
        return new(Dice.Exp(-0.64 + (0.45 * seen) + (0.06 * visits)), buyer.Stop,
            Dice.Exp(-0.1 + (0.5 * seen) + (0.25 * visits) + (0.4 * tool)),
            Dice.Exp(-1.05 + (0.3 * seen) + (0.7 * visits) + (0.7 * tool)));
    }

    /// <summary>How soon a rep gives up, by what was asked for.</summary>
    double Stop => Kind switch { 0 => 0.15, 1 => 0.18, 4 => 0.42, _ => 0.25 };
}
