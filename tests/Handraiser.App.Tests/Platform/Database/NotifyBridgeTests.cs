using Handraiser.App.Platform;
using Handraiser.App.Platform.Database;
using Handraiser.App.Platform.Jobs;
using Handraiser.App.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handraiser.App.Tests.Platform.Database;

public sealed class NotifyBridgeTests
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(15);
    static readonly CancellationToken Patience = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_on_one_node_wakes_the_other()
    {
        var url = await TestDatabases.NewAsync("postgres");
        await using var one = await NodeAsync(url, 1);
        await using var other = await NodeAsync(url, 2);

        await WakesAsync(one.Signal, other.Signal);
    }

    [Fact]
    public async Task A_lost_connection_is_made_again()
    {
        var url = await TestDatabases.NewAsync("postgres");
        await using var one = await NodeAsync(url, 1);
        await using var other = await NodeAsync(url, 2);
        await WakesAsync(one.Signal, other.Signal);

        await using (var killer = new PostgresDatabase(url, TimeProvider.System))
        {
            await using var kill = killer.Source.CreateCommand(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """);
            await kill.ExecuteNonQueryAsync(Patience);
        }

        await WakesAsync(one.Signal, other.Signal);
    }

    [Fact]
    public async Task On_the_embedded_database_there_is_nobody_to_tell()
    {
        await using var database = App.Platform.Database.Database.Open(await TestDatabases.NewAsync("sqlite"),
            TimeProvider.System);
        using var bridge = new NotifyBridge(database, new Signal(), Chance.Seeded(1), TimeProvider.System,
            NullLogger<NotifyBridge>.Instance);

        await bridge.StartAsync(Patience);

        await bridge.ExecuteTask!.WaitAsync(Long, Patience);
    }

    /// <summary>A hint may be lost, so it is given until it arrives.</summary>
    static async Task WakesAsync(Signal from, Signal to)
    {
        using var patience = new CancellationTokenSource(Long);
        // What is said when a connection is made is not what is meant here.
        var heard = to.Next();
        while (!heard.IsCompleted)
        {
            from.Raise();
            await Task.WhenAny(heard, new PeriodicTimer(TimeSpan.FromMilliseconds(150))
                .WaitForNextTickAsync(patience.Token).AsTask());
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    static async Task<Node> NodeAsync(string url, int seed)
    {
        var database = new PostgresDatabase(url, TimeProvider.System);
        var signal = new Signal();
        var bridge = new NotifyBridge(database, signal, Chance.Seeded(seed), TimeProvider.System,
            NullLogger<NotifyBridge>.Instance);
        var listening = signal.Next();
        await bridge.StartAsync(Patience);
        // It wakes its own loops once, when it has begun to listen.
        await listening.WaitAsync(Long, Patience);
        return new(database, signal, bridge);
    }

    sealed record Node(PostgresDatabase Database, Signal Signal, NotifyBridge Bridge) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Bridge.StopAsync(CancellationToken.None);
            Bridge.Dispose();
            await Database.DisposeAsync();
        }
    }
}
