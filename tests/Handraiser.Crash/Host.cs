using System.Reflection;
using Handraiser.App;
using Handraiser.App.Features.Intake.Spool;
using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Handraiser.Crash;

/// <summary>
/// The product's own server as <c>serve</c> runs it, with two switches that the product does not have: a database that
/// takes
/// no writes for a while, and one that no longer waits for the disk, as the control that must be caught.
/// </summary>
internal static class Host
{
    public const string Away = "away", Back = "back";

    public static async Task<int> RunAsync(bool isUnsafe)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "");
        var settings = SettingsReading.Read(environment, null, new Dictionary<string, string>()).Settings
            ?? throw new InvalidOperationException("The settings are wrong.");
        await using var app = Server.Build(settings, new SteadyTime(), Chance.System);
        app.Services.GetRequiredService<SpoolFolder>();
        var database = app.Services.GetRequiredService<Database>();
        await database.MigrateAsync();
        // The log is then synced before it is copied into the file, and no more at each commit.
        if (isUnsafe) Writer(database).Run("pragma synchronous=normal");
        await app.StartAsync();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == Away) await TellAsync(database, "pragma max_page_count=1");
            if (line == Back) await TellAsync(database, "pragma max_page_count=1000000");
        }
        return 0;
    }

    static SqliteSession Writer(Database database) => (SqliteSession)typeof(SqliteDatabase)
        .GetField("writer", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(database)!;

    static async Task TellAsync(Database database, string what)
    {
        while (true)
        {
            // Others write in the same commit, and it may fail with them.
            try { await database.WriteAsync(tx => tx.ExecuteAsync(what)); return; }
            catch (DatabaseUnavailableException) { }
        }
    }
}
