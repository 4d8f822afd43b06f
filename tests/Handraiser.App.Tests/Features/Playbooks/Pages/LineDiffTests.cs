using FsCheck;
using FsCheck.Fluent;
using Handraiser.App.Features.Playbooks.Pages;

namespace Handraiser.App.Tests.Features.Playbooks.Pages;

public sealed class LineDiffTests
{
    [Fact]
    public void Lines_are_numbered_in_both_texts() => Assert.Equal(
        ["Same 1 1 a", "Removed 2  b", "Added  2 x", "Same 3 3 c"],
        LineDiff.Of("a\nb\nc", "a\nx\nc").Select(line => $"{line.Change} {line.Old} {line.New} {line.Text}"));

    [Fact]
    public void The_same_text_has_no_changes() =>
        Assert.All(LineDiff.Of("a\r\nb", "a\nb"), line => Assert.Equal(LineChange.Same, line.Change));

    [Fact]
    public void Lines_far_from_a_change_are_left_out()
    {
        var older = string.Join('\n', Enumerable.Range(1, 40));
        var shown = LineDiff.Shortened(LineDiff.Of(older, older.Replace("20", "twenty", StringComparison.Ordinal)),
            around: 1);

        Assert.Equal([null, "19", "20", "twenty", "21", null], shown.Select(line => line?.Text));
    }

    [Fact]
    public void A_diff_holds_the_older_text_and_the_newer_one_and_changes_as_little_as_can_be() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260302, 9),
            Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), (older, newer) =>
        {
            var diff = LineDiff.Of(older, newer);
            var common = diff.Count(line => line.Change == LineChange.Same);
            return Side(diff, LineChange.Added) == older && Side(diff, LineChange.Removed) == newer
                && common == LongestCommon(older.Split('\n'), newer.Split('\n'));
        }));

    static readonly Gen<string> Texts = Gen.Elements("a", "b", "c", "").ListOf()
        .Select(lines => string.Join('\n', lines));

    static string Side(IReadOnlyList<DiffLine> diff, LineChange without) =>
        string.Join('\n', diff.Where(line => line.Change != without).Select(line => line.Text));

    static int LongestCommon(string[] a, string[] b) => a.Length == 0 || b.Length == 0 ? 0
        : Enumerable.Range(0, a.Length).Aggregate(new int[b.Length + 1], (row, i) =>
        {
            var next = new int[b.Length + 1];
            for (var j = 0; j < b.Length; j++) next[j + 1] = a[i] == b[j] ? row[j] + 1 : Math.Max(next[j], row[j + 1]);
            return next;
        })[^1];
}
