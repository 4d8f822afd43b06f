using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Handraiser.App.Commands;

namespace Handraiser.App.Tests.Commands;

public sealed class SampleCommandTests : IDisposable
{
    static readonly string[] Names = ["README.txt", "activities.csv", "costs.csv", "deals.csv", "leads.csv", "truth.json"];

    readonly string folder = Directory.CreateTempSubdirectory("handraiser-sample").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        foreach (var (name, seed) in new[] { ("a", "3"), ("b", "3"), ("c", "4") })
        {
            Assert.Equal(0, Run("--leads", "300", "--seed", seed, "--out", Folder(name)).Code);
        }
        Assert.Equal(Names, Directory.EnumerateFiles(Folder("a")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Names, name => Assert.Equal(Bytes("a", name), Bytes("b", name)));
        Assert.All(Names, name => Assert.NotEqual(Bytes("a", name), Bytes("c", name)));
    }

    [Fact]
    public void It_says_how_much_it_wrote()
    {
        var (code, output, error) = Run("--leads", "40", "--out", Folder("a"));
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Wrote 40 leads, ", output, StringComparison.Ordinal);
        Assert.Equal(41, Lines("a", "leads.csv").Length);
    }

    [Fact]
    public void Every_row_has_as_many_fields_as_the_header()
    {
        Run("--leads", "300", "--out", Folder("a"));
        Assert.All(Names.Where(name => name.EndsWith(".csv", StringComparison.Ordinal)), name =>
        {
            var lines = Lines("a", name);
            Assert.True(lines.Length > 20);
            Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
        });
    }

    [Fact]
    public void Times_carry_the_offset_of_the_season()
    {
        Run("--leads", "300", "--out", Folder("a"));
        var raised = Lines("a", "leads.csv").Skip(1).Select(line => line.Split(',')[1]).ToList();
        Assert.All(raised, text => Assert.Matches(@"^202\d-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$", text));
        // The months in which the clocks change have both.
        Assert.All(raised.Where(text => text[5..7] is not ("03" or "10")),
            text => Assert.Equal(int.Parse(text[5..7], CultureInfo.InvariantCulture) is > 3 and < 10 ? "+02:00" : "+01:00", text[^6..]));
    }

    [Fact]
    public void The_truth_names_the_effects_the_bias_and_what_is_wrong_with_which_activity()
    {
        Run("--leads", "2000", "--out", Folder("a"));
        var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder("a"), "truth.json"))).RootElement;
        var answered = truth.GetProperty("effects").EnumerateArray().Single(one => one.GetProperty("group").GetString() == "answered");
        double Contacted(string at) => answered.GetProperty(at).GetProperty("contacted").GetDouble();
        Assert.Equal(Contacted("at5") - Contacted("at60"), Contacted("fiveAgainst60"), 5);
        Assert.True(truth.GetProperty("naive")[0].GetProperty("bias").GetProperty("contacted").GetDouble() > 0);
        var ids = Lines("a", "activities.csv").Select(line => line.Split(',')[0]).ToHashSet();
        var labels = truth.GetProperty("labels").EnumerateObject().ToList();
        Assert.All(labels, label => Assert.Contains(label.Name, ids));
        Assert.Equal(truth.GetProperty("planted").EnumerateArray().Sum(one => one.GetProperty("count").GetInt32()), labels.Count);
    }

    [Fact]
    public void Without_an_effect_the_truth_says_so()
    {
        Run("--leads", "200", "--effect", "0", "--out", Folder("a"));
        Assert.Contains("Speed changes nothing", File.ReadAllText(Path.Combine(Folder("a"), "README.txt")), StringComparison.Ordinal);
        Assert.Contains("--effect 0", File.ReadAllText(Path.Combine(Folder("a"), "README.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_left_alone_unless_forced()
    {
        Directory.CreateDirectory(Folder("a"));
        File.WriteAllText(Path.Combine(Folder("a"), "mine.txt"), "mine");
        var (code, _, error) = Run("--leads", "20", "--out", Folder("a"));
        Assert.Equal(2, code);
        Assert.Contains("not empty", error, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Folder("a")));
        Assert.Equal(0, Run("--leads", "20", "--out", Folder("a"), "--force").Code);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder("a"), "mine.txt")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told()
    {
        File.WriteAllText(Folder("a"), "");
        var (code, _, error) = Run("--leads", "20", "--out", Path.Combine(Folder("a"), "b"));
        Assert.Equal(1, code);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--leads", "0")]
    [InlineData("--leads", "1000001")]
    [InlineData("--effect", "-1")]
    [InlineData("--hidden", "9")]
    public void What_makes_no_sense_is_refused(params string[] wrong)
    {
        Assert.NotEqual(0, Run([.. wrong, "--out", Folder("a")]).Code);
        Assert.False(Directory.Exists(Folder("a")));
    }

    string Folder(string name) => Path.Combine(folder, name);

    byte[] Bytes(string name, string file) => File.ReadAllBytes(Path.Combine(Folder(name), file));

    string[] Lines(string name, string file) => File.ReadAllLines(Path.Combine(Folder(name), file));

    static (int Code, string Output, string Error) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = SampleCommand.Build().Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
