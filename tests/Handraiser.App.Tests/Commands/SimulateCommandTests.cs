using System.CommandLine;
using System.Text.Json;
using Handraiser.App.Commands;

namespace Handraiser.App.Tests.Commands;

public sealed class SimulateCommandTests
{
    [Fact]
    public void Without_a_playbook_it_tells_what_would_happen_to_the_sample_company()
    {
        var (code, output, _) = Run("--days", "7", "--leads-per-day", "60");
        Assert.Equal(0, code);
        Assert.Contains("Fjordlight: 7 days from 2026-03-02, seed 1", output, StringComparison.Ordinal);
        Assert.Contains("clocks met in time", output, StringComparison.Ordinal);
        Assert.Contains("sofia.berg@fjordlight.example", output, StringComparison.Ordinal);
        Assert.Contains("  23  ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_is_told_the_same_and_another_is_not()
    {
        string[] ask = ["--days", "3", "--json", "--seed"];
        Assert.Equal(Run([.. ask, "5"]), Run([.. ask, "5"]));
        Assert.NotEqual(Fingerprint(Run([.. ask, "5"]).Output), Fingerprint(Run([.. ask, "6"]).Output));
    }

    [Fact]
    public void A_playbook_of_ones_own_gets_traffic_for_each_of_its_routes()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """
            name: Acme
            hours: { office: { zone: Europe/Oslo, open: "Mon-Fri 09:00-17:00" } }
            teams: { sales: { name: Sales, hours: office, manager: kari@acme.example, on-call: ola@acme.example } }
            pools:
              big: { team: sales, members: [ann@acme.example] }
              rest: { team: sales, members: [bob@acme.example, eva@acme.example] }
            targets: { demo: { within: 5 min } }
            ladders: {}
            routes:
              - { name: Big, when: { field: company.employees, at-least: 1000 }, pool: big }
            catch-all: rest
            screening: { quarantine-at: 60, owner: kari@acme.example }
            """);
        var (code, output, error) = Run("--playbook", file, "--days", "14", "--json");
        Assert.Equal(("", 0), (error, code));
        var pools = JsonDocument.Parse(output).RootElement.GetProperty("pools").EnumerateArray().ToList();
        Assert.All(pools, pool => Assert.True(pool.GetProperty("leads").GetInt32() > 0));
    }

    [Fact]
    public void A_playbook_with_errors_is_refused_with_each_of_them_at_its_place()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "name: Acme\nroutes: 7\n");
        var (code, output, error) = Run("--playbook", file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("2:9 routes", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_playbook_that_is_not_there_is_told_and_nothing_is_simulated()
    {
        var (code, output, error) = Run("--playbook", Path.Combine(Path.GetTempPath(), "no", "such.yaml"));
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("The playbook cannot be read:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--days", "0")]
    [InlineData("--leads-per-day", "-1")]
    [InlineData("--leads-per-day", "NaN")]
    [InlineData("--from", "yesterday")]
    [InlineData("--seed", "-1")]
    public void A_wrong_option_is_refused(string option, string value) =>
        Assert.NotEmpty(SimulateCommand.Build().Parse([option, value]).Errors);

    static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = SimulateCommand.Build().Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    static string? Fingerprint(string json) => JsonDocument.Parse(json).RootElement.GetProperty("fingerprint").GetString();
}
