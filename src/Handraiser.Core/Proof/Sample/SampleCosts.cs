using Handraiser.Core.Simulation;
using NodaTime;

namespace Handraiser.Core.Proof;

/// <summary>What was spent on each source, month by month.</summary>
internal static class SampleCosts
{
    public static IReadOnlyList<CostEntry> Of(SamplePlan plan, ulong seed)
    {
        var intensity = SampleArrivals.Intensity(plan);
        var costs = new List<CostEntry>();
        for (var day = plan.FirstDay; day < plan.FirstDay.PlusDays(plan.Days);)
        {
            var next = LocalDate.Min(day.With(DateAdjusters.EndOfMonth).PlusDays(1), plan.FirstDay.PlusDays(plan.Days));
            var (from, to) = (Midnight(plan, day), Midnight(plan, next));
            var leads = plan.Leads * (Until(to) - Until(from)) / intensity[^1];
            for (var source = 0; source < SampleWords.CostPerLead.Length; source++)
            {
                var dice = Dice.Of(seed, DicePurpose.Sample, costs.Count, 5);
                var spent = leads * SampleWords.Sources.ShareOf(source) * SampleWords.CostPerLead[source];
                if (spent <= 0) continue;
                costs.Add(new CostEntry(from, to, Math.Round(spent * dice.LogNormal(1, 0.12), 2))
                {
                    Source = SampleWords.Sources.Words[source],
                });
            }
            day = next;
        }
        return costs;

        double Until(Instant at) => (int)(at - plan.Start).TotalHours is > 0 and var hour
            ? intensity[Math.Min(hour, intensity.Length) - 1] : 0;
    }

    static Instant Midnight(SamplePlan plan, LocalDate date) => date.AtStartOfDayInZone(SamplePlan.Zone).ToInstant();
}
