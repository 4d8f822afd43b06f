using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Handraiser.Core.Tests.Repository;

/// <summary>What the repository promises about its own shape. A promise that no test holds is none.</summary>
public sealed partial class TidyTests
{
    const int MostLines = 400;

    /// <summary>
    /// Which features a feature may name: the map of the application, which cannot go stale. Adding a word here is a decision.
    /// </summary>
    static readonly Dictionary<string, string> MayUse = new()
    {
        ["Alerts"] = "Clocks Leads Playbooks Webhooks",
        ["Clocks"] = "Leads Routing",
        ["Deliveries"] = "Playbooks Webhooks Workspaces",
        ["Demo"] = "Clocks Intake Leads Playbooks Touches Workspaces",
        ["Erasure"] = "Clocks Intake Leads Playbooks Workspaces",
        ["Forms"] = "Intake Playbooks Workspaces",
        ["Intake"] = "Clocks Erasure Forms Leads Playbooks Routing Workspaces",
        ["Leads"] = "Clocks Deliveries Intake Live Playbooks Routing Touches Webhooks Workspaces",
        ["Live"] = "Workspaces",
        ["Playbooks"] = "Routing Workspaces",
        ["Reports"] = "Alerts Audit Intake Leads Playbooks Workspaces",
        ["Routing"] = "Playbooks",
        ["Touches"] = "Clocks Leads",
        ["Verify"] = "Clocks Leads Playbooks Routing",
        ["Webhooks"] = "Alerts Deliveries Leads Playbooks Workspaces",
        ["Workspaces"] = "Deliveries Forms Intake Leads Playbooks Routing Webhooks",
    };

    /// <summary>Migrations that were released, by hash. One of these is never edited: the next change is a new file.</summary>
    static readonly Dictionary<string, string> Released = [];

    [Fact]
    public void No_file_is_too_long_to_be_read_in_one_go() => Sources.None(Sources.Code
        .Where(file => !file.Path.EndsWith("Data.cs", StringComparison.Ordinal) && Sources.Lines(file.Text).Length > MostLines)
        .Select(file => $"{file.Path}: {Sources.Lines(file.Text).Length} lines"));

    /// <summary>Some lines are older than the rule. There are never more of them: whoever touches one breaks it.</summary>
    [Theory]
    [InlineData("src/Handraiser.Core", 120, 15)]
    [InlineData("src/Handraiser.App", 150, 110)]
    [InlineData("tests", 150, 110)]
    [InlineData("bench", 150, 12)]
    public void Wide_lines_become_fewer(string folder, int widest, int most)
    {
        var wide = Sources.Of([folder], ".cs").Where(file => !file.Path.EndsWith("Data.cs", StringComparison.Ordinal))
            .SelectMany(file => Sources.Lines(file.Text).Select((line, i) => (Where: $"{file.Path}:{i + 1}", line.Length)))
            .Where(line => line.Length > widest).Select(line => $"{line.Where} is {line.Length} wide").ToList();
        Assert.True(wide.Count <= most, $"{wide.Count} lines are wider than {widest}:\n" + string.Join('\n', wide));
    }

    [Fact]
    public void A_file_name_says_which_file() => Sources.None(Sources.Of(["src"], ".cs", ".razor")
        .GroupBy(file => Path.GetFileName(file.Path)).Where(same => same.Key != "_Imports.razor" && same.Count() > 1)
        .Select(same => string.Join(" and ", same.Select(file => file.Path))));

    [Fact]
    public void Nothing_is_folded_away_or_silenced() => Sources.None(Sources.Code
        .Where(file => FoldedAway().IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void No_test_sleeps() => Sources.None(Sources.Of(["tests"], ".cs")
        .Where(file => Sleeps().IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void A_feature_names_only_the_features_it_declares()
    {
        var used = Sources.Of(["src/Handraiser.App/Features"], ".cs", ".razor").SelectMany(file => FeatureName().Matches(file.Text)
            .Select(match => (Own: file.Path.Split('/')[3], Other: match.Groups[1].Value, file.Path))).Where(one => one.Own != one.Other);
        Sources.None(used.Where(one => !MayUse.GetValueOrDefault(one.Own, "").Split(' ').Contains(one.Other))
            .Select(one => $"{one.Path} names {one.Other}").Distinct());
    }

    [Fact]
    public void The_platform_knows_no_feature() => Sources.None(Sources.Of(["src/Handraiser.App/Platform"], ".cs", ".razor")
        .Where(file => FeatureName().IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void Core_knows_nothing_of_the_application() => Sources.None(Sources.Of(["src/Handraiser.Core"], ".cs")
        .Where(file => file.Text.Contains("Handraiser.App", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void A_released_migration_is_never_edited()
    {
        var now = Sources.Of(["src/Handraiser.App/Platform/Migrations"], ".sql").ToDictionary(file => Path.GetFileName(file.Path),
            file => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text.ReplaceLineEndings("\n")))));
        Assert.All(Released, released => Assert.Equal(released.Value, now.GetValueOrDefault(released.Key)));
    }

    [Fact]
    public void Migrations_are_numbered_without_a_gap_and_say_what_they_are_about() => Assert.All(
        Sources.Of(["src/Handraiser.App/Platform/Migrations"], ".sql").Select((file, i) => (Name: Path.GetFileName(file.Path), Number: i + 1)),
        one => Assert.Matches($"^{one.Number:0000}-[a-z-]+\\.sql$", one.Name));

    [Fact]
    public void Every_test_file_lies_where_what_it_tests_lies()
    {
        var folders = Sources.Of(["src"], ".cs", ".razor").Select(file => Folder(file.Path)).ToHashSet();
        string[] ownFolders = ["Abuse", "Support", "Scenarios", "Browser", "Repository", "Commands"];
        var lost = Sources.Of(["tests"], "Tests.cs").Select(file => file.Path)
            .Where(path => path.Split('/').Length > 3 && !path.Split('/').Any(ownFolders.Contains))
            .Where(path => !folders.Contains(Folder(path)));
        Sources.None(lost);
    }

    static string Folder(string path) => string.Join('/', path.Split('/')[1..^1]).Replace(".Tests", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*#(region|pragma)", RegexOptions.Multiline)]
    private static partial Regex FoldedAway();

    [GeneratedRegex(@"Thread\s*\.\s*Sleep|Task\s*\.\s*Delay")]
    private static partial Regex Sleeps();

    // A property of an HTTP request is called Features too, and has methods.
    [GeneratedRegex(@"(?<![.\w]http\.|Context\.)\bFeatures\.([A-Z]\w+)\b(?![<(])")]
    private static partial Regex FeatureName();
}
