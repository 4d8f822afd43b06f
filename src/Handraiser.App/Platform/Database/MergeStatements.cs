namespace Handraiser.App.Platform.Database;

/// <summary>A write that waits to be sent.</summary>
internal readonly record struct QueuedWrite(PostgresStatement Statement, object Arguments);

/// <summary>
/// Makes one list of several: the writes of each use case stay in their order, and equal statements of different use cases
/// stand together, so that they can travel as one.
/// </summary>
internal static class MergeStatements
{
    public static List<(PostgresStatement Statement, List<object> Rows)> Run(IReadOnlyList<IReadOnlyList<QueuedWrite>> lists)
    {
        var merged = new List<(PostgresStatement, List<object>)>();
        var at = new int[lists.Count];
        var left = new Dictionary<PostgresStatement, int>();
        foreach (var write in lists.SelectMany(list => list)) left[write.Statement] = left.GetValueOrDefault(write.Statement) + 1;
        while (left.Count > 0)
        {
            var next = Next(lists, at, left);
            var rows = new List<object>();
            for (var i = 0; i < at.Length; i++)
            {
                while (at[i] < lists[i].Count && lists[i][at[i]].Statement == next) rows.Add(lists[i][at[i]++].Arguments);
            }
            if ((left[next] -= rows.Count) == 0) left.Remove(next);
            merged.Add((next, rows));
        }
        return merged;
    }

    // The statement of which most could go now; best one of which nobody has more further down.
    static PostgresStatement Next(IReadOnlyList<IReadOnlyList<QueuedWrite>> lists, int[] at, Dictionary<PostgresStatement, int> left)
    {
        var ready = new Dictionary<PostgresStatement, int>();
        for (var i = 0; i < at.Length; i++)
        {
            for (var n = at[i]; n < lists[i].Count && lists[i][n].Statement == lists[i][at[i]].Statement; n++)
            {
                var statement = lists[i][n].Statement;
                ready[statement] = ready.GetValueOrDefault(statement) + 1;
            }
        }
        return ready.OrderByDescending(one => one.Value == left[one.Key]).ThenByDescending(one => one.Value).First().Key;
    }
}
