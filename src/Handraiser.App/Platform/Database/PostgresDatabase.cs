using System.Data;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// PostgreSQL, shared by any number of nodes. Each use case has a transaction of its own; one that lost a race is run
/// again from the start, which is safe because a use case has no effect but its writes.
/// </summary>
internal sealed class PostgresDatabase : Database
{
    const int MostTries = 8;
    const int Lanes = 8;
    const long MigrationLock = 0x68616e6472616973;
    readonly NpgsqlDataSource source;
    readonly TimeProvider time;
    readonly PostgresClock clock = new();
    readonly GroupLane[] lanes;
    readonly YoungTables young;

    public PostgresDatabase(string url, TimeProvider time)
    {
        this.time = time;
        source = new NpgsqlSlimDataSourceBuilder(ConnectionString(url)).EnableArrays().Build();
        young = new(source);
        lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new GroupLane(RunTogetherAsync))];
    }

    public override Engine Engine => Engine.Postgres;

    public NpgsqlDataSource Source => source;

    public override async Task<T> WriteAsync<T>(Func<Tx, Task<T>> useCase, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(useCase, cancel);
            }
            catch (PostgresException lost) when (attempt < MostTries && LostRace(lost.SqlState)) { }
            catch (NpgsqlException failure) when (Away(failure)) { throw Gone(failure); }
        }
    }

    public override Task<T> WriteTogetherAsync<T>(string workspace, Func<Tx, Task<T>> useCase, CancellationToken cancel = default) =>
        lanes[(uint)workspace.GetHashCode(StringComparison.Ordinal) % Lanes].WriteAsync(useCase, cancel);

    public override async Task<T> ReadAsync<T>(Func<Tx, Task<T>> question, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        try
        {
            return await question(new PostgresTx(connection, cancel) { Now = await NowAsync(connection, cancel) });
        }
        catch (NpgsqlException failure) when (Away(failure)) { throw Gone(failure); }
    }

    public override async Task<T> SnapshotAsync<T>(Func<Tx, Task<T>> questions, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        try
        {
            return await questions(new PostgresTx(connection, cancel) { Now = await NowAsync(connection, cancel) });
        }
        catch (NpgsqlException failure) when (Away(failure)) { throw Gone(failure); }
    }

    public override Task MigrateAsync(CancellationToken cancel = default) => WriteAsync(async tx =>
    {
        await tx.ExecuteAsync($"select pg_advisory_xact_lock({MigrationLock})");
        return await Migrator.RunAsync(tx);
    }, cancel);

    public override async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes) await lane.DisposeAsync();
        await young.DisposeAsync();
        await source.DisposeAsync();
    }

    /// <summary>Answers every one of them: together when all goes well, else each by itself, so that one cannot harm the others.</summary>
    async Task RunTogetherAsync(IReadOnlyList<GroupWork> works)
    {
        try
        {
            await TryTogetherAsync(works);
            foreach (var work in works) work.Succeed();
            young.Wrote(works.Count);
        }
        catch (Exception failure) when (failure is GroupFailedException or PostgresException or InvalidOperationException)
        {
            await Task.WhenAll(works.Select(work => work.RunAloneAsync(this)));
        }
        catch (Exception failure)
        {
            var why = failure is DatabaseUnavailableException ? failure : Gone(failure);
            foreach (var work in works) work.Fail(why);
        }
    }

    async Task TryTogetherAsync(IReadOnlyList<GroupWork> works)
    {
        await using var connection = await OpenAsync(CancellationToken.None);
        try
        {
            await new PostgresGroup(connection).RunAsync(works, () => NowAsync(connection, CancellationToken.None));
        }
        catch
        {
            await RollBackAsync(connection);
            throw;
        }
    }

    async Task<T> TryWriteAsync<T>(Func<Tx, Task<T>> useCase, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        var tx = new PostgresTx(connection, cancel) { Now = await NowAsync(connection, cancel), IsWrite = true };
        tx.Begin();
        T result;
        try
        {
            result = await useCase(tx);
            await tx.CommitAsync();
        }
        catch
        {
            await RollBackAsync(connection);
            throw;
        }
        tx.Committed();
        return result;
    }

    // A connection that is gone has rolled back already.
    static async Task RollBackAsync(NpgsqlConnection connection)
    {
        if (connection.FullState != System.Data.ConnectionState.Open) return;
        await using var command = new NpgsqlCommand("rollback", connection);
        try { await command.ExecuteNonQueryAsync(); }
        catch (NpgsqlException) { NpgsqlConnection.ClearPool(connection); }
    }

    async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        try
        {
            return await source.OpenConnectionAsync(cancel);
        }
        catch (NpgsqlException failure)
        {
            throw new DatabaseUnavailableException(failure);
        }
    }

    // A virtual clock is the whole world's. A real one is only this node's, and another node may disagree:
    // then the database's clock decides for all.
    async ValueTask<Instant> NowAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (time == TimeProvider.System || time is SteadyTime ? await clock.NowAsync(connection, cancel) : time.GetCurrentInstant()).Storable();

    // A unique violation here means that another node wrote between our look and our insert: look again.
    static bool LostRace(string state) => state is
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation;

    // The other connections lead to the same server, which may be gone or not the one to write to any more.
    DatabaseUnavailableException Gone(Exception failure)
    {
        source.Clear();
        return new(failure);
    }

    static bool Away(NpgsqlException failure) => failure is not PostgresException || Away(failure.SqlState);

    static bool Away(string? state) => state is not null
        && (state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state == "25006");

    static string ConnectionString(string url)
    {
        var uri = new Uri(url);
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(uri.Host),
            Port = uri.Port > 0 ? uri.Port : 5432,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            MaxAutoPrepare = 300,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = 32,
            Timeout = 5,
            CommandTimeout = 30,
            NoResetOnClose = true,
            ApplicationName = "handraiser",
        };
        foreach (var pair in System.Web.HttpUtility.ParseQueryString(uri.Query).AllKeys.OfType<string>())
        {
            var value = System.Web.HttpUtility.ParseQueryString(uri.Query)[pair]!;
            if (pair == "host") settings.Host = value;
            else settings[pair.Replace("_", " ", StringComparison.Ordinal)] = value;
        }
        return settings.ToString();
    }
}
