using Handraiser.Core.Simulation;
using Handraiser.Core.Statistics.Causal;
using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Causal;

public sealed class SameWaitTests
{
    [Fact]
    public void Where_the_wait_is_the_whole_story_the_night_tells_nothing_more() =>
        Assert.InRange(PlantedWorld.Count(seed => Of(seed, 0).P < 0.05), 2, 19);

    [Fact]
    public void A_hidden_reason_for_speed_shows_in_the_night() =>
        Assert.InRange(PlantedWorld.Count(seed => Of(seed, 1).P < 0.05), 100, 200);

    [Fact]
    public void Rows_that_nobody_answered_and_that_all_ended_alike_expect_what_they_had()
    {
        var (study, night) = World(3, 0);
        var never = study.WaitMinutes!.Select((_, i) => i % 10 == 0).ToArray();
        var waits = study.WaitMinutes!.Select((wait, i) => never[i] ? double.PositiveInfinity : wait).ToArray();
        var outcome = study.Outcome.Select((one, i) => never[i] ? 0 : one).ToArray();
        var same = SameWait.Of(study with { WaitMinutes = waits, Outcome = outcome }, night);
        Assert.All(same.Expected.Where((_, i) => never[i]), expected => Assert.Equal(0, expected));
        Assert.All(same.Expected.Where((_, i) => !never[i]), expected => Assert.InRange(expected, 0.01, 0.99));
    }

    static SameWait Of(ulong seed, double hidden)
    {
        var (study, night) = World(seed, hidden);
        return SameWait.Of(study, night);
    }

    // Who waits at night waits long; by day the unseen are answered sooner, and do better.
    static (Study Study, bool[] Night) World(ulong seed, double hidden, int rows = 1200)
    {
        var dice = new Dice(seed * 122_949_823);
        var (size, waits, won, night) = (new double[rows], new double[rows], new double[rows], new bool[rows]);
        for (var i = 0; i < rows; i++)
        {
            var unseen = dice.Normal();
            (size[i], night[i]) = (dice.Normal(), dice.Happens(0.4));
            waits[i] = dice.LogNormal(night[i] ? 600 : 40, night[i] ? 0.4 : 1)
                * Math.Exp(-0.8 * ((hidden * unseen) + (0.5 * size[i])));
            var odds = 0.6 + (0.5 * size[i]) + (1.2 * hidden * unseen) - (0.25 * Math.Log(1 + waits[i]));
            won[i] = dice.Happens(Logistic.Probability(odds)) ? 1 : 0;
        }
        return (new(won, Array.ConvertAll(waits, wait => wait <= 60), [new NumericColumn("size", size)])
        {
            WaitMinutes = waits,
        }, night);
    }
}
