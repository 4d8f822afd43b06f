using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Support;

namespace Handraiser.App.Tests.Platform.Database;

using Database = Handraiser.App.Platform.Database.Database;

public sealed class WriteTogetherTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task One_that_throws_gets_its_own_failure_and_the_others_are_written(string engine)
    {
        await using var database = await OpenAsync(engine);

        var outcomes = await AllAsync(40, i => database.WriteTogetherAsync("w", async tx =>
        {
            await tx.SingleAsync<long>("select count(*) from workspace");
            Add(tx, $"w{i:00}", $"n{i}");
            if (i % 7 == 2) throw new InvalidOperationException($"no {i}");
            return i;
        }, Cancel));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 7 == 2 ? $"no {i}" : null), outcomes.Select(one => one?.Message));
        Assert.Equal(Enumerable.Range(0, 40).Where(i => i % 7 != 2).Select(i => $"w{i:00}"), await NamesAsync(database));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_that_write_the_same_key_one_fails_and_nobody_else(string engine)
    {
        await using var database = await OpenAsync(engine);

        var outcomes = await AllAsync(30, i => database.WriteTogetherAsync("w", tx =>
        {
            Add(tx, i == 11 ? "w10" : $"w{i:00}", "n");
            return Task.FromResult(i);
        }, Cancel));

        Assert.Equal(1, outcomes.Count(one => one is not null));
        Assert.Equal(29, (await NamesAsync(database)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_holds_a_name_is_alone_with_it_on_any_node_and_in_any_transaction(string engine)
    {
        var setting = await TestDatabases.NewAsync(engine);
        await using var one = Database.Open(setting, TimeProvider.System);
        await one.MigrateAsync(Cancel);
        await using var other = engine == "sqlite" ? null : Database.Open(setting, TimeProvider.System);
        await one.WriteAsync(tx => { Add(tx, "sum", "0"); return Task.CompletedTask; }, Cancel);

        var failures = await AllAsync(240, i =>
        {
            var node = i % 2 == 0 ? one : other ?? one;
            return i % 3 == 0 ? node.WriteAsync(CountAsync, Cancel) : node.WriteTogetherAsync("w", CountAsync, Cancel);
        });

        Assert.All(failures, Assert.Null);
        Assert.Equal("240", await one.ReadAsync(tx => tx.SingleAsync<string>("select name from workspace"), Cancel));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rows_keep_their_values_and_their_order_however_many_travel_together(string engine)
    {
        await using var database = await OpenAsync(engine);
        await database.WriteAsync(tx => { Add(tx, "w", "n"); return Task.CompletedTask; }, Cancel);

        await AllAsync(50, i => database.WriteTogetherAsync("w", tx =>
        {
            for (var n = 0; n < 3; n++)
            {
                tx.Add("insert into turn (workspace_id, pool, kind, rep_id, lead_id, delta, reason, at) values (@W, @Pool, 'x', @Rep, null, @Delta, @Why, @At)",
                    new { W = "w", Pool = $"{i}", Rep = n == 1 ? null : $"r{n}", Delta = n, Why = "it's, \"so\" \\ {1}", At = tx.Now });
            }
            return Task.FromResult(0);
        }, Cancel));

        var rows = await database.ReadAsync(tx => tx.ListAsync<TurnOf>("select pool, rep_id, delta, reason from turn order by pool, id"), Cancel);
        Assert.Equal(150, rows.Count);
        Assert.All(rows.GroupBy(row => row.Pool), pool => Assert.Equal([("r0", 0L), (null, 1L), ("r2", 2L)],
            pool.Select(row => (row.RepId, row.Delta))));
        Assert.All(rows, row => Assert.Equal("it's, \"so\" \\ {1}", row.Reason));
    }

    [Fact]
    public async Task On_postgres_those_who_wait_share_a_commit()
    {
        await using var database = await OpenAsync("postgres");

        var commits = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => database.WriteTogetherAsync("w",
            tx => tx.SingleAsync<string>("select cast(txid_current() as text)"), Cancel)));

        Assert.InRange(commits.Distinct().Count(), 1, 50);
    }

    [Fact]
    public async Task A_database_that_went_away_is_told_to_everybody_who_waits()
    {
        await using var database = await OpenAsync("postgres");
        await database.WriteTogetherAsync("w", tx => tx.SingleAsync<long>("select count(*) from workspace"), Cancel);

        var outcomes = await AllAsync(20, i => database.WriteTogetherAsync("w",
            tx => tx.SingleAsync<string>("select cast(pg_terminate_backend(pg_backend_pid()) as text)"), Cancel));

        Assert.All(outcomes, one => Assert.IsType<DatabaseUnavailableException>(one));
        Assert.Equal(0, await database.WriteTogetherAsync("w", tx => tx.SingleAsync<long>("select count(*) from workspace"), Cancel));
    }

    [Fact]
    public async Task A_young_postgres_learns_how_many_rows_it_has()
    {
        var setting = await TestDatabases.NewAsync("postgres");
        await using (var database = Database.Open(setting, TimeProvider.System))
        {
            await database.MigrateAsync(Cancel);
            await AllAsync(120, i => database.WriteTogetherAsync("w", tx => { Add(tx, $"w{i}", "n"); return Task.FromResult(i); }, Cancel));
        }

        await using var later = Database.Open(setting, TimeProvider.System);
        Assert.InRange(await later.ReadAsync(tx => tx.SingleAsync<long>("select cast(reltuples as bigint) from pg_class where relname = 'workspace'"), Cancel), 1, 120);
    }

    // Reads, and writes what it read plus one: two at once would lose one.
    static async Task<int> CountAsync(Tx tx)
    {
        await tx.LockAsync(["the sum"]);
        var sum = int.Parse((await tx.SingleAsync<string>("select name from workspace where id = 'sum'"))!,
            System.Globalization.CultureInfo.InvariantCulture);
        tx.Add("update workspace set name = @Name where id = 'sum'", new { Name = $"{sum + 1}" });
        return sum;
    }

    static void Add(Tx tx, string id, string name) =>
        tx.Add("insert into workspace (id, name, zone, created_at) values (@Id, @Name, 'UTC', 1)", new { Id = id, Name = name });

    static async Task<Exception?[]> AllAsync<T>(int count, Func<int, Task<T>> act) => await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
    {
        try
        {
            await act(i);
            return null;
        }
        catch (Exception failure) { return failure; }
    }));

    static Task<List<string>> NamesAsync(Database database) =>
        database.ReadAsync(tx => tx.ListAsync<string>("select id from workspace order by id"), Cancel);

    static async Task<Database> OpenAsync(string engine)
    {
        var database = Database.Open(await TestDatabases.NewAsync(engine), TimeProvider.System);
        await database.MigrateAsync(Cancel);
        return database;
    }

    sealed record TurnOf
    {
        public string Pool { get; init; } = "";

        public string? RepId { get; init; }

        public long Delta { get; init; }

        public string Reason { get; init; } = "";
    }
}
