using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Regression;

public sealed class ForesightTests
{
    static readonly Table Rows = Oracle.Regression.Rows();
    static readonly Foresight Judged = Foresight.Of(Rows.Numbers("score"), Rows.Flags("won"));

    [Fact]
    public void The_area_and_its_interval_are_DeLongs()
    {
        Oracle.Close(Oracle.Regression.Number("auc/area"), Judged.Area!.Area, 1e-12);
        Oracle.Close(Oracle.Regression.Number("auc/low"), Judged.Area.Low, 1e-12);
        Oracle.Close(Oracle.Regression.Number("auc/high"), Judged.Area.High, 1e-12);
    }

    [Fact]
    public void The_area_counts_pairs_and_half_of_ties() =>
        // Pairs: (3,1) and (3,2) won, (2,1) won, (2,2) a tie.
        Assert.Equal(3.5 / 4, RocArea.Of([1, 2, 2, 3], [false, false, true, true])!.Area);

    [Fact]
    public void One_kind_of_outcome_has_no_area() => Assert.Null(RocArea.Of([1, 2], [true, true]));

    [Fact]
    public void The_Brier_score_is_the_mean_squared_distance() =>
        Oracle.Close(Oracle.Regression.Number("brier"), Judged.Brier, 1e-13);

    [Fact]
    public void The_slope_is_that_of_R()
    {
        Oracle.Close(Oracle.Regression.Number("slope/value"), Judged.Slope!.Value, 1e-9);
        Oracle.Close(Oracle.Regression.Number("slope/se"), Judged.Slope.StandardError, 1e-8);
    }

    [Fact]
    public void Bins_hold_every_row_once_and_never_part_equal_predictions()
    {
        Assert.Equal(Judged.Rows, Judged.Bins.Sum(bin => bin.Rows));
        Assert.Equal(Judged.Events, Judged.Bins.Sum(bin => bin.Events));
        Assert.All(Judged.Bins.Zip(Judged.Bins.Skip(1)), pair => Assert.True(pair.First.Highest < pair.Second.Lowest));
    }

    [Fact]
    public void Who_says_the_base_rate_scores_the_base() =>
        Oracle.Close(0.25 * 0.75, Foresight.Of([0.25, 0.25, 0.25, 0.25], [true, false, false, false]).Brier, 1e-14);
}
