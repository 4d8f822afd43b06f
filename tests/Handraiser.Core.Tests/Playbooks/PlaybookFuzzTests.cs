using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Tests.Playbooks;

public sealed class PlaybookFuzzTests
{
    static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", "'", ":", ": ", "- ", "? ", "&a ", "*a", "!!int ", "!", "|", ">", "%", "@", "`", "\t",
        "\n", "\r", "\0", "---\n", "...\n", "<<: ", "#", " ", "  ", ",", "\\", "\\x", "\u2028", "\uFEFF", "\uD800",
        "\u0085", "~", "-1", "0", "99999999999999999999", "1e9", "always", "none", "all: []", "when: {}",
        "overflow: emea-sdr", "%YAML 9\n", "null", "50%", "on-call", ".", "fields.", "2026-02-30", "- - - ",
    ];

    static readonly Config Rounds = Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20260117, 9);

    static void Answered(string text)
    {
        var (playbook, errors) = PlaybookText.Read(text);
        Assert.Equal(playbook is null, errors.Count > 0);
        var lines = text.ReplaceLineEndings("\n").Split('\n').Length;
        foreach (var error in errors)
        {
            Assert.InRange(error.Line, 1, lines + 1);
            Assert.True(error.Column >= 1 && error.Problem.Length > 0 && error.Mend.Length > 0, error.ToString());
        }
        if (playbook is not null) LosesNoLead(playbook);
    }

    /// <summary>
    /// Whatever is read leads every request to a pool with somebody in it, and every ladder to a human.
    /// </summary>
    static void LosesNoLead(Playbook playbook)
    {
        Assert.Contains(playbook.CatchAll, playbook.Pools.Keys);
        Assert.All(playbook.Routes, route => Assert.True(
            route.SecondLook is not null || playbook.Pools.ContainsKey(route.Pool!)));
        Assert.All(playbook.Ladders.Values, ladder => Assert.Equal(LadderAction.OnCall, ladder.Steps[^1].Action));
        Assert.All(playbook.Targets.Values, target => Assert.True(
            target.Ladder is null || playbook.Ladders.ContainsKey(target.Ladder)));
        foreach (var pool in playbook.Pools.Values)
        {
            Assert.NotEmpty(pool.Members);
            Assert.Contains(pool.Team, playbook.Teams.Keys);
            var (next, steps) = (pool, 0);
            while (next.Overflow is { } other) (next, steps) = (playbook.Pools[other], steps + 1);
            Assert.True(steps < playbook.Pools.Count);
        }
    }

    [Fact]
    public void One_change_often_leaves_a_playbook_that_reads() =>
        Assert.InRange(Enumerable.Range(0, 500).Count(change =>
            PlaybookText.Read(Mutate(SamplePlaybook.Text, [change])).Playbook is not null), 25, 475);

    /// <summary>Each number is one change: where, what kind, and with which piece.</summary>
    static string Mutate(string text, IEnumerable<int> changes)
    {
        foreach (var change in changes)
        {
            var random = new Random(change);
            var at = random.Next(text.Length + 1);
            var piece = Pieces[random.Next(Pieces.Length)];
            var end = Math.Min(text.Length, at + random.Next(1, 12));
            text = random.Next(4) switch
            {
                0 => text.Insert(at, piece),
                1 => text.Remove(at, end - at),
                2 => text[..at] + piece + text[end..],
                _ => text.Insert(random.Next(text.Length + 1), text[at..end]),
            };
        }
        return text;
    }

    [Fact]
    public void A_mutated_playbook_is_read_or_refused_but_never_thrown_at() =>
        Check.One(Rounds, Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).NonEmptyListOf().ToArbitrary(),
            changes => Answered(Mutate(SamplePlaybook.Text, changes.Take(4)))));

    [Fact]
    public void Random_text_is_refused_but_never_thrown_at() =>
        Check.One(Rounds, Prop.ForAll(
            Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), Answered));

    [Fact]
    public void Any_string_is_refused_but_never_thrown_at() =>
        Check.One(Rounds, Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Answered(text ?? "")));

    [Fact]
    public void A_long_text_of_one_piece_is_answered()
    {
        foreach (var piece in Pieces)
        {
            var times = PlaybookText.MaxBytes / Encoding.UTF8.GetByteCount(piece);
            Answered(string.Concat(Enumerable.Repeat(piece, times)));
        }
    }
}
