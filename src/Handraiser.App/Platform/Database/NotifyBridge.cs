using System.Threading.Channels;
using Handraiser.App.Platform.Jobs;
using Npgsql;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// Carries "something may be due" between the nodes on one PostgreSQL. A hint only: while it is down, everybody looks
/// once a second anyway.
/// </summary>
internal sealed partial class NotifyBridge(
    Database database, Signal signal, Chance chance, TimeProvider time, ILogger<NotifyBridge> log) : BackgroundService
{
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    const int PatienceMs = 30_000;
    readonly string node = chance.NewToken();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => database is PostgresDatabase postgres
        ? Task.WhenAll(KeepAtItAsync(cancel => ListenAsync(postgres, cancel), stoppingToken),
            TellAsync(postgres, stoppingToken))
        : Task.CompletedTask;

    async Task ListenAsync(PostgresDatabase postgres, CancellationToken cancel)
    {
        await using var connection = await postgres.Source.OpenConnectionAsync(cancel);
        connection.Notification += (_, heard) => { if (heard.Payload != node) signal.Wake(); };
        await RunAsync(connection, "listen handraiser", cancel);
        try
        {
            // What was said while nobody listened is made up for by looking.
            signal.Wake();
            while (true)
            {
                if (!await connection.WaitAsync(PatienceMs, cancel)) await RunAsync(connection, "select 1", cancel);
            }
        }
        finally
        {
            // The connection goes back to where others take theirs from.
            if (connection.State == System.Data.ConnectionState.Open) await RunAsync(connection, "unlisten handraiser",
                CancellationToken.None);
        }
    }

    /// <summary>
    /// Passes local hints on: never within a transaction that somebody waits for, and not more often than others can
    /// use.
    /// </summary>
    async Task TellAsync(PostgresDatabase postgres, CancellationToken cancel)
    {
        var raised = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Pass() => raised.Writer.TryWrite(true);
        signal.Raised += Pass;
        try
        {
            await KeepAtItAsync(async token =>
            {
                while (true)
                {
                    await raised.Reader.ReadAsync(token);
                    await using var tell = postgres.Source.CreateCommand("select pg_notify('handraiser', $1)");
                    tell.Parameters.Add(new NpgsqlParameter { Value = node });
                    await tell.ExecuteNonQueryAsync(token);
                    await Task.Delay(Breath, time, token);
                }
            }, cancel);
        }
        finally { signal.Raised -= Pass; }
    }

    async Task KeepAtItAsync(Func<CancellationToken, Task> run, CancellationToken cancel)
    {
        await Task.Yield();
        while (!cancel.IsCancellationRequested)
        {
            try { await run(cancel); }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return; }
            catch (Exception failure) { Failed(failure); }
            await Task.Delay(AfterFailure, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(
        LogLevel.Warning, "The hints between nodes failed and are tried again; until then nodes look once a second.")]
    partial void Failed(Exception failure);
}
