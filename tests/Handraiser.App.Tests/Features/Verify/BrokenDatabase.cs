using Handraiser.App.Features.Verify;
using Handraiser.App.Features.Workspaces;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Features.Erasure;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace Handraiser.App.Tests.Features.Verify;

/// <summary>A lived-in database in which one thing is then broken behind the program's back.</summary>
internal sealed class BrokenDatabase : IAsyncDisposable
{
    static readonly Dictionary<string, Lazy<Task<string>>> Sound = new[] { "sqlite", "postgres" }
        .ToDictionary(engine => engine, engine => new Lazy<Task<string>>(() => MakeAsync(engine)));

    // Far ahead of any real clock, so that nothing is late for the command either, which knows no other.
    static readonly VirtualClock Clock = new(Instant.FromUtc(2090, 3, 6, 9, 0));

    readonly string engine;

    BrokenDatabase(string setting, string engine)
    {
        Setting = setting;
        Database = Database.Open(setting, Clock);
        this.engine = engine;
    }

    public Database Database { get; }

    public string Setting { get; }

    public static async Task<BrokenDatabase> StartAsync(string engine) =>
        new(await TestDatabases.CopyAsync(await Sound[engine].Value), engine);

    /// <summary>A lead in time, one that was answered late after being handed on twice, one closed,
    /// one erased, and another workspace.</summary>
    static async Task<string> MakeAsync(string engine)
    {
        await using var app = await TestApp.StartAsync(engine, clock: Clock);
        await app.OfAsync("ann", "bob", "carl");
        var late = await app.LeadAsync("late@buyer.example");
        await app.PassAsync(Duration.FromMinutes(12), Duration.FromMinutes(1));
        await app.TouchAsync(late, (await app.OwnerAsync(late))!, "two-way");
        var closed = await app.LeadAsync("closed@buyer.example");
        await app.ActAsync(closed, "close", new { rep = TestApp.AdminEmail, outcome = "not a fit" });
        await app.LeadAsync("time@buyer.example");
        var erased = await app.LeadAsync("erased@buyer.example");
        await app.TouchAsync(erased, (await app.OwnerAsync(erased))!, "attempt");
        await app.EraseAsync(erased);
        await app.Get<SetUp>().RunAsync("Other", "Olga Other", "olga@other.example", TestApp.Password, "Europe/Oslo");
        await app.AssertLawsHoldAsync();
        return app.DatabaseSetting;
    }

    /// <summary>Breaks it with every wall down. A statement that ends in <c>-- sqlite</c> or <c>-- postgres</c> is for that engine.</summary>
    public async Task BreakAsync(string statements)
    {
        var mine = statements.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)
            .Where(line => !line.EndsWith(engine == "sqlite" ? "-- postgres" : "-- sqlite", StringComparison.Ordinal));
        var sql = string.Join('\n', mine.Select(line => line.Split(" -- ")[0]));
        var changed = engine == "sqlite" ? await BreakSqliteAsync(sql) : await BreakPostgresAsync(sql);
        Assert.True(changed != 0, "Nothing was broken.");
    }

    public async Task<IReadOnlyList<string>> BrokenLawsAsync() =>
        [.. (await Laws.CheckAsync(Database, TestContext.Current.CancellationToken)).Where(verdict => verdict.Broken > 0).Select(verdict => verdict.Law)];

    async Task<int> BreakSqliteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Setting["sqlite:".Length..]};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma foreign_keys = off; pragma ignore_check_constraints = on; drop trigger event_no_update; drop trigger event_no_delete;";
        await command.ExecuteNonQueryAsync();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    // As a replica, PostgreSQL checks neither references nor triggers.
    async Task<int> BreakPostgresAsync(string sql)
    {
        var uri = new Uri(Setting);
        await using var source = NpgsqlDataSource.Create(
            $"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo};Database={uri.AbsolutePath.Trim('/')};Pooling=false");
        await using var command = source.CreateCommand("set session_replication_role = replica; alter table job drop constraint job_state_check; " + sql);
        return await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
