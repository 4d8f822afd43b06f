using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Regression;

public sealed class CubicSplineTests
{
    static readonly double[] Sizes = Oracle.Regression.Rows().Numbers("size");

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Knots_are_where_Harrell_puts_them(int knots) =>
        Oracle.Close(Oracle.Regression.Lines("spline/knots")[knots - 3], CubicSpline.At(Sizes, knots).Knots, 1e-12);

    [Fact]
    public void Few_values_have_their_outer_knots_at_the_fifth_from_each_end() =>
        Oracle.Close(Oracle.Regression.Numbers("spline/knotsFew"), CubicSpline.At(Sizes[..60]).Knots, 1e-12);

    [Fact]
    public void Columns_are_those_of_R()
    {
        var values = Oracle.Regression.Numbers("spline/x");
        var columns = CubicSpline.At(Sizes).Columns("size", values);
        Assert.Equal(["size", "size'", "size''", "size'''"], columns.Select(column => column.Name));
        var expected = Oracle.Regression.Lines("spline/columns5");
        for (var i = 0; i < values.Length; i++) Oracle.Close(expected[i], columns.Select(column => column.Values[i]), 1e-10);
    }

    [Fact]
    public void Beyond_the_outer_knots_the_curve_is_straight()
    {
        var spline = CubicSpline.With(1, 2, 4, 8);
        double[][] rows = [new double[3], new double[3], new double[3]];
        for (var i = 0; i < 3; i++) spline.Expand(20 + (10 * i), rows[i]);
        for (var j = 0; j < 3; j++) Oracle.Close(rows[1][j] - rows[0][j], rows[2][j] - rows[1][j], 1e-9);
    }

    [Fact]
    public void Values_that_are_mostly_equal_give_a_straight_line() =>
        Assert.Equal(1, CubicSpline.At([.. Enumerable.Repeat(3.0, 500)]).Width);
}
