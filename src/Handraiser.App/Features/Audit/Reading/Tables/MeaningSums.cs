using System.Runtime.CompilerServices;
using Handraiser.Core.Proof;
using Handraiser.Core.Statistics;

namespace Handraiser.App.Features.Audit.Reading;

/// <summary>
/// Puts together what the words of a row mean, of which there are millions and few that differ: each sum is made once.
/// </summary>
/// <param name="words">The columns, what is asked first before the others; one without rows says nothing.</param>
/// <param name="maps">What each word of each column means.</param>
internal sealed class MeaningSums(List<CodeColumn> words, List<ActivityMeaning[]> maps)
{
    readonly Dictionary<ActivityMeaning, int> places = [];

    /// <summary>All sums that occurred.</summary>
    public List<ActivityMeaning> All { get; } = [];

    /// <summary>Writes the place of each row's sum.</summary>
    /// <param name="usual">What the file is about. It says more than the last column, which is free text.</param>
    [MethodImpl(RowLoop.Fast)]
    public void Write(int[] into, int first, int count, ActivityMeaning usual)
    {
        var (columns, steps, size) = Steps();
        var known = new int[size];
        for (var row = first; row < first + count; row++)
        {
            var at = 0;
            for (var i = 0; i < columns.Length; i++) at += steps[i][columns[i][row] + 1];
            if (known[at] == 0) known[at] = 1 + PlaceOf(row, usual);
            into[row] = known[at] - 1;
        }
    }

    // Words that mean the same count as one, so that there are few ways to put them together.
    (int[][] Columns, int[][] Steps, int Size) Steps()
    {
        var (columns, steps, size) = (new List<int[]>(), new List<int[]>(), 1);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Codes.Length == 0) continue;
            var different = new Dictionary<ActivityMeaning, int>();
            var step = new int[maps[i].Length + 1];
            for (var code = 0; code < maps[i].Length; code++)
            {
                different.TryAdd(maps[i][code], different.Count + 1);
                step[code + 1] = size * different[maps[i][code]];
            }
            columns.Add(words[i].Codes);
            steps.Add(step);
            size *= different.Count + 1;
        }
        return ([.. columns], [.. steps], size);
    }

    int PlaceOf(int row, ActivityMeaning usual)
    {
        var sum = default(ActivityMeaning);
        for (var i = 0; i < maps.Count; i++)
        {
            if (i == maps.Count - 1) sum = sum.And(usual);
            if (words[i].Codes.Length > 0 && words[i].Codes[row] is >= 0 and var code) sum = sum.And(maps[i][code]);
        }
        if (!places.TryGetValue(sum, out var place))
        {
            places[sum] = place = All.Count;
            All.Add(sum);
        }
        return place;
    }
}
