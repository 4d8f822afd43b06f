using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Handraiser.App.Commands;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Commands;

/// <summary>The program as it is installed: a process with an environment, an output, signals and an exit
/// code.</summary>
public sealed class ServeCommandTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory(Timeout = 120_000), MemberData(nameof(Engines))]
    public async Task Set_up_and_served_it_is_ready_answers_and_stops_when_told_to(string engine)
    {
        var database = await TestDatabases.NewAsync(engine);
        using var setUp = Start(database, "setup", "--workspace", "Acme", "--admin", "ada@acme.example", "--zone",
            "Europe/Oslo", "--password-stdin");
        await setUp.StandardInput.WriteLineAsync(TestApp.Password);
        var made = JsonDocument.Parse(
            await setUp.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).RootElement;
        await setUp.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, setUp.ExitCode);
        Assert.Equal(["workspaceId", "apiKey", "formKey", "formId", "admin"],
            made.EnumerateObject().Select(one => one.Name));

        using var server = Start(database, "serve", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await ListeningAsync(server) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", made.GetProperty("apiKey").GetString());
        Assert.Equal("ready",
            await client.GetStringAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken));
        using var leads = await client.GetAsync(new Uri("/api/v1/leads", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, leads.StatusCode);
        await StopAsync(server);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_first_start_prints_the_link_that_makes_a_workspace()
    {
        using var server = Start(await TestDatabases.NewAsync("sqlite"), "serve", "--urls", "http://127.0.0.1:0",
            "--base-url", "https://leads.acme.example");
        // The log and the link go out side by side: either may come first.
        var link = await ReadUntilAsync(server, line => line.Contains("/first-run", StringComparison.Ordinal));
        Assert.Matches("^ +https://leads.acme.example/first-run\\?token=[0-9a-z]{32}$", link);
        await StopAsync(server);
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_without_printing_a_secret()
    {
        using var server = Start("mysql://me:hunter2@db/x", "serve");
        var errors = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Misused, server.ExitCode);
        Assert.Contains("HANDRAISER_DATABASE: Write sqlite:PATH", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", errors, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("HANDRAISER_DATABASE", "sqlite:/proc/nowhere/x.db", "cannot be written")]
    [InlineData("HANDRAISER_MAIL", "folder:/proc/nowhere", "mail cannot be put into /proc/nowhere")]
    public async Task A_place_that_cannot_be_written_stops_the_start_in_one_line(string setting, string value, string why)
    {
        using var server = StartWith([(setting, value)], await TestDatabases.NewAsync("sqlite"), "serve", "--urls", "http://127.0.0.1:0");
        var said = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Misused, server.ExitCode);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_is_no_database_stops_the_start_in_one_line()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("handraiser-run-").FullName, "letter.txt");
        await File.WriteAllTextAsync(file, new string('x', 4096), TestContext.Current.CancellationToken);
        using var server = Start("sqlite:" + file, "serve", "--urls", "http://127.0.0.1:0");
        var said = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Failed, server.ExitCode);
        Assert.StartsWith("Handraiser did not start: HANDRAISER_DATABASE: that file is something else", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_told_the_nearest()
    {
        using var wrong = Start("sqlite:x", "serv");
        var said = await wrong.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
            + await wrong.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await wrong.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Misused, wrong.ExitCode);
        Assert.Contains("Did you mean", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    public async Task The_help_lists_every_setting(params string[] asked)
    {
        using var help = Start("sqlite:x", asked);
        var said = await help.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await help.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, help.ExitCode);
        Assert.All(SettingsTable.All, setting =>
            Assert.Contains($"{setting.Key,-14} {setting.Variable}\n", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_is_never_taken_from_the_command_line()
    {
        using var setUp = Start(await TestDatabases.NewAsync("sqlite"), "setup", "--workspace", "Acme", "--admin",
            "ada@acme.example");
        setUp.StandardInput.Close();
        await setUp.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Misused, setUp.ExitCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_spool_that_another_process_has_stops_the_start_in_one_line()
    {
        var spool = TestDatabases.NewFolder();
        await using var hold = SpoolRecovery.Hold(spool);
        using var server = StartWith([("HANDRAISER_SPOOL", spool)], await TestDatabases.NewAsync("sqlite"),
            "serve", "--urls", "http://127.0.0.1:0");
        var said = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Failed, server.ExitCode);
        Assert.StartsWith($"Handraiser did not start: The spool folder {spool} cannot be had.", said,
            StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }

    static Process Start(string database, params string[] arguments) => StartWith([], database, arguments);

    static Process StartWith((string Name, string Value)[] environment, string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "handraiser.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Directory.CreateTempSubdirectory("handraiser-run-").FullName,
        };
        start.Environment["HANDRAISER_DATABASE"] = database;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    static async Task<Uri> ListeningAsync(Process server)
    {
        const string Words = "Listening on ";
        var line = await ReadUntilAsync(server, line => line.Contains(Words, StringComparison.Ordinal));
        return new Uri(line[(line.IndexOf(Words, StringComparison.Ordinal) + Words.Length)..].Split(';')[0]);
    }

    static async Task<string> ReadUntilAsync(Process server, Predicate<string> wanted)
    {
        while (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (wanted(line)) return line;
        }
        throw new InvalidOperationException(
            await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    static async Task StopAsync(Process server)
    {
        using var kill = Process.Start("kill",
            ["-TERM", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
