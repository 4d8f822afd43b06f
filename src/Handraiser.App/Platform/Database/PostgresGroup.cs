using System.Data.Common;
using NodaTime;
using Npgsql;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// Several use cases in one transaction. Each runs until it needs an answer; then what all of them wrote and asked travels
/// together, and each goes on with its own. One at a time moves, so what they have in hand needs no locks; one waits for
/// another only where it asks for a name that the other holds. Ends with one commit for all, or with none.
/// </summary>
internal sealed class PostgresGroup(NpgsqlConnection connection)
{
    readonly List<GroupedTx> members = [];
    readonly List<GroupedAsk> asks = [];
    readonly Queue<TaskCompletionSource> free = [];
    readonly Dictionary<string, GroupedTx> holders = new(StringComparer.Ordinal);
    readonly HashSet<string> locked = new(StringComparer.Ordinal);
    readonly Baton baton = new();
    Exception? failure;
    int unfinished;
    bool hasBegun;

    public InHand InHand { get; } = new();

    /// <summary>Runs them all and commits. When anything fails, nothing has happened, and the first failure is thrown.</summary>
    public async Task RunAsync(IReadOnlyList<GroupWork> works, Func<ValueTask<Instant>> now)
    {
        try
        {
            foreach (var work in works)
            {
                var tx = new GroupedTx(this) { Now = await now(), IsWrite = true };
                members.Add(tx);
                unfinished++;
                await baton.LendAsync(() => _ = MemberAsync(work, tx));
            }
            while (await ContinueAsync()) await SendAsync();
            InHand.PutDown(members[^1]);
            await CommitAsync();
        }
        catch (Exception why)
        {
            foreach (var ask in asks) ask.Fail(why);
            throw;
        }
        foreach (var member in members) member.Committed();
    }

    /// <summary>A member waits until its question is answered.</summary>
    public void Park(GroupedAsk ask)
    {
        asks.Add(ask);
        baton.Return();
    }

    /// <summary>Null when nobody else holds one of the names; else what to wait for before asking again.</summary>
    public Task? Wait(GroupedTx tx, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!holders.TryGetValue(name, out var holder) || holder == tx) continue;
            var wait = new TaskCompletionSource();
            holder.Waiters.Add(wait);
            baton.Return();
            return wait.Task;
        }
        foreach (var name in names) holders[name] = tx;
        return null;
    }

    async Task MemberAsync(GroupWork work, GroupedTx tx)
    {
        try { await work.RunAsync(tx); }
        catch (Exception why) { failure ??= why; }
        unfinished--;
        foreach (var (name, _) in holders.Where(one => one.Value == tx).ToList()) holders.Remove(name);
        foreach (var waiter in tx.Waiters) free.Enqueue(waiter);
        baton.Return();
    }

    /// <summary>Lets those go on who waited for a name. False when all have finished.</summary>
    async Task<bool> ContinueAsync()
    {
        while (failure is null && free.TryDequeue(out var waiter)) await baton.LendAsync(waiter.SetResult);
        if (failure is not null) throw new GroupFailedException(failure);
        return unfinished > 0;
    }

    async Task SendAsync()
    {
        // Rows first, for everybody; the names that come last only when nobody has a row to ask for.
        var now = asks.Exists(ask => !ask.Tx.IsLast) ? asks.FindAll(ask => !ask.Tx.IsLast) : [.. asks];
        if (now.Count == 0) throw new InvalidOperationException("A use case waits for something else than its transaction.");
        asks.RemoveAll(now.Contains);
        await using var batch = Begin();
        var names = now.SelectMany(ask => ask.Tx.TakeNames()).Where(locked.Add).ToList();
        var skip = names.Count > 0;
        if (skip) batch.BatchCommands.Add(PostgresStatement.Lock(names));
        AddWrites(batch);
        foreach (var ask in now) batch.BatchCommands.Add(ask.Command());
        await using (var reader = await batch.ExecuteReaderAsync(CancellationToken.None))
        {
            if (skip) await reader.NextResultAsync();
            foreach (var ask in now) await ask.ReadAsync(reader);
        }
        foreach (var ask in now) await baton.LendAsync(ask.Answer);
    }

    async Task CommitAsync()
    {
        await using var batch = Begin();
        AddWrites(batch);
        batch.BatchCommands.Add(new("commit"));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    NpgsqlBatch Begin()
    {
        var batch = connection.CreateBatch();
        if (!hasBegun) batch.BatchCommands.Add(new("begin"));
        hasBegun = true;
        return batch;
    }

    void AddWrites(NpgsqlBatch batch)
    {
        foreach (var (statement, rows) in MergeStatements.Run(members.ConvertAll(member => member.TakeWrites())))
        {
            if (statement.AddsRow) batch.BatchCommands.Add(statement.Command(rows));
            else foreach (var row in rows) batch.BatchCommands.Add(statement.Command(row));
        }
    }
}

/// <summary>A use case of a group failed; the others may be as good as ever.</summary>
internal sealed class GroupFailedException(Exception cause) : Exception(cause.Message, cause);

/// <summary>Held by whoever moves. It comes back when they wait or have finished, on whichever thread that is.</summary>
internal sealed class Baton
{
    TaskCompletionSource back = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask LendAsync(Action move)
    {
        move();
        if (!back.Task.IsCompleted) await back.Task;
        back = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Return() => back.TrySetResult();
}

/// <summary>One use case's view of the transaction that it shares with the others of its group.</summary>
internal sealed class GroupedTx(PostgresGroup group) : Tx
{
    List<QueuedWrite> writes = [];
    List<string> names = [];

    public override Engine Engine => Engine.Postgres;

    public override InHand InHand => group.InHand;

    /// <summary>It has asked for names that are locked after all rows.</summary>
    public bool IsLast { get; private set; }

    public List<TaskCompletionSource> Waiters { get; } = [];

    public override void Add(string sql, object arguments) => writes.Add(new(PostgresStatement.Of(sql, arguments), arguments));

    public override Task<int> ExecuteAsync(string sql, object? arguments = null) =>
        throw new NotSupportedException("A use case that shares its transaction asks or adds.");

    public override async ValueTask LockAsync(IEnumerable<string> names, bool last = false)
    {
        var wanted = names.ToList();
        IsLast |= last;
        while (group.Wait(this, wanted) is { } wait) await wait;
        this.names.AddRange(wanted);
    }

    protected override Task<T> AskAsync<T>(string sql, object? arguments, Func<DbDataReader, Task<T>> take)
    {
        var ask = new GroupedAsk<T>(this, PostgresStatement.Of(sql, arguments), arguments, take);
        group.Park(ask);
        return ask.Answered;
    }

    public List<QueuedWrite> TakeWrites() => Interlocked.Exchange(ref writes, []);

    public List<string> TakeNames() => Interlocked.Exchange(ref names, []);
}

/// <summary>A question of one member, until it is answered.</summary>
internal abstract class GroupedAsk(GroupedTx tx)
{
    public GroupedTx Tx => tx;

    public abstract NpgsqlBatchCommand Command();

    /// <summary>Reads its answer from where the reader stands and moves on to the next.</summary>
    public abstract Task ReadAsync(DbDataReader reader);

    public abstract void Answer();

    public abstract void Fail(Exception why);
}

internal sealed class GroupedAsk<T>(GroupedTx tx, PostgresStatement statement, object? arguments, Func<DbDataReader, Task<T>> take) : GroupedAsk(tx)
{
    readonly TaskCompletionSource<T> answered = new();
    T? answer;

    public Task<T> Answered => answered.Task;

    public override NpgsqlBatchCommand Command() => statement.Command(arguments);

    public override async Task ReadAsync(DbDataReader reader)
    {
        answer = await take(reader);
        await reader.NextResultAsync();
    }

    public override void Answer() => answered.SetResult(answer!);

    public override void Fail(Exception why) => answered.TrySetException(why);
}
