using Handraiser.App.Platform.Database;
using Npgsql;

namespace Handraiser.App.Tests.Support;

/// <summary>Real databases, one of its own for each test. Without PostgreSQL its tests are skipped here and fail in CI.</summary>
internal static class TestDatabases
{
    static readonly string Folder = Directory.CreateTempSubdirectory("handraiser-tests-").FullName;
    static readonly SemaphoreSlim Gate = new(1, 1);
    static string? template;
    static int count;

    static string? Server => Environment.GetEnvironmentVariable("HANDRAISER_TEST_POSTGRES");

    public static TheoryData<string> Engines { get; } = ["sqlite", "postgres"];

    /// <summary>A new, migrated database, as the HANDRAISER_DATABASE setting names it.</summary>
    public static async Task<string> NewAsync(string engine)
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        if (engine == "sqlite") return "sqlite:" + Path.Combine(Folder, name + ".db");
        if (Server is null)
        {
            if (Environment.GetEnvironmentVariable("CI") is not null) Assert.Fail("CI runs on PostgreSQL too: set HANDRAISER_TEST_POSTGRES.");
            Assert.Skip("No PostgreSQL: set HANDRAISER_TEST_POSTGRES to what bin/postgres prints.");
        }
        await using var admin = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await Gate.WaitAsync();
        try
        {
            if (template is null)
            {
                var made = $"template_{Environment.ProcessId}";
                await RunAsync(admin, $"drop database if exists {made}", $"create database {made}");
                await using (var database = Database.Open(Url(made), TimeProvider.System)) await database.MigrateAsync();
                NpgsqlConnection.ClearAllPools();
                template = made;
            }
            await RunAsync(admin, $"drop database if exists {name}", $"create database {name} template {template}");
        }
        finally { Gate.Release(); }
        return Url(name);
    }

    /// <summary>A copy of a database that nobody has open.</summary>
    public static async Task<string> CopyAsync(string setting)
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        if (setting.StartsWith("sqlite:", StringComparison.Ordinal))
        {
            var copy = Path.Combine(Folder, name + ".db");
            File.Copy(setting["sqlite:".Length..], copy);
            return "sqlite:" + copy;
        }
        await using var admin = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await RunAsync(admin, $"create database {name} template {new Uri(setting).AbsolutePath.Trim('/')}");
        return Url(name);
    }

    public static string NewFolder() => Path.Combine(Folder, $"f{Interlocked.Increment(ref count)}");

    static async Task RunAsync(NpgsqlDataSource source, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    static string Url(string name) => new UriBuilder(Server!) { Path = "/" + name }.Uri.ToString();

    static string ConnectionString(string name)
    {
        var uri = new Uri(Server!);
        return $"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo.Split(':')[0]};Database={name};Pooling=false";
    }
}
