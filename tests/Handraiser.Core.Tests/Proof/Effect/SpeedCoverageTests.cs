using Handraiser.Core.Proof;

namespace Handraiser.Core.Tests.Proof;

/// <summary>
/// Known truths lie inside the intervals as often as promised. A few seeds each time; two hundred when the environment
/// asks for a soak.
/// </summary>
public sealed class SpeedCoverageTests
{
    static readonly bool Soak = Environment.GetEnvironmentVariable("HANDRAISER_SOAK") is not null;
    static readonly int Seeds = Soak ? 200 : 20;

    // 95 % of them, give or take three standard errors.
    static void AsPromised(IReadOnlyCollection<bool> held) =>
        Assert.InRange(held.Count(one => one), Soak ? 181 : 16, Seeds);

    static bool Holds(SpeedEffect effect, string step, double truth)
    {
        var found = effect.Steps.Single(one => one.Step == step);
        return found.Low <= truth && truth <= found.High;
    }

    [Fact]
    public void Adjusted_steps_hold_the_planted_effect_and_the_raw_one_does_not()
    {
        var worlds = Enumerable.Range(1, Seeds).Select(seed => PlantedFloor.Of((ulong)seed))
            .Select(floor => (Floor: floor, Effect: SpeedEffect.Of(Answers.Of(floor.Build())))).ToList();
        foreach (var step in (string[])["gFormula", "inverseWeights", "doublyRobust"])
        {
            AsPromised([.. worlds.Select(one => Holds(one.Effect, step, one.Floor.Effect))]);
        }
        AsPromised([.. worlds.Select(one => Holds(one.Effect, "overlapWeights", one.Floor.EffectOnOverlap))]);
        Assert.InRange(worlds.Count(one => Holds(one.Effect, "raw", one.Floor.Effect)), 0, Seeds / 2);
    }

    [Fact]
    public void The_risks_by_wait_hold_the_potential_outcomes_of_the_sample()
    {
        List<bool> at60 = [], lostBy60 = [], lostByDay = [];
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var (history, truth, _) = Sample.Read(Clean(1500), (ulong)seed);
            var effect = SpeedEffect.Of(Answers.Of(history));
            // Those whom nobody could have reached are closed untouched, and out.
            var all = truth.Groups.Single(group => group.Name == "all");
            var real = (double)all.Leads / (all.Leads - truth.Void);
            EffectRisk Risk(double minutes) => effect.Risks.Single(one => one.Minutes == minutes);
            var (hour, day) = (Risk(60), Risk(1440));
            at60.Add(hour.Low <= all.At60.Qualified * real && all.At60.Qualified * real <= hour.High);
            lostBy60.Add(Between(hour, all.Effect5Against60.Qualified * real));
            lostByDay.Add(Between(day, all.Effect5Against1440.Qualified * real));
        }
        AsPromised(at60);
        AsPromised(lostBy60);
        AsPromised(lostByDay);

        static bool Between(EffectRisk risk, double lost) => risk.LostLow <= lost && lost <= risk.LostHigh;
    }

    [Fact]
    public void A_fair_sample_is_seldom_called_unfair_and_one_with_a_hidden_reason_nearly_always()
    {
        var seeds = Enumerable.Range(1, Soak ? 40 : 6).ToList();
        SpeedEffect Effect(int seed, double hidden) =>
            SpeedEffect.Of(Answers.Of(Sample.Read(Clean(6000) with { Hidden = hidden }, (ulong)seed).History));
        Assert.InRange(seeds.Count(seed => Effect(seed, 0).Supported), seeds.Count * 2 / 3, seeds.Count);
        Assert.InRange(seeds.Count(seed => Effect(seed, 1.5).Supported), 0, seeds.Count / 3);
    }

    static SamplePlan Clean(int leads) => new(leads) { Shares = SampleShares.None, Heaping = false, Bunching = false };
}
