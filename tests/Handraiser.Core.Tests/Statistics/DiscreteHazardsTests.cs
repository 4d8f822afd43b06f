using Handraiser.Core.Statistics;
using static Handraiser.Core.Tests.Statistics.OracleFiles;

namespace Handraiser.Core.Tests.Statistics;

public sealed class DiscreteHazardsTests
{
    [Fact]
    public void Who_was_given_up_is_no_failure_of_attempts_that_were_never_made()
    {
        // Ten: 4 reached at the first attempt, 3 given up after it; of the other 3 one reached at the second, two given up after the third.
        var found = DiscreteHazards.Of([1, 1, 1, 1, 1, 1, 1, 2, 3, 3], [true, true, true, true, false, false, false, true, false, false]);
        Assert.Equal([new Share(4, 10), new Share(1, 3), new Share(0, 2)], found.Select(one => one.Hazard));
        Assert.Equal([3, 0, 2], found.Select(one => (int)one.GivenUp));
        Near(1 - (0.6 * 2 / 3), found[1].Succeeded);
        Near(found[1].Succeeded, found[2].Succeeded);
    }

    [Fact]
    public void It_is_the_survival_curve_over_whole_attempts()
    {
        int[] attempts = [.. Lung.Times.Select(time => 1 + (int)(time / 50))];
        var curve = KaplanMeier.Of([.. attempts.Select(attempt => (double)attempt)], Lung.Died);
        Assert.All(DiscreteHazards.Of(attempts, Lung.Died), one =>
        {
            Near(1 - curve.At(one.Number), one.Succeeded);
            var place = Array.IndexOf(curve.Times, one.Number);
            if (place >= 0) Near(curve.StandardError(place), one.StandardError);
        });
    }

    [Fact]
    public void With_whom_nothing_was_tried_is_passed_over() => Assert.Empty(DiscreteHazards.Of([0, 0], [false, false]));
}
