using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// A prepared statement. A capture makes twenty of them with three hundred values, so each value goes from its property
/// straight to its place: none is boxed, looked up by name, or copied twice.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    const int MostTextInPlace = 256 * 1024;
    // Compiled once for all sessions: it takes far longer than preparing the statement. Where a name stands depends on the text.
    static readonly ConcurrentDictionary<(string, Type), Action<SqliteStatement, object>> Binders = new();
    readonly sqlite3 database;
    readonly sqlite3_stmt statement;
    readonly nint databaseHandle;
    readonly nint handle;
    readonly Action<SqliteStatement, object>? bind;
    // Texts lie here, pinned, while the statement runs.
    byte[] texts = GC.AllocateUninitializedArray<byte>(256, pinned: true);
    int used;
    int wanted;

    public SqliteStatement(SqliteConnection connection, string sql, Type? arguments)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
        (databaseHandle, handle) = (database.DangerousGetHandle(), statement.DangerousGetHandle());
        bind = arguments is null ? null : Binders.GetOrAdd((sql, arguments), _ => Binder(arguments));
    }

    public bool IsBeingRead { get; private set; }

    /// <summary>What it asks for, and what each column was declared to hold.</summary>
    public (string Name, Type Type)[] Columns { get; private set; } = [];

    /// <summary>Runs it and tells how many rows it changed.</summary>
    public int Run(object? arguments)
    {
        BindAll(arguments);
        int result;
        while ((result = SqliteCalls.Step(handle)) == raw.SQLITE_ROW) { }
        // Resetting tells the same error again, and must happen whatever it was.
        _ = SqliteCalls.Reset(handle);
        if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, database);
        return SqliteCalls.Changes(databaseHandle);
    }

    public SqliteRows Read(object? arguments)
    {
        if (IsBeingRead) throw new InvalidOperationException("The same question is still being answered.");
        BindAll(arguments);
        IsBeingRead = true;
        return new SqliteRows(this, statement);
    }

    public bool Step()
    {
        var result = SqliteCalls.Step(handle);
        if (result is not raw.SQLITE_ROW and not raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, database);
        // SQLite prepares anew when the schema has changed, and "select *" then has other columns.
        if (Columns.Length != SqliteCalls.ColumnCount(handle)) Columns = Describe();
        return result == raw.SQLITE_ROW;
    }

    public void EndReading()
    {
        _ = SqliteCalls.Reset(handle);
        IsBeingRead = false;
    }

    public void Dispose() => statement.Dispose();

    void BindAll(object? arguments)
    {
        used = 0;
        if (wanted > texts.Length) texts = GC.AllocateUninitializedArray<byte>(wanted, pinned: true);
        bind?.Invoke(this, arguments!);
    }

    (string, Type)[] Describe() => [.. Enumerable.Range(0, SqliteCalls.ColumnCount(handle)).Select(column => (
        raw.sqlite3_column_name(statement, column).utf8_to_string(),
        Declared(raw.sqlite3_column_decltype(statement, column).utf8_to_string())))];

    static Type Declared(string? type) => type?.ToUpperInvariant() switch
    {
        "TEXT" => typeof(string),
        "BIGINT" or "INTEGER" => typeof(long),
        _ => typeof(object),
    };

    Action<SqliteStatement, object> Binder(Type type)
    {
        var (self, given) = (Expression.Parameter(typeof(SqliteStatement)), Expression.Parameter(typeof(object)));
        var arguments = Expression.Variable(type);
        var steps = new List<Expression> { Expression.Assign(arguments, Expression.Convert(given, type)) };
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var place = raw.sqlite3_bind_parameter_index(statement, "@" + property.Name);
            if (place == 0) continue;
            var method = typeof(SqliteStatement).GetMethod(
                nameof(Bind), BindingFlags.NonPublic | BindingFlags.Instance, [typeof(int), property.PropertyType])
                ?? throw new NotSupportedException($"No column holds a {property.PropertyType.Name}.");
            steps.Add(Expression.Call(self, method, Expression.Constant(place), Expression.Property(arguments, property)));
        }
        return Expression.Lambda<Action<SqliteStatement, object>>(Expression.Block([arguments], steps), self, given).Compile();
    }

    void Bind(int place, string? text)
    {
        if (text is null) { BindNull(place); return; }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > texts.Length - used)
        {
            // There is room for it the next time.
            wanted = Math.Min(Math.Max(wanted, texts.Length) + (2 * most), MostTextInPlace);
            var bytes = Encoding.UTF8.GetBytes(text);
            Check(SqliteCalls.BindText(handle, place, bytes, bytes.Length, SqliteCalls.Copied));
            return;
        }
        var length = Encoding.UTF8.GetBytes(text, texts.AsSpan(used));
        var start = Marshal.UnsafeAddrOfPinnedArrayElement(texts, used);
        Check(SqliteCalls.BindText(handle, place, start, length, SqliteCalls.InPlace));
        used += length;
    }

    void Bind(int place, long number) => Check(SqliteCalls.BindInteger(handle, place, number));

    void Bind(int place, long? number)
    {
        if (number is { } given) Bind(place, given);
        else BindNull(place);
    }

    void Bind(int place, int number) => Bind(place, (long)number);

    void Bind(int place, int? number) => Bind(place, (long?)number);

    void Bind(int place, bool isTrue) => Bind(place, isTrue ? 1L : 0L);

    void Bind(int place, bool? isTrue) => Bind(place, isTrue is { } given ? given ? 1L : 0L : null);

    void Bind(int place, Instant instant) => Bind(place, instant.Micros());

    void Bind(int place, Instant? instant) => Bind(place, instant?.Micros());

    void Bind(int place, double number) => Check(SqliteCalls.BindReal(handle, place, number));

    void Bind(int place, double? number)
    {
        if (number is { } given) Bind(place, given);
        else BindNull(place);
    }

    void Bind(int place, byte[]? bytes)
    {
        if (bytes is null) BindNull(place);
        else Check(SqliteCalls.BindBlob(handle, place, bytes, bytes.Length, SqliteCalls.Copied));
    }

    void BindNull(int place) => Check(SqliteCalls.BindNull(handle, place));

    void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, database);
    }
}
