namespace Handraiser.App.Tests;

public sealed class SettingsTests
{
    static SettingsReading Read(string? yaml = null, params (string Name, string Value)[] environment) =>
        SettingsReading.Read(environment.ToDictionary(one => one.Name, one => one.Value), yaml);

    [Fact]
    public void Without_any_the_defaults_hold() => Assert.Equal(new Settings(), Read().Settings);

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        var read = SettingsReading.Read(
            new Dictionary<string, string> { ["HANDRAISER_LOG"] = "json", ["HANDRAISER_URLS"] = "http://localhost:2" },
            "log: text\nurls: http://localhost:1\nmail: folder:./mail\n",
            new Dictionary<string, string> { ["urls"] = "http://localhost:3" });
        Assert.Equal(("json", "http://localhost:3", "folder:./mail"),
            (read.Settings!.Log, read.Settings.Urls, read.Settings.Mail));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData("http://[::]:8080;http://localhost:9", "http://localhost:8080")]
    [InlineData("http://leads.internal:80", "http://leads.internal:80")]
    public void Without_a_base_url_links_lead_to_where_it_listens(string urls, string baseUrl) =>
        Assert.Equal(baseUrl, Read(null, ("HANDRAISER_URLS", urls)).Settings!.BaseUrl);

    [Fact]
    public void Everything_wrong_is_told_at_once_with_its_place_and_its_mend()
    {
        var read = Read("databse: sqlite:x\n\nurls: [a, b]\nlog: loud\n", ("HANDRAISER_BASEURL", "x"),
            ("HANDRAISER_TELEMETRY", "y"));
        Assert.Null(read.Settings);
        Assert.Equal(
        [
            "handraiser.yaml line 1: there is no setting databse. Did you mean database?",
            "handraiser.yaml line 3: urls is one value, not a list.",
            "HANDRAISER_BASEURL: there is no such setting. Did you mean HANDRAISER_BASE_URL?",
            "HANDRAISER_TELEMETRY: Write the collector's address, like http://collector.internal:4318.",
            "handraiser.yaml line 4, log: Write text or json.",
        ], read.Problems);
    }

    [Theory]
    [InlineData("database", "mysql://x/y")]
    [InlineData("database", "sqlite:")]
    [InlineData("urls", "https://localhost:5080")]
    [InlineData("urls", "localhost:5080")]
    [InlineData("urls", "")]
    [InlineData("urls", "http://localhost:65536")]
    [InlineData("base-url", "leads.acme.example")]
    [InlineData("base-url", "https://acme.example/leads")]
    [InlineData("base-url", "ftp://acme.example")]
    [InlineData("hosts", "http://leads.acme.example")]
    [InlineData("hosts", "leads.acme.example:443")]
    [InlineData("mail", "mail.acme.example")]
    [InlineData("mail-from", "nobody")]
    [InlineData("mail-from", "a@b.co\r\nBcc: c@d.co")]
    [InlineData("allow-private", "10.0.0.0/8, what ever")]
    [InlineData("allow-private", ":70000")]
    [InlineData("known-proxies", "proxy.internal")]
    [InlineData("telemetry", "collector:4317")]
    [InlineData("log", "xml")]
    public void A_wrong_value_stops_the_start(string key, string value)
    {
        var setting = SettingsTable.All.Single(one => one.Key == key);
        Assert.StartsWith($"{setting.Variable}: ", Assert.Single(Read(null, (setting.Variable, value)).Problems),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_yaml_is_told_by_its_line() =>
        Assert.StartsWith("handraiser.yaml line 2",
            Assert.Single(Read("log: json\nurls: \"open\nx").Problems.Take(1)), StringComparison.Ordinal);

    [Fact]
    public void Printed_settings_hold_no_secret()
    {
        var text = new Settings { Database = "postgres://me:hunter2@db/x", Mail =
            "smtps://me:swordfish@mail:465" }.ToString();
        Assert.Contains("postgres://me:***@db/x", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_property_is_in_the_table_and_its_example_is_right()
    {
        Assert.Equal(typeof(Settings).GetProperties().Where(one => one.CanWrite)
            .Select(one => one.Name).Order(),
            SettingsTable.All.Select(one =>
                string.Concat(one.Key.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))).Order());
        Assert.All(SettingsTable.All, one => Assert.Null(one.Fault(one.Example)));
        Assert.All(SettingsTable.All, one => Assert.Null(one.Fault(one.Of(new Settings()))));
    }

    [Fact]
    public void The_documentation_says_what_the_table_says()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Handraiser.slnx"))) folder = folder.Parent;
        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs/operating/configure.md"));
        var rows = text.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(SettingsTable.All.Select(one =>
            $"| `{one.Key}` | `{one.Variable}` | {one.Meaning} | {(one.Of(new Settings()) is { Length: > 0 } value ? $"`{value}`" : "none")} | `{one.Example}` |"), rows);
    }
}
