using Handraiser.Core.Simulation;

namespace Handraiser.Core.Tests.Simulation;

public class DiceTests
{
    [Fact]
    public void It_is_SplitMix64()
    {
        // The first outputs of the reference implementation for the seed 1234567.
        var dice = new Dice(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL],
            [dice.Next(), dice.Next(), dice.Next()]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.7)]
    [InlineData(5.25)]
    [InlineData(-20)]
    public void The_exponential_is_that_of_the_library_to_the_last_few_digits(double x) =>
        Assert.Equal(1, Dice.Exp(x) / Math.Exp(x), 13);

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(0.0000001)]
    [InlineData(1234567.875)]
    [InlineData(0.9999999)]
    public void The_logarithm_is_that_of_the_library_to_the_last_few_digits(double x) =>
        Assert.Equal(Math.Log(x), Dice.Log(x), Math.Abs(Math.Log(x)) * 1e-14 + 1e-15);

    [Fact]
    public void A_normal_draw_has_mean_zero_and_variance_one()
    {
        var dice = new Dice(3);
        var draws = Enumerable.Range(0, 50_000).Select(_ => dice.Normal()).ToList();
        Assert.Equal(0, draws.Average(), 0.02);
        Assert.Equal(1, draws.Average(draw => draw * draw), 0.03);
        Assert.Equal(0.1587, draws.Count(draw => draw > 1) / 50_000.0, 0.01);
    }

    [Fact]
    public void Half_of_the_log_normal_draws_are_below_the_median()
    {
        var dice = new Dice(4);
        Assert.Equal(0.5, Enumerable.Range(0, 20_000).Count(_ => dice.LogNormal(120, 1) < 120) / 20_000.0, 0.02);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(7)]
    [InlineData(150)]
    public void A_Poisson_draw_has_its_mean_and_its_variance(double mean)
    {
        var dice = new Dice(5);
        var draws = Enumerable.Range(0, 20_000).Select(_ => (double)dice.Poisson(mean)).ToList();
        var average = draws.Average();
        Assert.Equal(1, average / mean, 0.03);
        Assert.Equal(1, draws.Average(draw => (draw - average) * (draw - average)) / mean, 0.05);
    }

    [Fact]
    public void Streams_do_not_repeat_each_other()
    {
        var firsts = Enumerable.Range(0, 1_000).SelectMany(number => Enumerable.Range(0, 10).Select(part =>
            Dice.Of(1, DicePurpose.Spell, number, part).Next()));
        Assert.Equal(10_000, firsts.Distinct().Count());
    }
}
