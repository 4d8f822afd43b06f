using System.Data.Common;
using Npgsql;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// Statements wait until somebody needs an answer and then travel together, the beginning and the commit among them: a use
/// case takes few round trips.
/// </summary>
internal sealed class PostgresTx(NpgsqlConnection connection, CancellationToken cancel) : Tx
{
    NpgsqlBatch? queued;
    int answersBefore;

    public override Engine Engine => Engine.Postgres;

    public bool HasBegun { get; private set; }

    public void Begin()
    {
        HasBegun = true;
        Queue("begin", null);
    }

    public async Task CommitAsync()
    {
        Queue("commit", null);
        // Once sent it must be known how it ended.
        await SendAsync(CancellationToken.None);
    }

    public override void Add(string sql, object arguments) => Queue(sql, arguments);

    public override async Task<int> ExecuteAsync(string sql, object? arguments = null)
    {
        if (queued is not null) await SendAsync(cancel);
        var statement = PostgresStatement.Of(sql, arguments);
        await using var command = new NpgsqlCommand(statement.Text, connection);
        statement.Bind(command.Parameters, arguments);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public override ValueTask LockAsync(IEnumerable<string> names, bool last = false)
    {
        queued ??= connection.CreateBatch();
        queued.BatchCommands.Add(PostgresStatement.Lock(names));
        answersBefore++;
        return ValueTask.CompletedTask;
    }

    protected override async Task<T> AskAsync<T>(string sql, object? arguments, Func<DbDataReader, Task<T>> take)
    {
        Queue(sql, arguments);
        var skip = answersBefore - 1;
        await using var batch = Take();
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (skip-- > 0) await reader.NextResultAsync(cancel);
        return await take(reader);
    }

    async Task SendAsync(CancellationToken until)
    {
        await using var batch = Take();
        await batch.ExecuteNonQueryAsync(until);
    }

    NpgsqlBatch Take()
    {
        var batch = queued!;
        queued = null;
        answersBefore = 0;
        return batch;
    }

    void Queue(string sql, object? arguments)
    {
        queued ??= connection.CreateBatch();
        var statement = PostgresStatement.Of(sql, arguments);
        queued.BatchCommands.Add(statement.Command(arguments));
        // Only questions have answers; the reader is moved past those nobody waits for, such as a lock's.
        if (statement.IsQuestion) answersBefore++;
    }
}
