using Handraiser.Core.Simulation;
using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class CumulativeIncidenceTests
{
    [Fact]
    public void With_one_way_to_end_it_is_what_the_survival_curve_leaves()
    {
        var curve = KaplanMeier.Of(Lung.Times, Lung.Died);
        var found = CumulativeIncidence.Of(Lung.Times, [.. Lung.Died.Select(died => died ? 1 : 0)], 1);
        for (var i = 0; i < curve.Times.Length; i++)
        {
            Near(1 - curve.Survival[i], found.Incidence(1)[i]);
            Near(curve.StandardError(i), found.StandardError(1, i), 1e-10);
        }
    }

    [Fact]
    public void Without_censoring_it_is_a_plain_share_with_a_plain_error()
    {
        var (times, causes) = Made(500, most: 2, censored: false);
        var found = CumulativeIncidence.Of(times, causes, 2);
        for (var i = 0; i < found.Times.Length; i++)
        {
            var share = new Share(times.Zip(causes).Count(one => one.First <= found.Times[i] && one.Second == 2), times.Length).Rate;
            Near(share, found.Incidence(2)[i]);
            Near(Math.Sqrt(share * (1 - share) / times.Length), found.StandardError(2, i), 1e-9);
        }
    }

    [Fact]
    public void All_ways_and_the_ones_still_waiting_make_one()
    {
        var (times, causes) = Made(2_000, most: 3, censored: true);
        var found = CumulativeIncidence.Of(times, causes, 3);
        for (var i = 0; i < found.Times.Length; i++)
            Near(1, found.Survival[i] + found.Incidence(1)[i] + found.Incidence(2)[i] + found.Incidence(3)[i]);
    }

    [Fact]
    public void A_small_case_by_hand()
    {
        // At 1 one of four ends in way 1, at 2 one is lost, at 3 one of two ends in way 2, at 4 the last in way 1.
        var found = CumulativeIncidence.Of([1, 2, 3, 4], [1, 0, 2, 1], 2);
        Assert.Equal([0.25, 0.25, 0.25, 0.625], found.Incidence(1));
        Assert.Equal([0, 0, 0.375, 0.375], found.Incidence(2));
        Assert.Equal(0.25, found.At(1, 3.5));
        Assert.Equal(0, found.At(1, 0.5));
    }

    [Fact]
    public void Taking_the_other_way_for_censoring_overstates()
    {
        var (times, causes) = Made(2_000, most: 2, censored: true);
        var naive = 1 - KaplanMeier.Of(times, [.. causes.Select(cause => cause == 1)]).Survival[^1];
        Assert.True(naive > CumulativeIncidence.Of(times, causes, 2).Incidence(1)[^1] + 0.1);
    }

    static (double[] Times, int[] Causes) Made(int count, int most, bool censored)
    {
        var dice = new Dice(11);
        var (times, causes) = (new double[count], new int[count]);
        for (var i = 0; i < count; i++)
            (times[i], causes[i]) = (dice.Below(100), censored ? dice.Below(most + 1) : 1 + dice.Below(most));
        return (times, causes);
    }
}
