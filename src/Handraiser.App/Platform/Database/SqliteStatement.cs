using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// A prepared write. It goes straight to SQLite, for a capture makes twenty of them with three hundred values, and looking
/// each up by name again cost more than storing it.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    readonly sqlite3 database;
    readonly sqlite3_stmt statement;
    readonly (Arguments.Argument Argument, int Place)[] places;

    public SqliteStatement(SqliteConnection connection, string sql, Type? arguments)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
        places = arguments is null ? [] : [.. Arguments.Of(arguments)
            .Select(argument => (argument, raw.sqlite3_bind_parameter_index(statement, "@" + argument.Name))).Where(one => one.Item2 > 0)];
    }

    /// <summary>Runs it and tells how many rows it changed.</summary>
    public int Run(object? arguments)
    {
        foreach (var (argument, place) in places) Bind(place, argument.Read(arguments!));
        int result;
        while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW) { }
        // Resetting tells the same error again, and must happen whatever it was.
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, database);
        return raw.sqlite3_changes(database);
    }

    void Bind(int place, object value)
    {
        var result = value switch
        {
            string text => BindText(place, text),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            double number => raw.sqlite3_bind_double(statement, place, number),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            DBNull => raw.sqlite3_bind_null(statement, place),
            _ => throw new NotSupportedException($"No column holds a {value.GetType().Name}."),
        };
        SqliteException.ThrowExceptionForRC(result, database);
    }

    int BindText(int place, string text)
    {
        const int Small = 1024;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= Small ? stackalloc byte[Small] : new byte[most];
        return raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    public void Dispose() => statement.Dispose();
}
