using System.Globalization;
using System.Text;
using Handraiser.Core.Playbooks;

namespace Handraiser.Core.Tests.Playbooks;

public sealed class PlaybookLimitTests
{
    static string Nested(int levels)
    {
        var text = "{ field: form, is: x }";
        for (var level = 1; level < levels; level++) text = $"{{ all: [ {text} ] }}";
        return SamplePlaybook.Asking(text);
    }

    static string Routes(int count)
    {
        var routes = new StringBuilder("routes:\n");
        for (var i = 0; i < count; i++)
        {
            routes.Append(CultureInfo.InvariantCulture,
                $"  - {{ name: Route {i}, when: {{ field: form, is: f{i} }}, pool: global }}\n");
        }
        var start = SamplePlaybook.Text.IndexOf("routes:", StringComparison.Ordinal);
        var end = SamplePlaybook.Text.IndexOf("catch-all:", StringComparison.Ordinal);
        return SamplePlaybook.Text[..start] + routes + SamplePlaybook.Text[end..];
    }

    static string Long(int bytes)
    {
        var start = SamplePlaybook.Text + "\n# ";
        return start + new string('x', bytes - start.Length);
    }

    static void Refused(string text, string problem)
    {
        var error = Assert.Single(PlaybookText.Read(text).Errors);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_hundred_routes_are_read() =>
        Assert.Equal(500, PlaybookText.Read(Routes(500)).Playbook!.Routes.Count);

    [Fact]
    public void Five_hundred_and_one_routes_are_refused() => Refused(Routes(501), "more than 500 routes");

    [Fact]
    public void A_condition_of_eight_levels_is_read() => Assert.Empty(PlaybookText.Read(Nested(8)).Errors);

    [Fact]
    public void A_condition_of_nine_levels_is_refused() => Refused(Nested(9), "deeper than 8 levels");

    [Fact]
    public void Text_up_to_the_limit_is_read() => Assert.Empty(PlaybookText.Read(Long(PlaybookText.MaxBytes)).Errors);

    [Fact]
    public void Text_beyond_the_limit_is_refused() => Refused(Long(PlaybookText.MaxBytes + 1), "longer than 200 KiB");

    [Fact]
    public void Twenty_levels_are_taken_apart() =>
        Assert.Contains(PlaybookText.Read("a: " + new string('[', 19) + new string(']', 19)).Errors,
            error => error.Problem.StartsWith("'a' is not a key", StringComparison.Ordinal));

    [Fact]
    public void Twenty_one_levels_are_refused() =>
        Refused("a: " + new string('[', 20) + new string(']', 20), "nested deeper than 20 levels");

    [Fact]
    public void A_bomb_of_aliases_is_refused_without_being_unfolded()
    {
        var bomb = new StringBuilder("a0: &a0 [lol]\n");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture,
                $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }
        var problems = PlaybookText.Read(bomb.ToString()).Errors.Select(error => error.Problem).ToList();
        Assert.Contains(problems, problem => problem.Contains("anchor (&)", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("reference (*)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_merge_key_brings_nothing_in() =>
        Assert.Contains(PlaybookText.Read(SamplePlaybook.With("name: Acme", "<<: { name: Acme }")).Errors,
            error => error.Problem.Contains("'<<' is not a key", StringComparison.Ordinal));

    [Fact]
    public void A_tag_is_refused() => Refused(SamplePlaybook.With("name: Acme", "name: !!str Acme"), "A tag (!)");

    [Fact]
    public void A_thousand_errors_give_the_first_hundred_and_say_so()
    {
        var errors = PlaybookText.Read(string.Concat(Enumerable.Range(0, 1000).Select(i => $"k{i}: 1\n"))).Errors;
        Assert.Equal(101, errors.Count);
        Assert.Contains("more than 100", errors[^1].Problem, StringComparison.Ordinal);
    }
}
