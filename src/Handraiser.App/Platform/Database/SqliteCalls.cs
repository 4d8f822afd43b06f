using System.Runtime.InteropServices;

namespace Handraiser.App.Platform.Database;

/// <summary>
/// The calls of SQLite that a capture makes by the hundred, with plain handles: counting who uses a handle costs more than
/// most of them do. The library is the one that the connection has loaded; whoever calls keeps the handle's owner alive.
/// </summary>
internal static class SqliteCalls
{
    const string Library = "e_sqlite3";

    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    public static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_changes"), SuppressGCTransition]
    public static extern int Changes(nint database);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static extern int BindNull(nint statement, int place);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static extern int BindInteger(nint statement, int place, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    public static extern int BindReal(nint statement, int place, double value);

    /// <summary>Binds text where it lies: it must stay there until the statement has run.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    public static extern int BindText(nint statement, int place, nint text, int length, nint keep);

    [DllImport(Library, EntryPoint = "sqlite3_bind_text")]
    public static extern int BindText(nint statement, int place, byte[] text, int length, nint keep);

    [DllImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static extern int BindBlob(nint statement, int place, byte[] bytes, int length, nint keep);

    [DllImport(Library, EntryPoint = "sqlite3_column_count"), SuppressGCTransition]
    public static extern int ColumnCount(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static extern int ColumnType(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static extern long Integer(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_double"), SuppressGCTransition]
    public static extern double Real(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_text")]
    public static extern nint Text(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_blob")]
    public static extern nint Blob(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static extern int Bytes(nint statement, int column);

    /// <summary>As the last argument of a binding: SQLite uses the bytes where they lie.</summary>
    public static nint InPlace => 0;

    /// <summary>As the last argument of a binding: SQLite copies the bytes.</summary>
    public static nint Copied => -1;
}
