using System.Data.Common;
using Dapper;
using NodaTime;

namespace Handraiser.App.Platform.Database;

internal enum Engine { Sqlite, Postgres }

/// <summary>
/// An open transaction and the moment at which it happens. A use case is a function over it: it reads, decides, adds its
/// writes, and returns; whoever opened it commits.
/// </summary>
internal abstract class Tx
{
    List<Action>? afterCommit;

    /// <summary>Read once when the transaction opened: database time where nodes could disagree about theirs.</summary>
    public required Instant Now { get; init; }

    public abstract Engine Engine { get; }

    /// <summary>It may hold writes that are not committed yet, so that what it sees may never come true.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Adds a write that needs no answer. It is sent with the next read, or at the end, in the order added.</summary>
    public abstract void Add(string sql, object arguments);

    /// <summary>Sends a write now and tells how many rows it changed.</summary>
    public abstract Task<int> ExecuteAsync(string sql, object? arguments = null);

    public Task<T?> SingleAsync<T>(string sql, object? arguments = null) => AskAsync(sql, arguments, static async reader =>
        await reader.ReadAsync() ? Parser<T>(reader)(reader) : default);

    public Task<List<T>> ListAsync<T>(string sql, object? arguments = null) => AskAsync(sql, arguments, static async reader =>
    {
        var rows = new List<T>();
        if (!await reader.ReadAsync()) return rows;
        var parse = Parser<T>(reader);
        do rows.Add(parse(reader)); while (await reader.ReadAsync());
        return rows;
    });

    /// <summary>Takes the rows one by one, without keeping them.</summary>
    public Task EachAsync<T>(string sql, object? arguments, Action<T> take) => AskAsync(sql, arguments, async reader =>
    {
        if (!await reader.ReadAsync()) return false;
        var parse = Parser<T>(reader);
        do take(parse(reader)); while (await reader.ReadAsync());
        return true;
    });

    /// <summary>
    /// Holds names until the transaction ends: whoever asks for one of them meanwhile waits. All at once and in one order, so
    /// that two never wait for each other. What is to be looked at under the lock is asked for after it.
    /// </summary>
    /// <param name="last">The transaction locks rows first and these names after them, so they are waited for last.</param>
    public abstract ValueTask LockAsync(IEnumerable<string> names, bool last = false);

    /// <summary>What use cases that share this transaction have in hand under its locks; null where each has one of its own.</summary>
    public virtual InHand? InHand => null;

    /// <summary>Runs when the commit is on disk, and not at all when there is none. For hints only: it may be lost.</summary>
    public void AfterCommit(Action hint) => (afterCommit ??= []).Add(hint);

    /// <summary>Keeps something that was read here for later transactions: at once, or when what was read is committed.</summary>
    public void Remember(Action keep)
    {
        if (IsWrite) AfterCommit(keep);
        else keep();
    }

    public void Committed() => afterCommit?.ForEach(hint => hint());

    /// <summary>Locks the rows of a select until commit. SQLite has one writer, which is lock enough.</summary>
    public string ForUpdate => Engine == Engine.Postgres ? " for update" : "";

    /// <summary>The elements of a JSON list that is given as a parameter, as rows of one column, <c>value</c>.</summary>
    public string Elements(string parameter) => Engine == Engine.Postgres
        ? $"json_array_elements_text(cast(@{parameter} as json)) as value" : $"json_each(@{parameter})";

    public string ForUpdateSkipLocked => Engine == Engine.Postgres ? " for update skip locked" : "";

    // Dapper's row parser is for rows; a single column is read as it is.
    static Func<DbDataReader, T> Parser<T>(DbDataReader reader) => typeof(T) == typeof(string) || typeof(T).IsPrimitive
        ? row => row.IsDBNull(0) ? default! : row.GetFieldValue<T>(0)
        : reader.GetRowParser<T>();

    protected abstract Task<T> AskAsync<T>(string sql, object? arguments, Func<DbDataReader, Task<T>> take);
}
