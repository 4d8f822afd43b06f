using Handraiser.App.Features.Playbooks;
using Handraiser.App.Platform.Database;
using Handraiser.App.Tests.Scenarios;
using Handraiser.App.Tests.Support;
using NodaTime;

namespace Handraiser.App.Tests.Platform.Database;

using Database = Handraiser.App.Platform.Database.Database;

public sealed class DatabaseTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_use_case_that_throws_leaves_nothing_behind(string engine)
    {
        await using var database = await OpenAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(async tx =>
        {
            await AddAsync(tx, "a");
            throw new InvalidOperationException("no");
        }, Cancel));

        Assert.Empty(await NamesAsync(database));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_that_breaks_a_reference_takes_down_nobody_who_writes_beside_it(string engine)
    {
        await using var database = await OpenAsync(engine);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            try
            {
                await database.WriteAsync(tx => i % 8 == 3 ? DangleAsync(tx, $"p{i}") : AddAsync(tx, $"w{i:00}"), Cancel);
                return true;
            }
            catch (Exception) { return false; }
        }));

        Assert.Equal(Enumerable.Range(0, 64).Select(i => i % 8 != 3), outcomes);
        Assert.Equal(Enumerable.Range(0, 64).Where(i => i % 8 != 3).Select(i => $"w{i:00}"), await NamesAsync(database));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_that_throws_takes_back_its_own_writes_and_nobody_elses(string engine)
    {
        await using var database = await OpenAsync(engine);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            try
            {
                await database.WriteAsync(async tx =>
                {
                    await AddAsync(tx, $"w{i:00}");
                    if (i % 8 == 3) throw new InvalidOperationException("no");
                }, Cancel);
                return true;
            }
            catch (InvalidOperationException) { return false; }
        }));

        Assert.Equal(Enumerable.Range(0, 64).Select(i => i % 8 != 3), outcomes);
        Assert.Equal(Enumerable.Range(0, 64).Where(i => i % 8 != 3).Select(i => $"w{i:00}"), await NamesAsync(database));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_text_with_its_arguments_in_another_order_means_the_same(string engine)
    {
        await using var database = await OpenAsync(engine);
        const string Sql = "insert into workspace (id, name, zone, created_at) values (@Id, @Name, 'UTC', 1)";

        await database.WriteAsync(tx => { tx.Add(Sql, new { Id = "1", Name = "one" }); return Task.CompletedTask; }, Cancel);
        await database.WriteAsync(tx => { tx.Add(Sql, new { Name = "two", Id = "2" }); return Task.CompletedTask; }, Cancel);

        Assert.Equal(["one", "two"], await NamesAsync(database));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_snapshot_sees_one_moment_whatever_is_written_meanwhile(string engine)
    {
        await using var database = await OpenAsync(engine);

        var (before, after) = await database.SnapshotAsync(async tx =>
        {
            var first = await tx.SingleAsync<long>("select count(*) from workspace");
            await Task.Run(() => database.WriteAsync(other => AddAsync(other, "a"), Cancel), Cancel);
            return (first, await tx.SingleAsync<long>("select count(*) from workspace"));
        }, Cancel);

        Assert.Equal((0, 0), (before, after));
        Assert.Single(await NamesAsync(database));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Migrating_from_several_nodes_at_once_and_again_applies_each_migration_once(string engine)
    {
        var setting = await TestDatabases.NewAsync(engine);
        await using var one = Database.Open(setting, TimeProvider.System);
        await using var other = Database.Open(setting, TimeProvider.System);

        await Task.WhenAll(one.MigrateAsync(Cancel), other.MigrateAsync(Cancel));
        await one.MigrateAsync(Cancel);

        Assert.Equal(Migrator.All().Select(migration => migration.Name).Order(),
            (await one.ReadAsync(tx => tx.ListAsync<string>("select name from migration"), Cancel)).Order());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_policy_that_was_never_committed_decides_nothing(string engine)
    {
        await using var app = await TestApp.StartAsync(engine);
        var reps = await app.OfAsync("ann", "bob");
        var (store, workspace) = (app.Get<PolicyStore>(), app.Workspace.WorkspaceId);

        // Ann leaves, the people are read, and then it all comes to nothing.
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Database.WriteAsync<int>(async tx =>
        {
            await tx.ExecuteAsync("update rep set active = 0 where workspace_id = @Workspace and id = @Rep",
                new { Workspace = workspace, Rep = reps["ann"] });
            PolicyStore.RosterChanged(tx, workspace);
            Assert.False((await store.InForceAsync(tx, workspace)).People[reps["ann"]].Active);
            throw new InvalidOperationException("no");
        }, Cancel));
        await app.PresentAsync(false, [reps["bob"]]);

        Assert.Equal(reps["ann"], await app.OwnerAsync(await app.LeadAsync()));
        await app.AssertLawsHoldAsync();
    }

    [Fact]
    public async Task After_it_was_closed_the_file_alone_is_the_whole_embedded_database()
    {
        var app = await TestApp.StartAsync();
        var lead = await app.LeadAsync();
        await app.DisposeAsync();

        var copy = await TestDatabases.CopyAsync(app.DatabaseSetting);
        await using var restored = Database.Open(copy, app.Clock);
        Assert.Equal(lead, Assert.Single(await restored.ReadAsync(tx => tx.ListAsync<string>("select id from lead"), Cancel)));
        await Company.AssertLawsHoldAsync(restored);
    }

    static async Task<Database> OpenAsync(string engine)
    {
        var database = Database.Open(await TestDatabases.NewAsync(engine), new VirtualClock(Instant.FromUtc(2026, 3, 2, 9, 0)));
        await database.MigrateAsync(Cancel);
        return database;
    }

    static Task AddAsync(Tx tx, string name)
    {
        tx.Add("insert into workspace (id, name, zone, created_at) values (@Name, @Name, 'UTC', 1)", new { Name = name });
        return Task.CompletedTask;
    }

    // The reference is looked at when everything is committed, not before.
    static Task DangleAsync(Tx tx, string person)
    {
        tx.Add("insert into identity (workspace_id, key, person_id) values ('nowhere', @Person, @Person)", new { Person = person });
        return Task.CompletedTask;
    }

    static Task<List<string>> NamesAsync(Database database) =>
        database.ReadAsync(tx => tx.ListAsync<string>("select name from workspace order by name"), Cancel);
}
