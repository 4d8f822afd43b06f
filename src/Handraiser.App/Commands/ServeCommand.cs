using System.CommandLine;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Features.Workspaces.FirstRun;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Handraiser.App.Commands;

/// <summary><c>handraiser serve</c>: brings the database up to date, listens, and works until it is told to
/// stop.</summary>
internal static partial class ServeCommand
{
    public static Command Build()
    {
        var urls = CommandLine.OptionFor("urls");
        var database = CommandLine.OptionFor("database");
        var baseUrl = CommandLine.OptionFor("base-url");
        var command = new Command("serve", "Runs the server until it is told to stop.") { urls, database, baseUrl };
        command.SetAction((parsed, cancel) => CommandLine.ReadSettings(parsed, urls, database, baseUrl) is { } settings
            ? RunAsync(settings, parsed.InvocationConfiguration, cancel) : Task.FromResult(CommandLine.Misused));
        return command;
    }

    static async Task<int> RunAsync(Settings settings, InvocationConfiguration console, CancellationToken cancel)
    {
        if (Places.Fault(settings) is { } wrong)
        {
            await console.Error.WriteLineAsync($"Handraiser did not start: {wrong}");
            return CommandLine.Misused;
        }
        try
        {
            await using var app = Server.Build(settings, new SteadyTime(), Chance.System);
            return await RunAsync(app, settings, console, cancel);
        }
        catch (SqliteException failure)
        {
            await console.Error.WriteLineAsync($"Handraiser did not start: {Places.OpeningFault(failure)}");
            return CommandLine.Failed;
        }
    }

    static async Task<int> RunAsync(WebApplication app, Settings settings, InvocationConfiguration console,
        CancellationToken cancel)
    {
        try
        {
            app.Services.GetRequiredService<SpoolFolder>();
            await app.Services.GetRequiredService<Database>().MigrateAsync(cancel);
            await app.StartAsync(cancel);
        }
        catch (Exception failure) when (
            failure is DatabaseUnavailableException or IOException or InvalidOperationException)
        {
            await console.Error.WriteLineAsync($"Handraiser did not start: {failure.Message}");
            return CommandLine.Failed;
        }
        Listening(app.Logger, string.Join(" ", app.Urls), settings.BaseUrl);
        if (await app.Services.GetRequiredService<FirstRunToken>().OfferAsync(cancel) is { } token)
        {
            await console.Output.WriteLineAsync($"""

                There is no workspace yet. Open this link within an hour to make one:

                    {settings.BaseUrl}/first-run?token={token}

                """);
        }
        await app.WaitForShutdownAsync(cancel);
        return CommandLine.Done;
    }

    [LoggerMessage(LogLevel.Information, "Listening on {Urls}; people reach it at {BaseUrl}.")]
    static partial void Listening(ILogger log, string urls, string baseUrl);
}
