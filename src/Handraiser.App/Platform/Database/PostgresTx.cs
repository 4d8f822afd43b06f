using System.Data.Common;
using Npgsql;

namespace Handraiser.App.Platform.Database;

/// <summary>Writes wait until somebody needs an answer and then travel together: a use case takes few round trips.</summary>
internal sealed class PostgresTx(NpgsqlConnection connection, CancellationToken cancel) : Tx
{
    NpgsqlBatch? queued;

    public override Engine Engine => Engine.Postgres;

    public override void Add(string sql, object arguments)
    {
        queued ??= connection.CreateBatch();
        var command = new NpgsqlBatchCommand(sql);
        Bind(command.Parameters, arguments);
        queued.BatchCommands.Add(command);
    }

    public override async Task<int> ExecuteAsync(string sql, object? arguments = null)
    {
        await SendAsync();
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task SendAsync()
    {
        if (queued is null) return;
        await using var batch = queued;
        queued = null;
        await batch.ExecuteNonQueryAsync(cancel);
    }

    protected override async Task<DbDataReader> ReadAsync(string sql, object? arguments)
    {
        await SendAsync();
        // The reader outlives this call; it is the reader's end that frees the connection, not the command's.
        return await Command(sql, arguments).ExecuteReaderAsync(cancel);
    }

    NpgsqlCommand Command(string sql, object? arguments)
    {
        var command = new NpgsqlCommand(sql, connection);
        if (arguments is not null) Bind(command.Parameters, arguments);
        return command;
    }

    static void Bind(NpgsqlParameterCollection parameters, object arguments)
    {
        foreach (var argument in Arguments.Of(arguments.GetType()))
        {
            parameters.Add(new NpgsqlParameter(argument.Name, argument.Type) { Value = argument.Read(arguments) });
        }
    }
}
