using System.CommandLine;
using System.Text.Json;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;

namespace Handraiser.App.Commands;

/// <summary><c>handraiser setup</c>: makes a workspace without a browser and prints its keys, this once, as
/// JSON.</summary>
internal static class SetUpCommand
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Build()
    {
        var workspace = new Option<string>("--workspace") { Description = "The company's name.", Required = true };
        var admin = new Option<string>("--admin")
        {
            Description = "The e-mail of the first admin.", Required = true, HelpName = "email",
        };
        var name = new Option<string>("--name") { Description = "The first admin's name. Without it, their e-mail's." };
        var zone = new Option<string>("--zone")
        {
            Description = "Where the team works, like Europe/Oslo.", DefaultValueFactory = _ => "Etc/UTC",
        };
        var stdin = new Option<bool>("--password-stdin")
        {
            Description = "Read the first admin's password from the first line of the input.",
        };
        var database = CommandLine.OptionFor("database");
        var command = new Command("setup",
            "Makes a workspace with its first admin, and prints its keys as one JSON object.")
        {
            workspace, admin, name, zone, stdin, database,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(stdin)) result.AddError(
                "Give the password with --password-stdin, so that no other program sees it.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            if (CommandLine.ReadSettings(parsed, database) is not { } settings) return CommandLine.Misused;
            var password = await Console.In.ReadLineAsync(cancel);
            var email = parsed.GetRequiredValue(admin);
            var wanted = new WantedWorkspace(parsed.GetRequiredValue(workspace),
                parsed.GetValue(name) ?? email.Split('@')[0], email, password, parsed.GetValue(zone));
            return await RunAsync(settings, wanted, parsed.InvocationConfiguration, cancel);
        });
        return command;
    }

    static async Task<int> RunAsync(Settings settings, WantedWorkspace wanted, InvocationConfiguration console,
        CancellationToken cancel)
    {
        var faults = wanted.Faults();
        foreach (var (field, problem) in faults) await console.Error.WriteLineAsync($"{field}: {problem}");
        if (faults.Count == 0 && Places.Fault(settings) is { } wrong)
        {
            await console.Error.WriteLineAsync(wrong);
            return CommandLine.Misused;
        }
        if (faults.Count > 0) return CommandLine.Misused;
        try
        {
            await using var database = Database.Open(settings.Database, TimeProvider.System);
            await database.MigrateAsync(cancel);
            var made = await new SetUp(database, Chance.System).RunAsync(
                wanted.Name!.Trim(), wanted.AdminName!.Trim(), wanted.Email!, wanted.Password!, wanted.Zone!, cancel);
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(
                new { made.WorkspaceId, made.ApiKey, made.FormKey, made.FormId, made.Admin }, Readable));
            return CommandLine.Done;
        }
        catch (Exception failure) when (Places.OpeningFault(failure) is not null)
        {
            await console.Error.WriteLineAsync($"No workspace was made: {Places.OpeningFault(failure)}");
            return CommandLine.Failed;
        }
    }
}
