using System.CommandLine;
using System.Text.Json.Nodes;
using Handraiser.App.Commands;

namespace Handraiser.App.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("handraiser-audit");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_reads_the_files_and_writes_what_it_understood()
    {
        var leads = File("leads.csv", "Lead ID,Created,Source\n1,2026-03-02 09:00,Web\n2,never,Web\n");
        var (code, output, error) = await RunAsync("--leads", leads, "--zone", "Europe/Oslo", "--out", Out);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1 of 2 rows", output, StringComparison.Ordinal);
        Assert.Contains("never", System.IO.File.ReadAllText(Path.Combine(Out, "rejected.csv")), StringComparison.Ordinal);
        Assert.Contains("\"Lead ID\"", System.IO.File.ReadAllText(Path.Combine(Out, "reading.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_that_may_mean_two_things_are_asked_about()
    {
        var leads = File("leads.csv", "Lead ID,Created\n1,03/04/2026 09:00\n");
        var (code, _, error) = await RunAsync("--leads", leads, "--zone", "UTC", "--out", Out);
        Assert.Equal(2, code);
        Assert.Contains("'Created' has dates such as 03/04/2026 09:00", error, StringComparison.Ordinal);
        Assert.Contains("dates: dmy", error, StringComparison.Ordinal);
        var map = File("map.yml", "leads: { dates: dmy }\n");
        Assert.Equal(0, (await RunAsync("--leads", leads, "--map", map, "--zone", "UTC", "--out", Out)).Code);
    }

    [Fact]
    public async Task A_pattern_and_a_list_name_several_files()
    {
        File("a1.csv", "Lead ID,Created\n1,2026-03-02 09:00\n");
        File("a2.csv", "Lead ID,Created\n2,2026-03-02 09:00\n");
        var other = File("b.csv", "Lead ID,Created\n3,2026-03-02 09:00\n");
        var (code, _, _) = await RunAsync("--leads", $"{Path.Combine(folder.FullName, "a*.csv")},{other}", "--out", Out);
        Assert.Equal(0, code);
        Assert.Contains("\"leads\": 3", System.IO.File.ReadAllText(Path.Combine(Out, "report.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--leads nowhere.csv", "There is no file nowhere.csv")]
    [InlineData("", "Nothing to read")]
    [InlineData("--leads LEADS --zone Mars", "There is no time zone Mars")]
    [InlineData("--leads LEADS --hours soon", "--hours:")]
    [InlineData("--leads LEADS --map MAP", "leads.columns")]
    [InlineData("--leads LEADS --language xx", "xx")]
    public async Task What_is_wrong_is_said_with_a_mend(string given, string said)
    {
        var leads = File("leads.csv", "Lead ID,Created\n1,2026-03-02 09:00\n");
        var map = File("map.yml", "leads: { columns: 7 }\n");
        string[] args = [.. given.Replace("LEADS", leads, StringComparison.Ordinal).Replace("MAP", map, StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries), "--out", Out];
        var (code, _, error) = await RunAsync(args);
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_what_it_takes()
    {
        var (code, output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        Assert.Contains("--activities", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answers_alone_are_those_of_the_whole_report()
    {
        var leads = File("leads.csv", "Lead ID,Created,Email,Owner,Source,Won at\n1,2026-03-02 09:00,a@one.example,Ann,Web,\n"
            + "2,2026-03-02 10:00,b@two.example,Bo,Fair,2026-03-09 10:00\n3,2026-03-03 10:00,c@three.example,Bo,Web,\n");
        // The second of them is found by the address alone.
        var activities = File("activities.csv", "Activity ID,Lead ID,Email,Date,Type,Direction,Owner\nA1,1,,2026-03-02 09:03,Call,outbound,Ann\n"
            + "A2,,b@two.example,2026-03-02 12:00,Email,outbound,Bo\n");
        string[] files = ["--leads", leads, "--activities", activities, "--zone", "Europe/Oslo", "--out", Out];
        await RunAsync(files);
        var whole = Figures();
        var (code, output, _) = await RunAsync([.. files, "--only", "response,bands"]);
        Assert.Equal(0, code);
        Assert.Contains("report.json", output, StringComparison.Ordinal);
        var alone = Figures();
        Assert.Equal(1, whole["response"]!["asLogged"]!["attempt"]!["never"]!.GetValue<int>());
        Assert.True(JsonNode.DeepEquals(whole["response"]!["asLogged"], alone["response"]!["asLogged"]));
        Assert.True(JsonNode.DeepEquals(whole["bands"], alone["bands"]));

        JsonNode Figures() => JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Out, "report.json")))!;
    }

    string Out => Path.Combine(folder.FullName, "out");

    string File(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(["audit", .. args], new RootCommand { AuditCommand.Build() }, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
