using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Handraiser.App.Platform.Database;

/// <summary>The rows of a question, read straight from SQLite: whole numbers, reals, text and bytes.</summary>
internal sealed class SqliteRows(SqliteStatement owner, sqlite3_stmt statement) : DbDataReader
{
    readonly nint handle = statement.DangerousGetHandle();

    public override int FieldCount => SqliteCalls.ColumnCount(handle);

    public override int Depth => 0;

    public override bool HasRows => throw new NotSupportedException();

    public override bool IsClosed => !owner.IsBeingRead;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => owner.Step();

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => owner.Columns[ordinal].Name;

    public override int GetOrdinal(string name) =>
        Array.FindIndex(owner.Columns, column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the value of this row is; of a null, what the column was declared to hold.</summary>
    public override Type GetFieldType(int ordinal) => SqliteCalls.ColumnType(handle, ordinal) switch
    {
        raw.SQLITE_INTEGER => typeof(long),
        raw.SQLITE_FLOAT => typeof(double),
        raw.SQLITE_TEXT => typeof(string),
        raw.SQLITE_BLOB => typeof(byte[]),
        _ => owner.Columns[ordinal].Type,
    };

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override object GetValue(int ordinal) => SqliteCalls.ColumnType(handle, ordinal) switch
    {
        raw.SQLITE_INTEGER => SqliteCalls.Integer(handle, ordinal),
        raw.SQLITE_FLOAT => SqliteCalls.Real(handle, ordinal),
        raw.SQLITE_TEXT => GetString(ordinal),
        raw.SQLITE_BLOB => Bytes(ordinal),
        _ => DBNull.Value,
    };

    public override T GetFieldValue<T>(int ordinal) =>
        GetValue(ordinal) is var value && value is T same
            ? same : (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    public override bool IsDBNull(int ordinal) => SqliteCalls.ColumnType(handle, ordinal) == raw.SQLITE_NULL;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++) values[i] = GetValue(i);
        return count;
    }

    public override string GetString(int ordinal)
    {
        var text = SqliteCalls.Text(handle, ordinal);
        return Marshal.PtrToStringUTF8(text, SqliteCalls.Bytes(handle, ordinal));
    }

    public override long GetInt64(int ordinal) => SqliteCalls.Integer(handle, ordinal);

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override double GetDouble(int ordinal) => SqliteCalls.Real(handle, ordinal);

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && owner.IsBeingRead) owner.EndReading();
        base.Dispose(disposing);
    }

    byte[] Bytes(int ordinal)
    {
        var start = SqliteCalls.Blob(handle, ordinal);
        var bytes = new byte[SqliteCalls.Bytes(handle, ordinal)];
        if (bytes.Length > 0) Marshal.Copy(start, bytes, 0, bytes.Length);
        return bytes;
    }
}
