using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Handraiser.App.Platform.Database;

/// <summary>A connection and its prepared statements, kept: preparing costs more than most statements do.</summary>
internal sealed class SqliteSession : IDisposable
{
    const int MostStatements = 512;
    readonly SqliteConnection connection;
    // By text and by arguments: two callers may write the same text and name their arguments in another order.
    readonly Dictionary<(string, Type?), SqliteStatement> statements = [];

    static SqliteSession()
    {
        // One thread at a time uses a session, so SQLite need not lock each call; nor count its memory under a lock.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteSession(string path, bool readOnly, bool durable = true)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        // Else a statement with "limit @Most" is planned anew at each run, for its value's sake.
        _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        Run("pragma busy_timeout=30000");
        Run("pragma journal_mode=wal");
        Run(durable ? "pragma synchronous=full" : "pragma synchronous=off");
        Run("pragma foreign_keys=on");
        // What is deleted or replaced is overwritten in the file, so that erasing reaches the bytes as well.
        Run("pragma secure_delete=on");
        Run("pragma wal_autocheckpoint=0");
        Run("pragma temp_store=memory");
        Run("pragma cache_size=-65536");
        if (readOnly) Run("pragma query_only=on");
    }

    public void Run(string sql) => Execute(sql, null);

    public int Execute(string sql, object? arguments) => Prepare(sql, arguments).Run(arguments);

    public DbDataReader Read(string sql, object? arguments) => Prepare(sql, arguments).Read(arguments);

    /// <summary>Rows written since it was opened.</summary>
    public long Changes => raw.sqlite3_total_changes(connection.Handle);

    /// <summary>Pages put into the write-ahead log since it was opened.</summary>
    public long PagesWritten
    {
        get
        {
            _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
            return pages;
        }
    }

    /// <summary>Makes another session's database the same as this one.</summary>
    public void CopyTo(SqliteSession other) => connection.BackupDatabase(other.connection);

    public void RollBackIfOpen()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0) Run("rollback");
    }

    /// <summary>After these SQLite may have rolled everything back, or can no longer be trusted to have written.</summary>
    public static bool EndsTransaction(SqliteException failure) => failure.SqliteErrorCode is
        raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_CORRUPT or raw.SQLITE_READONLY
        or raw.SQLITE_BUSY or raw.SQLITE_INTERRUPT or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB;

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        connection.Dispose();
    }

    SqliteStatement Prepare(string sql, object? arguments)
    {
        var key = (sql, arguments?.GetType());
        if (statements.TryGetValue(key, out var known)) return known;
        // Statements are constants of the program; more than this means that somebody builds them from data.
        if (statements.Count >= MostStatements) throw new InvalidOperationException("Too many different statements.");
        var statement = new SqliteStatement(connection, sql, key.Item2);
        statements.Add(key, statement);
        return statement;
    }
}

internal sealed class SqliteTx(SqliteSession session) : Tx
{
    public override Engine Engine => Engine.Sqlite;

    public override void Add(string sql, object arguments) => session.Execute(sql, arguments);

    public override Task<int> ExecuteAsync(string sql, object? arguments = null) =>
        Task.FromResult(session.Execute(sql, arguments));

    // There is one writer.
    public override ValueTask LockAsync(IEnumerable<string> names, bool last = false) => ValueTask.CompletedTask;

    protected override async Task<T> AskAsync<T>(string sql, object? arguments, Func<DbDataReader, Task<T>> take)
    {
        await using var reader = session.Read(sql, arguments);
        return await take(reader);
    }
}

/// <summary>The database did not take a write. Nothing was acknowledged; the same request may be sent again.</summary>
internal sealed class DatabaseUnavailableException(Exception cause)
    : Exception("The database did not take the write. " + cause.Message, cause);
