using Handraiser.App.Platform.Database;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace Handraiser.Yard;

using Database = Handraiser.App.Platform.Database.Database;

/// <summary>
/// A node's door to the one database: the product's SQL on a real SQLite, where every transaction happens whole and in one
/// order, at the database's own time. Around each the world may come in between: others may go first, the commit may be
/// refused and run again, be lost, or its answer be lost; the node may die on either side of it.
/// </summary>
internal sealed class YardDatabase(World world, Node node) : Database
{
    const int MostTries = 8;

    public override Engine Engine => Engine.Sqlite;

    public override async Task<T> WriteAsync<T>(Func<Tx, Task<T>> useCase, CancellationToken cancel = default)
    {
        await node.TurnAsync();
        if (world.Faults.Fires(Fault.DatabaseAway))
        {
            // Gone before it heard of it, or in the middle of it.
            if (world.Dice.Chance(0.5)) Refuse(useCase);
            throw Away("it is away");
        }
        for (var attempt = 1; ; attempt++)
        {
            if (attempt < MostTries && world.Faults.Fires(Fault.CommitRefused))
            {
                Refuse(useCase);
                await node.TurnAsync();
                continue;
            }
            if (world.Faults.Fires(Fault.KillBeforeCommit)) await DieAsync();
            if (world.Faults.Fires(Fault.StallBeforeCommit)) await StallAsync();
            var (result, tx) = Commit(useCase);
            if (world.Faults.Fires(Fault.KillAfterCommit)) await DieAsync();
            if (world.Faults.Fires(Fault.ReplyLost))
            {
                world.Sometimes.Saw("a commit whose answer was lost");
                throw Away("the connection broke during the commit");
            }
            tx.Committed();
            await node.TurnAsync();
            return result;
        }
    }

    public override async Task<T> ReadAsync<T>(Func<Tx, Task<T>> question, CancellationToken cancel = default)
    {
        await node.TurnAsync();
        if (world.Faults.Fires(Fault.DatabaseAway)) throw Away("it is away");
        var answer = Look(question);
        await node.TurnAsync();
        return answer;
    }

    public override Task<T> SnapshotAsync<T>(Func<Tx, Task<T>> questions, CancellationToken cancel = default) => ReadAsync(questions, cancel);

    public override Task MigrateAsync(CancellationToken cancel = default) => throw new YardException("The yard is built with its schema.");

    public override ValueTask DisposeAsync() => default;

    T Look<T>(Func<Tx, Task<T>> question)
    {
        world.Session.Run("begin");
        try { return Finish(question(new SqliteTx(world.Session) { Now = world.Now })); }
        finally { world.Session.Run("rollback"); }
    }

    (T Result, Tx Tx) Commit<T>(Func<Tx, Task<T>> useCase)
    {
        var tx = new SqliteTx(world.Session) { Now = world.Now, IsWrite = true };
        world.Session.Run("begin immediate");
        try
        {
            var result = Finish(useCase(tx));
            world.Session.Run("commit");
            world.Checks.Committed(node);
            return (result, tx);
        }
        catch (Exception failure)
        {
            world.Session.RollBackIfOpen();
            if (failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL })
            {
                world.Sometimes.Saw("a write that a full disk refused");
                throw Away("the disk is full");
            }
            throw;
        }
    }

    // As a serialisation failure or a deadlock does: it ran, and then never happened.
    void Refuse<T>(Func<Tx, Task<T>> useCase)
    {
        world.Session.Run("begin immediate");
        try { Finish(useCase(new SqliteTx(world.Session) { Now = world.Now, IsWrite = true })); }
        catch (SqliteException) { }
        finally { world.Session.RollBackIfOpen(); }
        world.Sometimes.Saw("a commit that was refused and run again");
    }

    // About as long as a lease: what it comes back to has just become somebody else's, or is about to.
    async Task StallAsync()
    {
        node.Pause(Duration.FromMilliseconds(world.Dice.Chance(0.7) ? world.Dice.Between(29_500, 31_500) : world.Dice.Between(1000, 90_000)));
        await Task.Yield();
    }

    async Task DieAsync()
    {
        node.Kill();
        world.Sometimes.Saw("a node killed in the middle of a write");
        Faults.PlanRestart(world, node);
        await new TaskCompletionSource().Task;
    }

    static DatabaseUnavailableException Away(string why) => new(new InvalidOperationException(why));

    static T Finish<T>(Task<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult()
        : throw new YardException("A use case waits for something else than its transaction.");
}
