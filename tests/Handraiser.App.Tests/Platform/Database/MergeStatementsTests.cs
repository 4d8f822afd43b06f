using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Tests.Platform.Database;

public sealed class MergeStatementsTests
{
    static readonly PostgresStatement[] Statements =
        [.. Enumerable.Range(0, 6).Select(n => PostgresStatement.Of($"insert into t{n} (a) values (@A)", new { A = 1L }))];

    [Fact]
    public void Every_write_goes_out_once_and_each_list_stays_in_its_order() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261121UL, 7UL),
        Prop.ForAll(Lists.ToArbitrary(), lists =>
        {
            var merged = MergeStatements.Run(lists).SelectMany(run => run.Rows.Select(row => (run.Statement, Row: (Row)row))).ToList();
            return merged.Count == lists.Sum(list => list.Count)
                && merged.All(one => one.Statement == Statements[one.Row.Statement])
                && lists.Select((list, n) => (list, n)).All(one => merged.Where(row => row.Row.List == one.n).Select(row => row.Row.Place)
                    .SequenceEqual(Enumerable.Range(0, one.list.Count)));
        }));

    [Fact]
    public void Equal_statements_of_several_lists_stand_together_also_where_some_lists_lack_one()
    {
        var merged = MergeStatements.Run([List(0, 1, 2, 4, 4, 5), List(1, 0, 1, 2, 4, 5), List(2, 1, 2, 3, 4, 5)]);

        Assert.Equal(Statements, merged.Select(run => run.Statement));
    }

    static Gen<List<List<QueuedWrite>>> Lists =>
        from lists in Gen.Choose(0, 5).ListOf().ListOf()
        select lists.Select((list, n) => List(n, [.. list])).ToList();

    static List<QueuedWrite> List(int list, params int[] statements) =>
        [.. statements.Select((statement, place) => new QueuedWrite(Statements[statement], new Row(list, place, statement)))];

    sealed record Row(int List, int Place, int Statement);
}
