using Handraiser.Core.Statistics.Regression;

namespace Handraiser.Core.Tests.Statistics.Regression;

public sealed class DecisionTreeTests
{
    static readonly Table Rows = Oracle.Regression.Rows();

    static readonly Column[] Columns = [Rows.Number("age"), Rows.Number("size"), Rows.Number("noise"),
        Rows.Category("source", "form"), Rows.Category("region", "east")];

    [Fact]
    public void A_tree_divides_rows_as_rpart_does()
    {
        // A few dozen limits a column are missing from ours, so leaves may differ by a row or two.
        var tree = DecisionTree.Grow(Rows.Flags("won"), Columns, new(3, 50, 0));
        var (ours, theirs) = (DecisionTree.Predict(tree, Rows.Count, Columns), Oracle.Regression.Numbers("tree/prediction"));
        Assert.Equal(Oracle.Regression.Text("tree/first"), tree.Question!.Column);
        Assert.True(ours.Zip(theirs).Average(pair => Math.Abs(pair.First - pair.Second)) < 0.02);
    }

    [Fact]
    public void A_planted_question_is_found()
    {
        var x = new NumericColumn("x", [.. Enumerable.Range(0, 400).Select(i => (double)(i % 20))]);
        var colour = new CategoryColumn("colour", [.. Enumerable.Range(0, 400).Select(i => i % 3)], ["red", "green", "blue"]);
        var won = Enumerable.Range(0, 400).Select(i => i % 20 <= 6 && i % 3 != 1).ToArray();
        var tree = DecisionTree.Grow(won, [x, colour], new(2, 5));
        Assert.Equal(("x", 6.0), (tree.Question!.Column, tree.Question.AtMost));
        Assert.Equal(["green"], tree.Left!.Question!.Levels);
        Assert.Equal(1, tree.Left.Right!.Rate);
        Assert.Null(tree.Right!.Question);
    }

    [Fact]
    public void Nothing_to_tell_grows_no_branch() => Assert.Null(
        DecisionTree.Grow(new bool[500], Columns.Select(column => column is NumericColumn number
            ? new NumericColumn(number.Name, number.Values[..500])
            : column).OfType<NumericColumn>().ToArray<Column>()).Question);

    [Fact]
    public void No_leaf_is_smaller_than_allowed_or_deeper()
    {
        var tree = DecisionTree.Grow(Rows.Flags("won"), Columns, new(3, 40, 0));
        Assert.All(Leaves(tree, 0), leaf => Assert.True(leaf.Node.Rows >= 40 && leaf.Depth <= 3));
        Assert.Equal(Rows.Count, Leaves(tree, 0).Sum(leaf => leaf.Node.Rows));
    }

    static IEnumerable<(TreeNode Node, int Depth)> Leaves(TreeNode node, int depth) => node.Question is null
        ? [(node, depth)]
        : Leaves(node.Left!, depth + 1).Concat(Leaves(node.Right!, depth + 1));
}
