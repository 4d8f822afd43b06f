using Handraiser.Core.Proof;
using Handraiser.Core.Simulation;
using Handraiser.Core.Statistics.Regression;
using Handraiser.Core.Time;
using Handraiser.Core.Touches;
using NodaTime;

namespace Handraiser.Core.Tests.Proof;

/// <summary>
/// Leads of whom a quick answer and the outcome both depend on kind and size, with the effect that was planted: of all,
/// and of those who could have gone either way.
/// </summary>
internal sealed record PlantedFloor(HistoryBuilder Builder, double Effect, double EffectOnOverlap)
{
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 0, 0);
    static readonly string[] Kinds = ["demo", "pricing", "content"];
    static readonly double[] Shifts = [0.7, 0.2, -0.8];
    const int Days = 200;

    public History Build(OpeningHours? hours = null) =>
        Builder.Build(DateTimeZone.Utc, hours ?? OpeningHours.Always, Start + Duration.FromDays(Days + 90));

    /// <param name="effect">Log odds that a quick answer adds.</param>
    public static PlantedFloor Of(ulong seed, int leads = 1500, double effect = 0.8)
    {
        var dice = new Dice(seed * 86_028_121);
        var builder = new HistoryBuilder();
        double gain = 0, tilted = 0, tilts = 0;
        for (var i = 0; i < leads; i++)
        {
            var (kind, size) = (dice.Below(3), dice.Normal());
            var chance = Logistic.Probability(-0.1 + Shifts[kind] + (0.5 * size));
            double Risk(double quick) =>
                Logistic.Probability(-0.6 + (effect * quick) + (1.2 * Shifts[kind]) + (0.5 * size));
            var quick = dice.Happens(chance);
            var wait = quick ? 1 + dice.Below(58) : 70 + dice.Below(2_000);
            var (risk, tilt) = (Risk(1) - Risk(0), chance * (1 - chance));
            (gain, tilted, tilts) = (gain + risk, tilted + (tilt * risk), tilts + tilt);
            var at = Start + Duration.FromMinutes(dice.Below(Days * 24 * 60));
            var wins = dice.Happens(Risk(quick ? 1 : 0));
            Add(builder, $"l{i}", at, Kinds[kind], Math.Exp(4 + size), wait, wins, $"rep{dice.Below(8)}");
        }
        return new(builder, gain / leads, tilted / tilts);
    }

    static void Add(
        HistoryBuilder builder, string id, Instant at, string kind, double employees, int wait, bool wins, string owner)
    {
        var lead = new LeadEntry(id, at)
        {
            Kind = kind, Employees = employees, Owner = owner,
            QualifiedAt = wins ? at + Duration.FromDays(20) : null,
        };
        builder.AddLead(lead);
        builder.AddTouch(new TouchEntry(id, at + Duration.FromMinutes(wait), Grade.Attempt) { Id = "t" + id });
    }
}
